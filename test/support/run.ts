import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { projectRoot } from "./project.js";

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** What a script that ends on Ctrl+C exits with. Windows has no signals: there it is ended from outside, without a code. */
export const INTERRUPTED = process.platform === "win32" ? null : 0;

/** Runs a script of the project to its end, in the folder `cwd`, and returns its exit code and all that it printed. */
export async function runScript(
  script: string,
  args: string[] = [],
  cwd = projectRoot,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["--import", tsx, `${projectRoot}${script}`, ...args], { cwd });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "close");
  return { code, output };
}

/** Starts a script, waits until it has printed `text`, and returns how to end it. */
export async function startScript(script: string, args: string[], text: string) {
  const child = spawn(process.execPath, ["--import", tsx, `${projectRoot}${script}`, ...args], { cwd: projectRoot });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      output += chunk;
      if (output.includes(text)) resolve();
    });
    child.once("close", () => reject(new Error(`${script} ended early:\n${output}`)));
  });
  return {
    output,
    stop: async () => {
      child.kill("SIGINT");
      const [code] = await once(child, "close");
      return code as number | null;
    },
  };
}
