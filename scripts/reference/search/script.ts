import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { SearchDocument } from "./documents.js";

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
  return `globalThis.searchDocuments=${JSON.stringify(rows)};\n${outputFiles[0]?.text}`;
}
