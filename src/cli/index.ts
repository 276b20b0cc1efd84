#!/usr/bin/env node
import { CommandError } from "./command-error.js";
import { MOCK_USAGE, runMock } from "./mock.js";
import { readVersion } from "./package-files.js";
import { PROXY_USAGE, runProxy } from "./proxy.js";
import { readWork, type Work } from "./run-command.js";

const USAGE = `Usage: enkash-contract <command> [options] [-- COMMAND ARGS…]

Commands:
  mock     Responds from the contract: checks every request, explains what is wrong with it.
  proxy    Stands between your application and a real server, and checks both sides.

Options:
  --help       Shows the options of a command: enkash-contract mock --help
  --version    Shows the version of the package.`;

const COMMANDS: Readonly<
  Record<string, { usage: string; run: (args: string[], work: Work) => Promise<number> }>
> = {
  mock: { usage: MOCK_USAGE, run: runMock },
  proxy: { usage: PROXY_USAGE, run: runProxy },
};

/** Runs the command that the arguments name, and returns the exit code. */
async function main([name = "", ...given]: string[]): Promise<number> {
  const [args, ours] = splitAt("--", given);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const asked = command === undefined ? [name] : args;
  if (asked.some((arg) => arg === "--version" || arg === "-v")) {
    console.log(readVersion());
    return 0;
  }
  if (asked.some((arg) => arg === "--help" || arg === "-h")) {
    console.log(command?.usage ?? USAGE);
    return 0;
  }
  if (ours?.length === 0) throw new CommandError("Name a command behind --.");
  if (command !== undefined) return command.run(args, readWork(ours));
  const fault = name === "" ? "Name a command." : `There is no command ${JSON.stringify(name)}.`;
  throw new CommandError(`${fault}\n\n${USAGE}`);
}

function splitAt(mark: string, words: string[]): [string[], string[] | undefined] {
  const index = words.indexOf(mark);
  return index < 0 ? [words, undefined] : [words.slice(0, index), words.slice(index + 1)];
}

// Whoever reads the output may stop reading: `enkash-contract mock | head`.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
