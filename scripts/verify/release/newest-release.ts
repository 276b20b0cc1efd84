import { spawnSync } from "node:child_process";
import { Failure } from "../../tools/command.js";

/**
 * Returns the tag of the newest release before the commit at hand, or `undefined` when there is
 * none.
 */
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

/** Returns a file as it stood at a git reference, or `undefined` where it did not exist. */
export function fileAt(root: string, reference: string, file: string): string | undefined {
  // An unknown reference is a mistake, a missing file is not.
  git(root, ["rev-parse", "--verify", "--quiet", `${reference}^{commit}`]);
  const run = spawnSync("git", ["show", `${reference}:${file}`], { cwd: root, encoding: "utf8" });
  return run.status === 0 ? run.stdout : undefined;
}

function git(root: string, args: string[]): string {
  const run = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  if (run.status === 0) return run.stdout;
  throw new Failure(
    `Failed to run git ${args.join(" ")}: ${run.stderr?.trim()}\n` +
      "Give a file or a git reference: npm run diff -- v0.1.0",
  );
}
