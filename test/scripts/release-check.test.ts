import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkRelease } from "../../scripts/release-check.js";
import { Failure } from "../../scripts/tools/command.js";
import { runScript } from "../support/run.js";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "enkash-contract-release-"));
  mkdirSync(join(root, "openapi"));
  write({});
});
afterEach(() => rmSync(root, { recursive: true }));

const repository: unknown = { type: "git", url: "git+https://git.example/owner/name.git" };

/** Writes a project that is ready to be released as 1.2.0, but for what is given. */
function write({
  version = "1.2.0",
  contract = "1.2.0",
  heading = "## [1.2.0] - 2026-01-31",
  entries = "### Fixed\n\n- A mistake.\n\n",
  manifest = { repository } as object,
}): void {
  writeFileSync(join(root, "package.json"), JSON.stringify({ version, ...manifest }));
  writeFileSync(join(root, "openapi/openapi.yaml"), `info:\n  version: ${contract}\n`);
  writeFileSync(
    join(root, "CHANGELOG.md"),
    `# Changelog\n\n## [Unreleased]\n\n${heading}\n\n${entries}## [1.1.0] - 2025-01-31\n\n- Older.\n`,
  );
}

test("a release of one version everywhere passes, and the check says so", async () => {
  const { code, output } = await runScript("scripts/release-check.ts", ["v1.2.0"], root);
  expect(output).toBe(
    "The package, the contract and the changelog are of the version that v1.2.0 names.\n",
  );
  expect(code).toBe(0);
});

test.each([
  ["a tag without its v", "1.2.0", {}, "The tag is 1.2.0, but package.json is of version 1.2.0."],
  [
    "a tag of another version",
    "v1.2.1",
    {},
    "The tag is v1.2.1, but package.json is of version 1.2.0.",
  ],
  [
    "a contract of another version",
    "v1.2.0",
    { contract: "1.1.0" },
    "info.version in openapi/openapi.yaml is not",
  ],
  [
    "a changelog that still says Unreleased",
    "v1.2.0",
    { heading: "" },
    'no heading "## [1.2.0] - <year-month-day>"',
  ],
  ["a heading without a date", "v1.2.0", { heading: "## [1.2.0] - soon" }, "no heading"],
  ["a section without entries", "v1.2.0", { entries: "" }, "says nothing below"],
  ["a package without a repository", "v1.2.0", { manifest: {} }, "names no `repository`"],
  [
    "a repository that is a placeholder",
    "v1.2.0",
    { manifest: { repository: { type: "git", url: "https://<host>/<owner>/<name>" } } },
    "names no `repository`",
  ],
  ["a heading of another version", "v1.2.0", { heading: "## [1.2.00] - 2026-01-31" }, "no heading"],
])("%s stops the release with its cause", (_, tag, change, message) => {
  write(change);
  expect(() => checkRelease(root, tag)).toThrow(Failure);
  expect(() => checkRelease(root, tag)).toThrow(message);
});

test("without a tag the usage is printed, with exit code 1", async () => {
  const { code, output } = await runScript("scripts/release-check.ts", [], root);
  expect(output).toMatch(/^Name one tag\.\nUsage: npm run release:check -- <tag>\n/);
  expect(code).toBe(1);
});
