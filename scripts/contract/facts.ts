import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../tools/project.js";
import type { Statement } from "../verify/statements.js";

/** A file of the ledger: what one page of the portal says. */
export interface Page {
  /** Path of the file. */
  file: string;
  /** The first part of the ids of its facts: `createOrder`. */
  id: string;
  page: string;
  modified: string | null;
  state?: string;
  facts: Record<string, Record<string, unknown>>;
  examples?: Record<string, unknown>;
}

/** Reads the ledger, one page a file. */
export function readFacts(): Page[] {
  const folder = "test/facts";
  return readdirSync(join(projectRoot, folder)).map((name) => {
    const file = `${folder}/${name}`;
    const page = parse(readFileSync(join(projectRoot, file), "utf8")) as Omit<Page, "file" | "id">;
    return { ...page, file, id: name.replace(/\.yaml$/, "") };
  });
}

/** Lists all that a page says: its rows, the values of its example bodies, and its title and date. */
export function factStatements(page: Page): Statement[] {
  const { file, id, examples = {} } = page;
  const facets = Object.entries(page.facts).flatMap(([at, facts]) => factFacets(page, at, facts));
  for (const [at, body] of Object.entries(examples)) facets.push(...exampleFacets(at, body, file));
  // The order lifecycle has no operation, so there is no place in the contract for its title.
  if (page.modified === null) return facets;
  for (const name of ["page", "modified", "state"] as const) {
    if (page[name] !== undefined) facets.push({ at: id, name, value: page[name], file });
  }
  return facets;
}

/** Lists what one row of a page says. */
function factFacets({ file }: Page, at: string, facts: Record<string, unknown>): Statement[] {
  return Object.entries(facts).map(([name, value]) => {
    if (name === "itemType") return { at: `${at}[]`, name: "type", value, file };
    // Two texts about one thing cannot be compared; that there is one can.
    if (name === "meaning") return { at, name, value: true, file };
    return { at, name, value, file };
  });
}

/** Lists the values at the leaves of an example body. */
function exampleFacets(at: string, value: unknown, file: string): Statement[] {
  if (Array.isArray(value)) return value.flatMap((item) => exampleFacets(`${at}[]`, item, file));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, item]) =>
      exampleFacets(`${at}.${key}`, item, file),
    );
  }
  return [{ at, name: "example", value, file }];
}

/** Says which page a place belongs to, and when it was last modified. */
export function source(ledger: Page[], at: string): string {
  const page = ledger.find(({ id }) => at === id || at.startsWith(`${id}.`));
  if (page === undefined) return "no page of the ledger";
  return `${page.page}, ${page.modified === null ? "without a date" : `modified ${page.modified}`}; ${page.file}`;
}
