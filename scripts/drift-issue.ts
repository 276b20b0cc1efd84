import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { readFacts } from "./contract/facts.js";
import { command, Failure } from "./tools/command.js";
import { ContractIndex } from "./verify/drift/contract-index.js";
import { reportAsText } from "./verify/drift/report.js";
import { runDrift } from "./verify/drift/run.js";
import { GitHub } from "./verify/drift/scheduled/github.js";
import { decide, type Found } from "./verify/drift/scheduled/issue.js";

const USAGE = "Usage: tsx scripts/drift-issue.ts <folder of drift-fetch> <folder for the issue>";

/** Compares the pages of a folder with our facts. */
function look(folder: string): Found {
  const files = readdirSync(folder).map((file) => ({
    file,
    bytes: readFileSync(join(folder, file)),
  }));
  if (files.length === 0) throw new Failure(`There is no page in ${folder}.\n${USAGE}`);
  const index = new ContractIndex();
  const { report } = runDrift(files, { ours: readFacts(), index });
  return { report, text: reportAsText(report, (at) => index.filesOf(at)) };
}

function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Failure(`${name} is not set. This runs in .github/workflows/drift.yml.`);
  return value;
}

await command(import.meta.url, USAGE, async ([pages, folder, ...others]) => {
  if (pages === undefined || folder === undefined || others.length > 0) throw new Failure(USAGE);
  const api = process.env.GITHUB_API_URL ?? "https://api.github.com";
  const github = new GitHub(api, environment("GITHUB_REPOSITORY"), environment("GITHUB_TOKEN"));
  const run = Number(environment("GITHUB_RUN_ID"));
  const hasFailed = existsSync(join(pages, "fetch-failed.txt"));
  const found: Found = hasFailed
    ? { failures: (await github.failuresBefore("drift.yml", run)) + 1 }
    : look(pages);
  const action = decide(found, await github.openIssue());
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "body.md"), "body" in action ? action.body : "");
  const number = "number" in action ? action.number : "";
  appendFileSync(environment("GITHUB_OUTPUT"), `action=${action.kind}\nnumber=${number}\n`);
  console.log(`Standing issue: ${action.kind} ${number}`);
});
