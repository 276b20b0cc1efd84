import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { command, Failure } from "./tools/command.js";

/** Throws a {@link Failure} unless the package, the contract and the changelog are of the version that a tag names. */
export function checkRelease(root: string, tag: string): void {
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const { version } = JSON.parse(read("package.json")) as { version: string };
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
  const start = `## [${version}] - `;
  const heading = read("CHANGELOG.md")
    .split("\n")
    .find((line) => line.startsWith(start));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(heading?.slice(start.length) ?? "")) {
    throw new Failure(
      `CHANGELOG.md has no heading "${start}<year-month-day>". Move what stands under "Unreleased" below it.`,
    );
  }
}

await command(import.meta.url, async ([tag, ...others]) => {
  if (tag === undefined || others.length > 0)
    throw new Failure("Usage: npm run release:check -- v0.1.0");
  checkRelease(process.cwd(), tag);
  console.log(`The package, the contract and the changelog are of the version that ${tag} names.`);
});
