import { isDeepStrictEqual } from "node:util";
import {
  type Document,
  type Node,
  parseDocument,
  type Scalar,
  stringify,
  type YAMLMap,
} from "yaml";
import type { FactsFile } from "../../../contract/facts.js";
import { isUnreadExample, unreadKeyword, unreadPlace } from "../../../pages/missing.js";
import type { Facts, SavedPage } from "../../../pages/saved-page.js";
import { escapeText } from "../escape.js";
import { flow } from "./flow.js";

/**
 * Makes the facts file that a page asks for; what its form cannot show stays as our facts have it.
 */
export function candidateFacts(page: SavedPage, ours?: FactsFile): FactsFile {
  const facts: FactsFile["facts"] = {};
  for (const [at, stated] of Object.entries(page.facts)) {
    facts[at] = merged(page, { at, stated, held: ours?.facts[at] });
  }
  for (const [at, held] of Object.entries(ours?.facts ?? {})) {
    if (!(at in facts) && isHidden(page, at)) facts[at] = held;
  }
  const state = page.state ?? (page.notShown.includes("state") ? ours?.state : undefined);
  const endpoint = page.endpoint ?? ours?.endpoint;
  return {
    file: `test/facts/${page.id}.yaml`,
    id: page.id,
    page: page.page ?? ours?.page ?? page.id,
    modified: page.modified ?? ours?.modified ?? null,
    ...(state === undefined ? {} : { state }),
    ...(endpoint === undefined || endpoint === null ? {} : { endpoint }),
    facts,
    examples: { ...hiddenExamples(page, ours), ...page.examples },
  };
}

function merged(
  page: SavedPage,
  { at, stated, held }: { at: string; stated: Facts; held: Facts | undefined },
): Facts {
  // Sentences of the page do not belong into this project.
  const { description, meaning, ...facts } = stated;
  const place = at.slice(page.id.length + 1);
  const notShown = Object.entries(held ?? {}).filter(
    ([keyword]) =>
      !(keyword in stated) &&
      (page.notShown.some((what) => what === keyword || what === `${place}.${keyword}`) ||
        unreadKeyword(page, { at, keyword, held: held ?? {} })),
  );
  const words = meaning === undefined ? {} : { meaning: held?.meaning ?? "to be put in own words" };
  return { ...facts, ...Object.fromEntries(notShown), ...words };
}

function isHidden(page: SavedPage, at: string): boolean {
  return (
    page.hidden.some((part) => at.startsWith(`${part}.`)) || unreadPlace(page, at) !== undefined
  );
}

function hiddenExamples(page: SavedPage, ours: FactsFile | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(ours?.examples ?? {}).filter(
      ([at]) => page.hidden.includes(at) || isUnreadExample(page, at),
    ),
  );
}

/**
 * Writes a new facts file, one fact a line, with a comment where the page leaves something open.
 */
export function factsYaml({ facts, examples = {}, ...file }: FactsFile, page: SavedPage): string {
  const head = Object.entries(file).filter(([key]) => key !== "file" && key !== "id");
  const lines = Object.entries(facts).flatMap(([at, fact]) => [
    ...page.doubts.filter((doubt) => doubt.at === at).map(comment),
    factLine(at, fact),
  ]);
  const bodies = Object.keys(examples).length === 0 ? "" : stringify({ examples });
  return [...head.map(([key, value]) => `${key}: ${flow(value)}`), "facts:", ...lines, bodies].join(
    "\n",
  );
}

/** Rewrites the lines of a facts file that change, and leaves all others and the comments alone. */
export function editedFacts(text: string, ours: FactsFile, facts: FactsFile): string {
  const document = parseDocument(text);
  const edits: Edit[] = [];
  const pairs = (document.get("facts") as YAMLMap<Scalar<string>, Node>).items;
  const lineEnd = (offset: number) => {
    const end = text.indexOf("\n", offset);
    return end < 0 ? text.length : end + 1;
  };
  let last = 0;
  for (const { key, value } of pairs) {
    const [start = 0] = key.range ?? [];
    const end = value?.range?.[1] ?? start;
    const from = text.lastIndexOf("\n", start) + 1;
    const fact = facts.facts[key.value];
    last = lineEnd(end - 1);
    if (fact === undefined) edits.push({ from, to: last, text: "" });
    else if (!isDeepStrictEqual(fact, ours.facts[key.value])) {
      edits.push({ from, to: last, text: `${factLine(key.value, fact)}\n` });
    }
    const added = followers(key.value, ours, facts);
    edits.push({
      from: last,
      to: last,
      text: added.map((at) => `${factLine(at, facts.facts[at])}\n`).join(""),
    });
  }
  edits.push(...headEdits(text, document, facts), ...exampleEdits(text, document, { ours, facts }));
  return edits
    .sort((one, other) => other.from - one.from || other.to - one.to)
    .reduce(
      (whole, { from, to, text: part }) => whole.slice(0, from) + part + whole.slice(to),
      text,
    );
}

interface Edit {
  from: number;
  to: number;
  text: string;
}

/** Lists the new facts that come right after one that we have. */
function followers(at: string, ours: FactsFile, facts: FactsFile): string[] {
  const order = Object.keys(facts.facts);
  const known = Object.keys(ours.facts);
  const anchor = at in facts.facts ? at : undefined;
  const from = anchor === undefined ? -1 : order.indexOf(anchor);
  if (from < 0) return [];
  const rest = order.slice(from + 1);
  const next = rest.findIndex((other) => known.includes(other));
  return next < 0 ? rest : rest.slice(0, next);
}

function headEdits(text: string, document: Document.Parsed, facts: FactsFile): Edit[] {
  return (["page", "modified", "state", "endpoint"] as const).flatMap((key): Edit[] => {
    const node = document.get(key, true) as Scalar | undefined;
    const value = facts[key];
    if (node === undefined) {
      const at = text.indexOf("\nfacts:") + 1;
      return value === undefined ? [] : [{ from: at, to: at, text: `${key}: ${flow(value)}\n` }];
    }
    if (node.value === value) return [];
    const [from = 0, to = 0] = node.range ?? [];
    if (value !== undefined) return [{ from, to, text: flow(value) }];
    const start = text.lastIndexOf("\n", from) + 1;
    return [{ from: start, to: text.indexOf("\n", to) + 1, text: "" }];
  });
}

function exampleEdits(
  text: string,
  document: Document.Parsed,
  { ours, facts }: { ours: FactsFile; facts: FactsFile },
): Edit[] {
  if (isDeepStrictEqual(ours.examples ?? {}, facts.examples ?? {})) return [];
  const pair = (document.contents as YAMLMap<Scalar<string>>).items.find(
    ({ key }) => key.value === "examples",
  );
  const from = pair?.key.range?.[0] ?? text.length;
  return [{ from, to: text.length, text: stringify({ examples: facts.examples }) }];
}

function factLine(at: string, fact: Facts | undefined): string {
  return `  ${at}: ${flow(fact)}`;
}

function comment({ keyword, candidates }: SavedPage["doubts"][number]): string {
  if (keyword === "enum") return "  # Its values run together on the page: cut them by hand.";
  return `  # The page does not show where it stands: ${candidates.map((at) => escapeText(at)).join(", ")}`;
}
