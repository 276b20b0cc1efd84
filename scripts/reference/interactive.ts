import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Contract } from "../contract/document.js";
import { Failure } from "../tools/command.js";
import { redocly } from "../tools/redocly.js";
import { applyPatches, replaceOnce } from "./patches.js";

const TEMPLATE = fileURLToPath(new URL("./template.hbs", import.meta.url));

/** Builds the interactive page with Redocly: one file that needs nothing else and asks nobody for anything. */
export function interactivePage(root: string, contract: Contract): string {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-reference-"));
  try {
    const input = join(folder, "openapi.json");
    const output = join(folder, "index.html");
    writeFileSync(input, JSON.stringify(contract));
    const title = `${contract.info.title} ${contract.info.version}`;
    const args = [
      "build-docs",
      input,
      "--output",
      output,
      "--template",
      TEMPLATE,
      "--title",
      title,
      "--inlineBundle",
    ];
    const run = redocly([...args, "--config", join(root, "redocly.yaml")], root);
    if (!run.ok) throw new Failure(`Failed to build the reference with Redocly.\n\n${run.output}`);
    return secure(applyPatches(withoutPrerendering(readFileSync(output, "utf8"))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Takes out what Redocly rendered beforehand. It holds no operation, its links begin with a slash and so miss a site
 * below a sub-path, and every patch would have to be made twice.
 */
function withoutPrerendering(page: string): string {
  const start = '<div id="redoc">';
  const end = '\n      <script type="module">';
  const prerendered = page.slice(page.indexOf(start) + start.length, page.lastIndexOf(end));
  return replaceOnce(
    page,
    `${start}${prerendered}`,
    `${start}</div>`,
    "The prerendered part is not used.",
  );
}

/** Writes the Content-Security-Policy into the page: its own inline scripts, named by hash, and no connection at all. */
function secure(page: string): string {
  const scripts = [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, code = ""]) => code,
  );
  const hashes = scripts.map(
    (code) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`,
  );
  // Redocly writes styles at run time (styled-components), so they stay allowed inline.
  const policy = `default-src 'none'; script-src ${hashes.join(" ")}; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'`;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return replaceOnce(
    page,
    "<!--content-security-policy-->",
    meta,
    "The page needs its Content-Security-Policy.",
  );
}
