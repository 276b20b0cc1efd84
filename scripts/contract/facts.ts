import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "./project.js";
import type { Statement } from "./statements.js";

/** What one page of the portal states, written down by a person. */
export interface FactsFile {
  /** Path of the file. */
  file: string;
  /** First part of the ids of its facts: `createOrder`. */
  id: string;
  page: string;
  modified: string | null;
  state?: string;
  /** Number of the endpoint on the portal; it survives a renamed path. */
  endpoint?: number;
  facts: Record<string, Record<string, unknown>>;
  examples?: Record<string, unknown>;
}

/** Keys of a facts file that say how the page is found, and nothing about the contract. */
const ABOUT_THE_PAGE = ["endpoint"];

/** Reads the facts files, one a page, of this project or of the one in the folder `root`. */
export function readFacts(root = projectRoot): FactsFile[] {
  const folder = "test/facts";
  return readdirSync(join(root, folder)).map((name) => {
    const file = `${folder}/${name}`;
    const page = parse(readFileSync(join(root, file), "utf8"));
    return { ...(page as Omit<FactsFile, "file" | "id">), file, id: name.replace(/\.yaml$/, "") };
  });
}

/**
 * Lists all that a page states: its rows, the values of its example bodies, its title and its date.
 */
export function factStatements(page: FactsFile): Statement[] {
  const { file, id, facts, examples = {}, ...head } = page;
  const statements = Object.entries(facts).flatMap(([at, fact]) => rowStatements(file, at, fact));
  for (const [at, body] of Object.entries(examples)) {
    statements.push(...exampleStatements(file, at, body));
  }
  for (const [keyword, value] of Object.entries(head)) {
    if (value === null || ABOUT_THE_PAGE.includes(keyword)) continue;
    statements.push({ at: id, keyword, value, file });
  }
  return statements;
}

/** Lists what one row of a page states. */
function rowStatements(file: string, at: string, fact: Record<string, unknown>): Statement[] {
  return Object.entries(fact).map(([keyword, value]) => {
    if (keyword === "itemType") return { at: `${at}[]`, keyword: "type", value, file };
    // Two texts about one thing cannot be compared; that there is one can.
    if (keyword === "meaning") return { at, keyword, value: true, file };
    return { at, keyword, value, file };
  });
}

/** Lists the values at the leaves of an example body. */
function exampleStatements(file: string, at: string, value: unknown): Statement[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => exampleStatements(file, `${at}[]`, item));
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, item]) =>
      exampleStatements(file, `${at}.${name}`, item),
    );
  }
  return [{ at, keyword: "example", value, file }];
}

/** Returns the page that a place belongs to, with its date and its facts file. */
export function source(pages: FactsFile[], at: string): string {
  const page = pages.find(({ id }) => at === id || at.startsWith(`${id}.`));
  if (page === undefined) return "no page";
  const date = page.modified === null ? "without a date" : `modified ${page.modified}`;
  return `${page.page}, ${date}; ${page.file}`;
}
