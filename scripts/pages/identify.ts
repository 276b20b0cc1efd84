import type { FactsFile } from "../contract/facts.js";
import { type Draft, NotAPageError } from "./saved-page.js";

/**
 * Share of the names that two pages of one title have in common, from which on they are one page.
 */
const ENOUGH = 0.3;

/** Finds which of our pages a draft is; returns `undefined` if it is none of them. */
export function identify(draft: Draft, ours: FactsFile[]): FactsFile | undefined {
  const byNumber = ours.filter(
    ({ endpoint }) => endpoint !== undefined && endpoint === draft.number,
  );
  if (byNumber.length > 0) return theOnly(byNumber);
  const byPath = ours.filter((file) => isSameEndpoint(file, draft));
  if (byPath.length > 0) return theOnly(byPath);
  const titled = ours.filter(({ page }) => sameTitle(page, draft.title));
  if (draft.endpoint === null)
    return theOnly(titled.filter((file) => endpointOf(file) === undefined));
  const overlaps = titled.map((file) => ({ file, overlap: overlapOf(file, draft) }));
  const best = Math.max(ENOUGH, ...overlaps.map(({ overlap }) => overlap));
  return theOnly(overlaps.filter(({ overlap }) => overlap >= best).map(({ file }) => file));
}

/** Finds one of our operations in a document of many. */
export function pickOperation(
  ours: FactsFile[],
): (operations: { number: number | null; method: string; path: string }[]) => number {
  return (operations) => {
    const matches = [
      operations.map(({ number }) => ours.some(({ endpoint }) => endpoint === number)),
      operations.map((operation) =>
        ours.some((file) => isSameEndpoint(file, { endpoint: operation })),
      ),
    ];
    for (const isOurs of matches) {
      const found = isOurs.flatMap((is, index) => (is ? [index] : []));
      if (found.length === 1) return found[0] as number;
      if (found.length > 1) {
        const names = found.map((at) => `${operations[at]?.method} ${operations[at]?.path}`);
        throw new NotAPageError(
          `The document holds several of our operations (${names.join(", ")}). Name one: --operation ID`,
        );
      }
    }
    return -1;
  };
}

function theOnly(files: FactsFile[]): FactsFile | undefined {
  if (files.length <= 1) return files[0];
  throw new NotAPageError(
    `It fits several of our pages alike: ${files.map(({ id }) => id).join(", ")}. Name one: --operation ID`,
  );
}

function endpointOf({ facts, id }: FactsFile): { method: unknown; path: unknown } | undefined {
  const { method, path } = facts[id] ?? {};
  return path === undefined ? undefined : { method, path };
}

function isSameEndpoint(
  file: FactsFile,
  { endpoint }: Pick<Draft, "endpoint"> | { endpoint: { method: string; path: string } },
): boolean {
  const ours = endpointOf(file);
  return ours !== undefined && ours.path === endpoint?.path && ours.method === endpoint?.method;
}

function sameTitle(ours: string, theirs: string | null): boolean {
  const plain = (title: string) => title.toLowerCase().replace(/\s+/g, " ").trim();
  return theirs !== null && plain(ours) === plain(theirs);
}

/** Returns the share of property names that a page and a facts file have in common. */
function overlapOf(file: FactsFile, draft: Draft): number {
  const lastName = (at: string) => at.split(".").at(-1)?.replaceAll("[]", "") ?? at;
  const ours = new Set(
    Object.keys(file.facts)
      .filter((at) => at !== file.id)
      .map(lastName),
  );
  const theirs = new Set(
    draft.sections.flatMap(({ rows = [], places = [] }) => [
      ...rows.map(({ name }) => name),
      ...places.map(({ at }) => lastName(at)),
    ]),
  );
  const common = [...ours].filter((name) => theirs.has(name)).length;
  return common / Math.max(1, new Set([...ours, ...theirs]).size);
}
