import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Contract } from "../../scripts/support/contract.js";

export const projectRoot = fileURLToPath(new URL("../../", import.meta.url));

/** Reads the bundle, a fresh copy for each call. */
export function readContract(): Contract {
  return parse(readFileSync(join(projectRoot, "generated/openapi.yaml"), "utf8")) as Contract;
}
