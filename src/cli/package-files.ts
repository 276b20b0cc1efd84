import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * Reads a file that the package exports, by its own name: where it stands differs between source
 * and build.
 */
function readExport(name: string): string {
  return readFileSync(createRequire(import.meta.url).resolve(`enkash-contract/${name}`), "utf8");
}

/** Returns the OpenAPI document as JSON. */
export function readBundle(): string {
  return readExport("openapi.json");
}

/** Returns the version of the package. */
export function readVersion(): string {
  return (JSON.parse(readExport("package.json")) as { version: string }).version;
}
