import { pathToFileURL } from "node:url";

/** Carries a message that is meant for the person at the terminal: no stack is printed for it. */
export class Failure extends Error {
  override readonly name = "Failure";
}

/**
 * Runs `main` if the file `moduleUrl` was started from the command line, and turns a {@link
 * Failure} into one clear message and exit code 1.
 */
export async function command(
  moduleUrl: string,
  main: (args: string[]) => Promise<void>,
): Promise<void> {
  if (moduleUrl !== pathToFileURL(process.argv[1] ?? "").href) return;
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}
