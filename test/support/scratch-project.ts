import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { projectRoot } from "./project.js";

/** Gives each test a fresh copy of what generation reads and writes. */
export function scratchProject() {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "enkash-contract-test-"));
    for (const name of ["openapi", "generated", "redocly.yaml"]) {
      cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  return {
    /** Path of the copy. */
    root: () => folder,
    /** Changes a file of the copy, and fails where that changes nothing. */
    edit(file: string, change: (text: string) => string): void {
      const path = join(folder, file);
      const before = readFileSync(path, "utf8");
      const after = change(before);
      expect(after).not.toBe(before);
      writeFileSync(path, after);
    },
  };
}
