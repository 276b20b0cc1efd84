import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { command, Failure, UsageFailure } from "./tools/command.js";

interface Manifest {
  version: string;
  repository?: string | { url?: string };
}

/**
 * Checks that package, contract and changelog are of the version that a tag names.
 *
 * @throws Failure where they are not, or where npm would refuse the package.
 */
export function checkRelease(root: string, tag: string): void {
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const manifest = JSON.parse(read("package.json")) as Manifest;
  const { version } = manifest;
  const { info } = parse(read("openapi/openapi.yaml")) as { info: { version: string } };
  if (tag !== `v${version}`) {
    throw new Failure(
      `The tag is ${tag}, but package.json is of version ${version}. A release is tagged v<version>.`,
    );
  }
  if (info.version !== version) {
    throw new Failure(
      `package.json is of version ${version}, but info.version in openapi/openapi.yaml is not.`,
    );
  }
  checkRepository(manifest);
  checkChangelog(read("CHANGELOG.md"), version);
}

/** Checks that the package names its repository: npm refuses provenance without it. */
function checkRepository({ repository }: Manifest): void {
  const url = typeof repository === "string" ? repository : repository?.url;
  if (/^(git\+)?https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(url ?? "")) return;
  throw new Failure(
    "package.json names no `repository`, and npm takes provenance only from the one that it names. " +
      'Add it: "repository": { "type": "git", "url": "git+https://<host>/<owner>/<name>.git" }',
  );
}

/**
 * Checks that the changelog has a dated section of the version, and that something stands there.
 */
function checkChangelog(changelog: string, version: string): void {
  const start = `## [${version}] - `;
  const lines = changelog.split("\n");
  const index = lines.findIndex((line) => line.startsWith(start));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(lines[index]?.slice(start.length) ?? "")) {
    throw new Failure(
      `CHANGELOG.md has no heading "${start}<year-month-day>". Move what stands under "Unreleased" below it.`,
    );
  }
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => line.startsWith("## "));
  const section = end < 0 ? rest : rest.slice(0, end);
  if (section.every((line) => line.trim() === "")) {
    throw new Failure(
      `CHANGELOG.md says nothing below "${lines[index]}". Move what stands under "Unreleased" there.`,
    );
  }
}

const USAGE = `Usage: npm run release:check -- <tag>
  Checks that package, contract and changelog are of the version that the tag names, e.g. v0.1.0.`;

await command(import.meta.url, USAGE, (args) => {
  const [tag, ...others] = parseArgs({ args, allowPositionals: true }).positionals;
  if (tag === undefined || others.length > 0) throw new UsageFailure("Name one tag.");
  checkRelease(process.cwd(), tag);
  console.log(`The package, the contract and the changelog are of the version that ${tag} names.`);
});
