import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/project.js";
import { runScript } from "../support/run.js";

const { scripts } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const ours = Object.entries(scripts).flatMap(([name, line]) => {
  const [, file] = /^tsx (scripts\/\S+\.ts)/.exec(line) ?? [];
  return file === undefined ? [] : [{ name, file }];
});

test.each(ours)("the usage of npm run $name names it", ({ name, file }) => {
  const command = name === "start" ? "npm start" : `npm run ${name}`;
  const [, usage] = /const USAGE =\s*[`"](Usage:[^`]*)/.exec(
    readFileSync(join(projectRoot, file), "utf8"),
  ) ?? [undefined, `${file} has no USAGE.`];
  expect(usage).toMatch(new RegExp(`(^Usage:|\\n) +${command}(\\s|"|$)`));
});

test("--help prints the usage, with exit code 0, and does nothing else", async () => {
  const { code, output } = await runScript("scripts/generate.ts", ["--help"]);
  expect(output).toMatch(/^Usage:\n( {2}.*\n)+$/);
  expect(code).toBe(0);
});

test("an option that a command does not know ends it with its name and the usage", async () => {
  const { code, output } = await runScript("scripts/lint.ts", ["--fix"]);
  expect(output).toMatch(/^Unknown option '--fix'\.?.*\nUsage: npm run lint\n/);
  expect(code).toBe(1);
});
