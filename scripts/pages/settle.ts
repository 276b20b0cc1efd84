import type { FactsFile } from "../contract/facts.js";
import { type Evidence, placeRows, shownPlaces } from "./depth.js";
import { cutEnum } from "./enum-values.js";
import { PAGE_LIMITS } from "./limits.js";
import { typed } from "./rendered-rows.js";
import {
  type Draft,
  type Facts,
  NotAPageError,
  type Row,
  type SavedPage,
  type Section,
} from "./saved-page.js";

/**
 * Turns a draft into the shape of a facts file, now that its operation is known. What rendered text
 * does not print (depth, and where a value of an enum ends) comes from the page's example and from
 * the facts that we hold.
 */
export function settle(draft: Draft, id: string, known?: FactsFile): SavedPage {
  return new Settling(draft, id, known).page();
}

class Settling {
  readonly #page: SavedPage;

  constructor(
    private readonly draft: Draft,
    private readonly id: string,
    private readonly known: FactsFile | undefined,
  ) {
    const { form, title, modified, number, hosts, notShown, unread } = draft;
    this.#page = {
      form,
      id,
      page: title,
      modified,
      ...(draft.state === undefined ? {} : { state: draft.state }),
      endpoint: number,
      facts: {},
      examples: {},
      lines: new Map(),
      hosts,
      notShown: [...notShown],
      ...(draft.legible === undefined ? {} : { legible: draft.legible }),
      doubts: [],
      unread: [...unread],
      hidden: [],
    };
  }

  page(): SavedPage {
    const { endpoint, places, sections, unread } = this.draft;
    if (unread.length > PAGE_LIMITS.unread) {
      throw new NotAPageError(`${unread.length} of its lines are not understood.`);
    }
    if (endpoint !== null) {
      const { method, path, line } = endpoint;
      this.#add(this.id, { method, path }, line);
    }
    for (const { at, facts, line } of places) this.#add(`${this.id}.${at}`, facts, line);
    for (const section of sections) this.#section(section);
    return this.#page;
  }

  #add(at: string, facts: Facts, line: number | null): void {
    if (at in this.#page.facts) {
      const part = at.slice(this.id.length + 1);
      this.#page.unread.push({ line, text: at, why: "stated a second time on the page", part });
      return;
    }
    this.#page.facts[at] = facts;
    this.#page.lines.set(at, line);
  }

  #section(section: Section): void {
    const { example, line, places = [], rows } = section;
    const at = `${this.id}.${section.at}`;
    const isBody = /^(request|response)/.test(section.at);
    if (isBody) this.#add(at, section.facts, line);
    for (const place of places) this.#add(`${this.id}.${place.at}`, place.facts, place.line);
    if (rows !== undefined) this.#rows(at, rows, section);
    if (example === undefined) return;
    this.#page.examples[at] = example.value;
    // The table prints the line of an example's first character; a change in it is found from
    // there.
    this.#page.lines.set(`${at} example`, example.line);
  }

  #rows(at: string, rows: Row[], section: Section): void {
    const knownBelow = Object.keys(this.known?.facts ?? {}).filter((id) => id.startsWith(`${at}.`));
    if (rows.length === 0 && this.#isCollapsed(section, knownBelow)) {
      const part = section.at;
      const why = "the section is collapsed: its rows are not shown";
      this.#page.unread.push({ line: section.line, text: part, why, part });
      this.#page.hidden.push(at);
    }
    const placed = /^(request|response)/.test(section.at)
      ? placeRows(rows, this.#evidence(at, section, knownBelow))
      : rows.map(({ name }) => ({ at: name, candidates: [] }));
    rows.forEach((row, index) => {
      const { at: path = row.name, candidates = [] } = placed[index] ?? {};
      const place = `${at}.${path}`;
      if (candidates.length > 0) {
        const full = candidates.map((candidate) => `${at}.${candidate}`);
        this.#page.doubts.push({ at: place, keyword: "depth", candidates: full, line: row.line });
      }
      this.#row(place, row);
    });
  }

  #row(at: string, { facts, itemFacts, allowed, line }: Row): void {
    if (allowed !== undefined) {
      const { lines, items, single } = allowed;
      const runsTogether = lines.length === 1 && !single;
      const values = runsTogether ? this.#cut(items ? `${at}[]` : at, lines[0] ?? "", line) : lines;
      const type = items ? facts.itemType : facts.type;
      (items ? itemFacts : facts).enum = values.map((value) => typed(value, type));
    }
    this.#add(at, facts, line);
    if (Object.keys(itemFacts).length > 0) this.#add(`${at}[]`, itemFacts, line);
  }

  /** Cuts the values of an enum that run together. */
  #cut(at: string, raw: string, line: number): string[] {
    const ours = this.#knownValues(at);
    const known = ours.length > 0 ? ours : this.#exampleValues(at);
    const { values, left } = cutEnum(raw, known);
    if (left.length > 0) {
      this.#page.doubts.push({ at, keyword: "enum", candidates: values, raw, line });
    }
    return values;
  }

  #knownValues(at: string): string[] {
    const { enum: values, listedValues } = this.known?.facts[at] ?? {};
    return ((values ?? listedValues ?? []) as unknown[]).map(String);
  }

  #exampleValues(at: string): string[] {
    const bodies = Object.entries(this.draft.sections).flatMap(([, { at: part, example }]) =>
      example === undefined ? [] : leaves(`${this.id}.${part}`, example.value),
    );
    return bodies.filter((leaf) => leaf.at === at).map(({ value }) => value);
  }

  #isCollapsed({ at, example, facts }: Section, knownBelow: string[]): boolean {
    // Of a response that is shown, at least the media type is.
    if (at.startsWith("response") && facts.mediaType === undefined) return true;
    const value = example?.value;
    const showsNothing = typeof value === "object" && value !== null && !Object.keys(value).length;
    return this.known === undefined ? !showsNothing : knownBelow.length > 0;
  }

  #evidence(at: string, { example }: Section, knownBelow: string[]): Evidence {
    const names = knownBelow.map((id) => id.slice(at.length + 1));
    const prefix = (name: string) => {
      const child = names.find((other) => other.startsWith(`${name}.`));
      if (child !== undefined) return name;
      return names.some((other) => other.startsWith(`${name}[].`)) ? `${name}[]` : undefined;
    };
    return {
      known: new Map(names.map((name) => [name, prefix(name)])),
      shown: shownPlaces(example?.value),
      remembered: new Set(shownPlaces(this.known?.examples?.[at]).keys()),
    };
  }
}

/** Lists the strings in an example body with their places. */
function leaves(at: string, value: unknown): { at: string; value: string }[] {
  if (typeof value === "string") return [{ at, value }];
  if (Array.isArray(value)) return value.flatMap((item) => leaves(`${at}[]`, item));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => leaves(`${at}.${name}`, child));
}
