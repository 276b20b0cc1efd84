import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import type { Contract } from "./contract/document.js";
import { command, Failure, UsageFailure } from "./tools/command.js";
import { compareReleases, type Release, reportChanges } from "./verify/release/compare-releases.js";
import { fileAt, newestRelease } from "./verify/release/newest-release.js";
import { neededBump, rulesTable } from "./verify/release/rules.js";
import { isRaised, raised } from "./verify/release/version.js";

const USAGE = `Usage:
  npm run diff                since the last release
  npm run diff -- <base>      since a git reference or a file with a contract
  npm run diff -- --rules     the kinds of change and how far each raises the version`;

const CONTRACT = "generated/openapi.yaml";
const TYPES = "generated/types.ts";
const REPORTS = "test/package/api";

await command(import.meta.url, USAGE, (args) => {
  const options = { rules: { type: "boolean" } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [given, ...others] = positionals;
  if (others.length > 0) throw new UsageFailure(`One base is compared, not ${others.length + 1}.`);
  if (values.rules) return console.log(rulesTable());
  const root = process.cwd();
  const base = given ?? newestRelease(root);
  if (base === undefined) {
    console.log("Nothing has been released: there is no git tag v* to compare with.");
    return;
  }
  check(root, base);
});

/** Prints what changed since the base, and throws where the version is not raised far enough. */
function check(root: string, base: string): void {
  const before = readRelease(root, base);
  const after = readRelease(root);
  const changes = compareReleases(before, after, root);
  console.log(reportChanges(base, changes));
  const bump = neededBump(changes);
  const [from, to] = [before.contract.info.version, after.contract.info.version];
  if (bump === undefined || isRaised(from, to, bump)) return;
  throw new Failure(
    `These changes need version ${raised(from, bump)} or higher, and openapi/openapi.yaml says ${to}.\n` +
      "Raise info.version there and `version` in package.json, or take the change back.",
  );
}

/** Reads what is compared of a release: from the working tree, or from the base that is given. */
function readRelease(root: string, base?: string): Release {
  if (base !== undefined && existsSync(join(root, base))) {
    return { contract: parse(readFileSync(join(root, base), "utf8")) as Contract };
  }
  const read = (file: string) =>
    base === undefined ? readFileSync(join(root, file), "utf8") : fileAt(root, base, file);
  const contract = read(CONTRACT);
  if (contract === undefined) throw new Failure(`${base} has no ${CONTRACT} to compare with.`);
  const reports = readdirSync(join(root, REPORTS)).map((name) => [
    name,
    read(`${REPORTS}/${name}`),
  ]);
  return {
    contract: parse(contract) as Contract,
    types: read(TYPES) ?? "",
    manifest: JSON.parse(read("package.json") ?? "{}"),
    reports: Object.fromEntries(reports.filter(([, text]) => text !== undefined)),
  };
}
