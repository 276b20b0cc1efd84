import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { projectRoot } from "./project.js";

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/**
 * What a script that ends on Ctrl+C exits with. Windows has no signals: there it is ended from
 * outside, without a code.
 */
export const INTERRUPTED = process.platform === "win32" ? null : 0;

/** How a program ended: its exit code and all that it printed. */
export interface Ended {
  code: number | null;
  output: string;
}

/** Waits until a program has ended. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

/**
 * Runs a script of the project to its end, in the folder `cwd`, and returns its exit code and all
 * that it printed.
 */
export function runScript(script: string, args: string[] = [], cwd = projectRoot): Promise<Ended> {
  return ended(
    spawn(process.execPath, ["--import", tsx, `${projectRoot}${script}`, ...args], { cwd }),
  );
}

/** Waits until a program has printed `text`; `log()` returns all that it printed until now. */
export async function started(child: ChildProcessWithoutNullStreams, text: string) {
  let output = "";
  const closed = once(child, "close") as Promise<[number | null]>;
  await new Promise<void>((resolve, reject) => {
    const add = (chunk: unknown) => {
      output += chunk;
      if (output.includes(text)) resolve();
    };
    child.stdout.on("data", add);
    child.stderr.on("data", add);
    child.once("close", () =>
      reject(new Error(`${child.spawnargs.join(" ")} ended early:\n${output}`)),
    );
  });
  return {
    output,
    log: () => output,
    stop: async () => {
      child.kill("SIGINT");
      const [code] = await closed;
      return code;
    },
  };
}

/** Starts a script, and waits until it has printed `text`. */
export function startScript(script: string, args: string[], text: string) {
  const options = { cwd: projectRoot };
  return started(
    spawn(process.execPath, ["--import", tsx, `${projectRoot}${script}`, ...args], options),
    text,
  );
}
