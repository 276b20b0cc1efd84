import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readFacts } from "./contract/facts.js";
import { LIMITS } from "./pages/limits.js";
import { command } from "./tools/command.js";
import { ContractIndex } from "./verify/drift/contract-index.js";
import { ProposalError, proposeAll, refusalOf } from "./verify/drift/propose/write.js";
import { exitCodeOf, type FailOn, reportAsJson, reportAsText } from "./verify/drift/report.js";
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
  return { ...values, failOn: failOn as FailOn, paths: positionals };
}

/** Reads what the command line names; a file that is too large is cut, and refused by the reader. */
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
  const isTooLarge = statSync(file).size > LIMITS.bytes;
  return { file, bytes: isTooLarge ? new Uint8Array(LIMITS.bytes + 1) : readFileSync(file) };
}

function main(args: string[]): void {
  const { paths, operation, json, failOn, propose } = readArguments(args);
  const refusal = propose === undefined ? undefined : refusalOf(propose);
  if (refusal !== undefined) throw new UsageError(refusal);
  const ours = readFacts();
  if (operation !== undefined && !/^[a-z][A-Za-z]{1,60}$/.test(operation)) {
    throw new UsageError("--operation takes an operationId in camelCase, e.g. createOrder.");
  }
  const index = new ContractIndex();
  const files = readFiles(paths);
  const { report, pages } = runDrift(files, {
    ours,
    index,
    ...(operation === undefined ? {} : { operation }),
  });
  if (propose !== undefined) {
    // Standard output may be read by a program.
    for (const name of proposeAll(propose, pages, report.changes))
      console.error(`proposed: ${name}`);
  }
  console.log(json ? reportAsJson(report) : reportAsText(report, (at) => index.filesOf(at)));
  process.exitCode = exitCodeOf(report, failOn);
}

await command(import.meta.url, async (args) => {
  try {
    main(args);
  } catch (error) {
    const isUsage =
      error instanceof UsageError ||
      error instanceof ProposalError ||
      String((error as { code?: string }).code).startsWith("ERR_PARSE_ARGS") ||
      (error as { syscall?: string }).syscall !== undefined;
    if (!isUsage) throw error;
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exitCode = 3;
  }
});
