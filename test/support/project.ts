import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../scripts/contract/project.js";

export { readContract } from "../../scripts/contract/document.js";
export { projectRoot };

/** Reads a YAML file of the project. */
export function readYaml(file: string): unknown {
  return parse(readFileSync(join(projectRoot, file), "utf8"));
}
