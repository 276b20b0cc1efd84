import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { CommandError } from "./command-error.js";
import { untilStopped, whenTerminated } from "./signals.js";

/** What a server runs for: the command behind `--`, or whoever stops it. */
export interface Work {
  /** Whether there is a command. */
  isCommand: boolean;
  /** Prints a line of the server. The standard output of a command is its own. */
  print(line: string): void;
  /** Waits for the end of the work, and returns its exit code. */
  done(url: string): Promise<number>;
}

/** Returns the work of a server: the command behind `--`, or Ctrl+C where there is none. */
export function readWork(command: string[] | undefined): Work {
  if (command !== undefined) {
    return { isCommand: true, print: console.error, done: (url) => runCommand(command, url) };
  }
  // From the start on: whoever stops the server need not wait until it listens.
  const stopped = untilStopped().then(() => 0);
  return { isCommand: false, print: console.log, done: () => stopped };
}

/** Runs a command that finds the server in `ENKASH_URL`, and returns its exit code. */
async function runCommand([name = "", ...args]: string[], url: string): Promise<number> {
  // A terminal sends it to the command as well, which decides.
  process.on("SIGINT", () => {});
  try {
    const child = start(name, args, { ...process.env, ENKASH_URL: url });
    whenTerminated(() => child.kill());
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + constants.signals[signal ?? "SIGTERM"];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(`Failed to start ${name}: ${code}. Correct what follows --.`);
  }
}

function start(name: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  if (process.platform !== "win32") return spawn(name, args, { env, stdio: "inherit" });
  // npm and its like are scripts there, which a shell alone can start.
  return spawn([name, ...args].map(quoted).join(" "), { env, stdio: "inherit", shell: true });
}

function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `"${word}"`;
}
