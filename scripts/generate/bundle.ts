import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { Contract } from "../contract/document.js";
import { Failure } from "../tools/command.js";
import { redocly } from "../tools/redocly.js";

/**
 * Bundles `openapi/` into one document, or throws a {@link Failure} that names file, line and
 * cause.
 */
export function bundle(root: string): { yaml: string; contract: Contract } {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-bundle-"));
  try {
    const output = join(folder, "openapi.yaml");
    // A schema that shares its name with another would be renamed `Name-2` with exit code 0.
    const strict = "--component-renaming-conflicts-severity=error";
    const run = redocly(["bundle", "openapi/openapi.yaml", "--output", output, strict], root);
    if (!run.ok) throw new Failure(`Failed to bundle openapi/openapi.yaml.\n\n${run.output}`);
    const yaml = readFileSync(output, "utf8");
    return { yaml, contract: parse(yaml) as Contract };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
