import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot } from "../support/project.js";
import { runScript } from "../support/run.js";

let root: string;

function git(...args: string[]): void {
  const author = ["-c", "user.name=Test", "-c", "user.email=test@test.invalid"];
  const run = spawnSync("git", [...author, ...args], { cwd: root });
  expect(run.status, String(run.stderr)).toBe(0);
}

function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(root, file), "utf8");
  expect(text).toMatch(from);
  writeFileSync(join(root, file), text.replace(from, to));
}

const diff = (...args: string[]) => runScript("scripts/diff.ts", args, root);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "enkash-contract-diff-"));
  mkdirSync(join(root, "generated"));
  for (const name of [
    "generated/openapi.yaml",
    "generated/types.ts",
    "redocly.yaml",
    "package.json",
  ])
    cpSync(join(projectRoot, name), join(root, name));
  cpSync(join(projectRoot, "test/package/api"), join(root, "test/package/api"), {
    recursive: true,
  });
  edit("generated/openapi.yaml", /(?<=^ {2}version: ).*$/m, "1.0.0");
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message=A release");
  git("tag", "v1.0.0");
  git("commit", "--quiet", "--allow-empty", "--message=After it");
});
afterAll(() => rmSync(root, { recursive: true }));

test("a change that breaks the public surface needs a major version, and passes with it", async () => {
  edit(
    "test/package/api/index.api.md",
    "export function createEnkashClient",
    "export function create",
  );
  const refused = await diff();
  expect(refused.output).toContain("## Changes since v1.0.0\n");
  expect(refused.output).toContain("| major | index: function createEnkashClient | An export is");
  expect(refused.output).toContain(
    "need version 2.0.0 or higher, and openapi/openapi.yaml says 1.0.0",
  );
  expect(refused.code).toBe(1);

  edit("generated/openapi.yaml", /(?<=^ {2}version: ).*$/m, "2.0.0");
  expect((await diff("v1.0.0")).code).toBe(0);
  // A file has no public surface to compare.
  expect(await diff("generated/openapi.yaml")).toEqual({
    code: 0,
    output: "## Changes since generated/openapi.yaml\n\nNone.\n",
  });
});

test.each([
  [["v9.9.9"], "Give a file or a git reference: npm run diff -- v0.1.0"],
  [["a", "b"], "One base is compared, not 2.\nUsage:"],
  [["--rule"], "Usage:"],
])("%j ends with exit code 1 and what to do", async (args, said) => {
  const { code, output } = await diff(...args);
  expect(output).toContain(said);
  expect(code).toBe(1);
});
