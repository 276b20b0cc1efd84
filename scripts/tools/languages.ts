import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Where Debian puts Gson; the environment variable `GSON_JAR` names another place. */
export const gson = process.env.GSON_JAR ?? "/usr/share/java/gson.jar";

/** Returns a Python that has `requests`: Debian's before the one that comes first in the path. */
export function findPython(): string | undefined {
  return ["/usr/bin/python3", "python3"].find((program) =>
    succeeds(program, "-c", "import requests"),
  );
}

/** Returns whether Java can compile and Gson is there. */
export function hasJavaWithGson(): boolean {
  return succeeds("javac", "--version") && existsSync(gson);
}

/** Returns whether a program runs, and ends without an error. */
export function succeeds(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}
