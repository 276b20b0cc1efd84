import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newestRelease } from "../../scripts/verify/release/newest-release.js";

describe("the newest release", () => {
  let root: string;
  const git = (...args: string[]) => {
    const run = spawnSync(
      "git",
      ["-c", "user.name=Test", "-c", "user.email=test@test.invalid", ...args],
      {
        cwd: root,
      },
    );
    expect(run.status, String(run.stderr)).toBe(0);
  };
  const commit = (message: string, ...tags: string[]) => {
    git("commit", "--quiet", "--allow-empty", `--message=${message}`);
    for (const tag of tags) git("tag", tag);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "enkash-contract-release-"));
    git("init", "--quiet");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test("is the tag of the highest version before the commit at hand, and there may be none", () => {
    commit("A release", "v0.9.0", "v0.10.0", "w1.0.0");
    // The release itself is compared with the one before it.
    expect(newestRelease(root)).toBeUndefined();
    commit("A change after it");
    expect(newestRelease(root)).toBe("v0.10.0");
  });

  test("is the release, not its candidate", () => {
    commit("A release", "v0.2.0", "v1.0.0-rc.1", "v1.0.0");
    commit("A change after it");
    expect(newestRelease(root)).toBe("v1.0.0");
  });

  test("is the one that the branch was made from, not a later one elsewhere", () => {
    commit("A release", "v0.2.0");
    git("checkout", "--quiet", "-b", "later");
    commit("A later release", "v1.0.0");
    git("checkout", "--quiet", "-b", "maintenance", "v0.2.0");
    commit("A change of the earlier release");
    expect(newestRelease(root)).toBe("v0.2.0");
  });
});
