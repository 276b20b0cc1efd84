import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { SearchDocument } from "./search-documents.js";

/** File of the site with the licence of the library. */
export const LICENCE_FILE = "minisearch-licence.txt";

/** Reads the licence of the library. */
export function searchLicence(): string {
  const main = createRequire(import.meta.url).resolve("minisearch");
  return readFileSync(join(main, "../../../LICENSE.txt"), "utf8");
}

const SOURCE = fileURLToPath(new URL("./search.js", import.meta.url));

/**
 * Builds the script of the search, with the library and all that can be found; pages load it on
 * request.
 */
export function searchScript(documents: SearchDocument[]): string {
  const { outputFiles } = buildSync({
    entryPoints: [SOURCE],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    define: { DOCUMENTS: "globalThis.searchDocuments" },
  });
  const rows = documents.map(({ href, title, place, text }) => [href, title, place, text]);
  // MiniSearch is MIT: its licence goes wherever its code goes.
  return `/* With MiniSearch: see ${LICENCE_FILE}. */
globalThis.searchDocuments=${JSON.stringify(rows)};\n${outputFiles[0]?.text}`;
}
