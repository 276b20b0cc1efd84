import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { toOpenApi30 } from "../contract/openapi-3.0.js";
import { renderPage } from "./frame.js";
import { brunoCollection, postmanCollection } from "./machines/collections.js";
import { llmsFullText, llmsText } from "./machines/llms.js";
import { markdownName, toMarkdown } from "./machines/markdown.js";
import { robotsText, sitemap } from "./machines/robots.js";
import { readSite, type Site, type SitePage } from "./read-site.js";
import { searchDocuments } from "./search/search-documents.js";
import { LICENCE_FILE, searchLicence, searchScript } from "./search/search-script.js";
import { sitePages } from "./site.js";

const ASSETS = fileURLToPath(new URL("./assets/", import.meta.url));

/** Builds the reference into the folder `output`, which holds nothing else afterwards. */
export async function buildReference(
  root: string,
  output: string,
  address?: string,
): Promise<void> {
  const site = readSite(root, address);
  const files = await siteFiles(site, await sitePages(site));
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  for (const [name, content] of files) writeFileSync(join(output, name), content);
}

async function siteFiles(site: Site, pages: SitePage[]): Promise<Map<string, string>> {
  return new Map([
    ...pages.map((page): [string, string] => [page.file, renderPage(site, page, pages)]),
    ...pages.map((page): [string, string] => [markdownName(page.file), toMarkdown(page.content)]),
    ["openapi.yaml", site.yaml],
    ["openapi.json", pretty(site.contract)],
    ["openapi-3.0.json", pretty(toOpenApi30(site.contract))],
    ["postman-collection.json", pretty(postmanCollection(site))],
    ["bruno-collection.json", pretty(brunoCollection(site))],
    ["robots.txt", robotsText(site)],
    ...(site.address === undefined
      ? []
      : [["sitemap.xml", sitemap(site.address, pages)] as [string, string]]),
    ["search.js", searchScript(searchDocuments(site, pages))],
    [LICENCE_FILE, searchLicence()],
    ["llms.txt", llmsText(site, pages)],
    ["llms-full.txt", llmsFullText(site, pages)],
    ["style.css", minified("css", asset("frame.css") + asset("content.css"))],
    ...readdirSync(ASSETS)
      .filter((name) => !name.endsWith(".css"))
      .map((name): [string, string] => [
        name,
        name.endsWith(".js") ? minified("js", asset(name)) : asset(name),
      ]),
  ]);
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function minified(loader: "css" | "js", text: string): string {
  return transformSync(text, { loader, minify: true, target: "es2022", charset: "utf8" }).code;
}

function asset(name: string): string {
  return readFileSync(join(ASSETS, name), "utf8");
}
