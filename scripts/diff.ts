import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, Failure } from "./tools/command.js";
import { redocly } from "./tools/redocly.js";

const BUNDLE = "generated/openapi.yaml";

/** What changed between two bundles. */
export interface Difference {
  /** Tells whether `info.version` was raised as far as the changes ask for. */
  ok: boolean;
  /** The changes as Markdown. */
  changes: string;
  /** Why it is not ok, in one line. */
  why: string;
}

/** Compares a bundle with an earlier one, and judges its version by the changes. */
export function diff(base: string, revision: string, root: string): Difference {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-diff-"));
  try {
    const output = join(folder, "changes.md");
    // A breaking change is allowed with the version that says so; without `none` it would fail even then.
    const options = [
      "--check-version",
      "--fail-on=none",
      "--format=markdown",
      `--output=${output}`,
    ];
    const run = redocly(["diff", base, revision, ...options], root);
    if (!existsSync(output))
      throw new Failure(`Failed to compare ${base} with ${revision}.\n\n${run.output}`);
    const why = /(?<=❌ ).*/.exec(run.output)?.[0] ?? "";
    return { ok: run.ok, changes: readFileSync(output, "utf8").trim(), why };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the tag of the newest release before the commit at hand, or `undefined` when there is none. */
export function newestRelease(root: string): string | undefined {
  // Among the ancestors alone: on a branch of an old release, the newest tag is not the base.
  const before = ["--merged=HEAD", "--no-contains=HEAD"];
  // With the suffix named, v1.0.0-rc.1 comes before v1.0.0.
  const sorted = ["-c", "versionsort.suffix=-", "tag", "--list", "v*", "--sort=-version:refname"];
  const [newest] = git(root, [...sorted, ...before]).split("\n");
  if (newest) return newest;
  if (git(root, ["rev-parse", "--is-shallow-repository"]).trim() === "true") {
    throw new Failure(
      "There is no tag v*, but this clone is shallow and may lack it. Run: git fetch --unshallow --tags",
    );
  }
  return undefined;
}

function git(root: string, args: string[]): string {
  const run = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  if (run.status === 0) return run.stdout;
  throw new Failure(
    `Failed to run git ${args.join(" ")}: ${run.stderr?.trim()}. Give a file or a git reference: npm run diff -- v0.1.0`,
  );
}

await command(import.meta.url, async ([given, ...others]) => {
  if (others.length > 0)
    throw new Failure("Usage: npm run diff -- [base], where base is a file or a git reference");
  const root = process.cwd();
  const base = given ?? newestRelease(root);
  if (base === undefined) {
    console.log(
      "Nothing has been released yet (there is no git tag v*), so there is nothing to compare with.",
    );
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-base-"));
  try {
    const file = existsSync(base) ? base : join(folder, "openapi.yaml");
    if (file !== base) writeFileSync(file, git(root, ["show", `${base}:${BUNDLE}`]));
    const { ok, changes, why } = diff(file, BUNDLE, root);
    console.log(changes.replace(/^## .*/, `## Changes of the contract since ${base}`));
    if (!ok)
      throw new Failure(
        `${why}\nRaise info.version in openapi/openapi.yaml, or take the change back.`,
      );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
