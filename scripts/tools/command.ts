import { pathToFileURL } from "node:url";

/** Carries a message that is meant for the person at the terminal: no stack is printed for it. */
export class Failure extends Error {
  override readonly name: string = "Failure";
}

/** Carries what is wrong with the arguments of a command: its usage is printed below. */
export class UsageFailure extends Failure {
  override readonly name = "UsageFailure";
}

/**
 * Runs `main` if the file `moduleUrl` was started from the command line. `--help` prints `usage`
 * instead. A {@link Failure} ends the command with one clear message and exit code 1, and so do
 * arguments that `parseArgs` refuses, with the usage below.
 */
export async function command(
  moduleUrl: string,
  usage: string,
  main: (args: string[]) => Promise<void> | void,
): Promise<void> {
  if (moduleUrl !== pathToFileURL(process.argv[1] ?? "").href) return;
  const args = process.argv.slice(2);
  if (args.includes("--help")) return console.log(usage);
  try {
    await main(args);
  } catch (error) {
    console.error(messageOf(error, usage));
    process.exitCode = 1;
  }
}

/** Returns what to print of an error: a mistake of ours with its stack. */
function messageOf(error: unknown, usage: string): unknown {
  if (isAboutArguments(error)) return `${error.message}\n${usage}`;
  return error instanceof Failure ? error.message : error;
}

function isAboutArguments(error: unknown): error is Error {
  if (error instanceof UsageFailure) return true;
  return String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS");
}
