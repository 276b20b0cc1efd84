import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

export { readContract } from "../../scripts/support/contract.js";

export const projectRoot = fileURLToPath(new URL("../../", import.meta.url));

/** Reads a YAML file of the project. */
export function readYaml(file: string): unknown {
  return parse(readFileSync(join(projectRoot, file), "utf8"));
}
