import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMap, isScalar, isSeq, parse, parseDocument, visit } from "yaml";
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
    const yaml = compact(readFileSync(output, "utf8"));
    return { yaml, contract: parse(yaml) as Contract };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Prints each list of plain values, and each reference, on a line of its own. */
function compact(yaml: string): string {
  const document = parseDocument(yaml);
  visit(document, {
    Collection(_, node) {
      const isList = isSeq(node) && node.items.every(isScalar);
      const isReference = isMap(node) && node.items.length === 1 && node.has("$ref");
      if (isList || isReference) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 120, indentSeq: false });
}
