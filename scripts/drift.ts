import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readFacts } from "./contract/facts.js";
import { PAGE_LIMITS } from "./pages/limits.js";
import { command } from "./tools/command.js";
import { ContractIndex } from "./verify/drift/contract-index.js";
import { ProposalError, proposeAll, refusalOf } from "./verify/drift/propose/write.js";
import { type DriftFailOn, exitCodeOf, reportAsJson, reportAsText } from "./verify/drift/report.js";
import { runDrift, type SavedFile } from "./verify/drift/run.js";

const USAGE =
  "Usage: npm run drift -- <file | folder | -> … [--operation ID] [--json] [--fail-on breaking|any|none] [--propose DIR]";

class UsageError extends Error {}

function readArguments(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      operation: { type: "string" },
      json: { type: "boolean", default: false },
      "fail-on": { type: "string", default: "any" },
      propose: { type: "string" },
    },
  });
  const failOn = values["fail-on"];
  if (!["breaking", "any", "none"].includes(failOn)) {
    throw new UsageError(`--fail-on takes breaking, any or none, not ${JSON.stringify(failOn)}.`);
  }
  if (positionals.length === 0) throw new UsageError("Name a saved page, a folder of them, or -.");
  const { operation, propose } = values;
  if (operation !== undefined && !/^[a-z][A-Za-z]{1,60}$/.test(operation)) {
    throw new UsageError("--operation takes an operationId in camelCase, e.g. createOrder.");
  }
  const refusal = propose === undefined ? undefined : refusalOf(propose);
  if (refusal !== undefined) throw new UsageError(refusal);
  return { ...values, failOn: failOn as DriftFailOn, paths: positionals };
}

/**
 * Reads what the command line names; a file that is too large is cut, and refused by the reader.
 */
function readFiles(paths: string[]): SavedFile[] {
  const files = paths.flatMap((path) => {
    if (path === "-") return [{ file: "-", bytes: readFileSync(0) }];
    if (!statSync(path).isDirectory()) return [readOne(path)];
    const entries = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile());
    return entries.map(({ name }) => readOne(join(path, name)));
  });
  if (files.length === 0) throw new UsageError("The folder holds no file.");
  return files;
}

function readOne(file: string): SavedFile {
  const isTooLarge = statSync(file).size > PAGE_LIMITS.bytes;
  return { file, bytes: isTooLarge ? new Uint8Array(PAGE_LIMITS.bytes + 1) : readFileSync(file) };
}

/** What a run of the command prints, and its exit code. */
interface CommandOutput {
  code: 0 | 1 | 2 | 3;
  output: string;
  /** Messages for the person at the terminal, where a program may read the output. */
  messages: string[];
}

/** Reads saved pages, as the command line says, and compares them with our facts. */
export function drift(args: string[]): CommandOutput {
  try {
    return compareAll(readArguments(args));
  } catch (error) {
    if (!isUsage(error)) throw error;
    return { code: 3, output: "", messages: [(error as Error).message, USAGE] };
  }
}

function compareAll(options: ReturnType<typeof readArguments>): CommandOutput {
  const { paths, operation, json, failOn, propose } = options;
  const index = new ContractIndex();
  const known = { ours: readFacts(), index, ...(operation === undefined ? {} : { operation }) };
  const { report, pages } = runDrift(readFiles(paths), known);
  const proposed = propose === undefined ? [] : proposeAll(propose, pages, report.changes);
  return {
    code: exitCodeOf(report, failOn),
    output: json ? `${reportAsJson(report)}\n` : reportAsText(report, (at) => index.filesOf(at)),
    messages: proposed.map((name) => `proposed: ${name}`),
  };
}

/** Returns whether an error is about what was asked for, and not about what was found. */
function isUsage(error: unknown): boolean {
  const { code, syscall } = error as { code?: string; syscall?: string };
  if (error instanceof UsageError || error instanceof ProposalError) return true;
  return String(code).startsWith("ERR_PARSE_ARGS") || syscall !== undefined;
}

await command(import.meta.url, USAGE, async (args) => {
  const { code, output, messages } = drift(args);
  process.stdout.write(output);
  for (const message of messages) console.error(message);
  process.exitCode = code;
});
