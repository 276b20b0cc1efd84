import { isDeepStrictEqual } from "node:util";
import type { FactsFile } from "../../contract/facts.js";
import { isUnreadExample, unreadKeyword, unreadPlace } from "../../pages/missing.js";
import type { Facts, SavedPage, Unread } from "../../pages/saved-page.js";
import type { Delta } from "./change.js";

/** What the comparison needs to know of the contract. */
export interface Context {
  /** Headers that our contract treats as credentials, in lower case. */
  credentialHeaders: string[];
  /** Places that we know although no row of the page states them. */
  knownFromElsewhere: Set<string>;
}

/** What a page states otherwise, and what it seems to lack but may state in what was not read. */
export interface Compared {
  deltas: Delta[];
  missing: Unread[];
}

/** Lists what a saved page states otherwise than our facts, as far as its form can show it. */
export function compareFacts(ours: FactsFile, page: SavedPage, context: Context): Compared {
  return new Comparison(ours, page, context).compare();
}

class Comparison {
  readonly #deltas: Delta[] = [];
  readonly #missing = new Map<string, Unread>();
  /** Our facts by the place as the page writes it. */
  readonly #ours = new Map<string, Facts>();
  readonly #theirs = new Map<string, Facts>();

  constructor(
    private readonly ours: FactsFile,
    private readonly page: SavedPage,
    private readonly context: Context,
  ) {
    for (const [at, facts] of Object.entries(ours.facts)) this.#ours.set(at, facts);
    const folded = new Map(Object.keys(ours.facts).map((at) => [fold(at), at]));
    for (const [at, facts] of Object.entries(page.facts)) {
      const same = folded.get(fold(at));
      this.#theirs.set(same ?? at, facts);
      if (same !== undefined && same !== at) this.#name(same, at);
    }
  }

  compare(): Compared {
    this.#head();
    for (const at of new Set([...this.#ours.keys(), ...this.#theirs.keys()])) this.#place(at);
    this.#examples();
    this.#doubts();
    return { deltas: this.#deltas, missing: [...this.#missing.values()] };
  }

  #add(
    at: string,
    keyword: string,
    change: { was?: unknown; is?: unknown } & Partial<Delta>,
  ): void {
    const { was = null, is = null, ...rest } = change;
    const line = this.page.lines.get(this.#asPrinted(at)) ?? null;
    const isAuthentication = this.#isAuthentication(at, keyword);
    this.#deltas.push({
      at,
      keyword,
      was,
      is,
      line,
      side: sideOf(this.ours.id, at),
      isAuthentication,
      ...rest,
    });
  }

  /** Returns a place as the page spells it. */
  #asPrinted(at: string): string {
    if (this.page.lines.has(at)) return at;
    return [...this.page.lines.keys()].find((other) => fold(other) === fold(at)) ?? at;
  }

  #head(): void {
    const { id, page, state, endpoint } = this.ours;
    if (this.page.page !== null && this.page.page !== page) {
      this.#add(id, "page", { was: page, is: this.page.page });
    }
    if ((state ?? null) !== (this.page.state ?? null)) {
      this.#add(id, "state", { was: state, is: this.page.state });
    }
    if (endpoint !== undefined && this.page.endpoint !== null && endpoint !== this.page.endpoint) {
      this.#add(id, "endpoint", { was: endpoint, is: this.page.endpoint });
    }
    if (this.page.hosts.length > 0) this.#add(id, "hosts", { is: this.page.hosts });
  }

  #name(ours: string, theirs: string): void {
    const last = (at: string) => at.split(".").at(-1);
    this.#add(ours, "name", { was: last(ours), is: last(theirs) });
  }

  #place(at: string): void {
    const [was, is] = [this.#ours.get(at), this.#theirs.get(at)];
    // What a status means is in words, and comes and goes with the status.
    if ("meaning" in { ...was, ...is }) return;
    if (was !== undefined && is !== undefined) this.#keywords(at, was, is);
    else if (was === undefined && is !== undefined) this.#newPlace(at, is);
    else if (was !== undefined && !this.#isHidden(at)) this.#gonePlace(at, was);
  }

  #isHidden(at: string): boolean {
    return this.page.hidden.some((part) => at === part || at.startsWith(`${part}.`));
  }

  /** Notes that something of ours was not found, and may be among what was not read. */
  #miss(what: string, { line, why }: Unread): void {
    if (placesAbove(what).some((place) => this.#missing.has(place))) return;
    this.#missing.set(what, { line, text: what, why: `not found, but perhaps not gone: ${why}` });
  }

  #newPlace(at: string, facts: Facts): void {
    if ("status" in facts) {
      this.#add(at, "status", { is: facts.status });
      return;
    }
    if (this.#isInside(at, (place, fact) => "status" in fact && !this.#ours.has(place))) return;
    if (at.endsWith("[]") || !("required" in facts)) {
      this.#keywords(at, {}, facts);
      return;
    }
    const isDisclosed = this.#isCollapsed(at) && this.context.knownFromElsewhere.has(at);
    const isOptional = (place: string, fact: Facts) =>
      !this.#ours.has(place) && "required" in fact && fact.required !== true;
    const isDemanded = facts.required === true && !this.#isInside(at, isOptional);
    this.#add(at, "property", { is: facts, isDemanded, isDisclosed });
  }

  #gonePlace(at: string, facts: Facts): void {
    const unread = unreadPlace(this.page, at);
    if (unread !== undefined) this.#miss(at, unread);
    else if ("status" in facts) this.#add(at, "status", { was: facts.status });
    else if ("required" in facts) this.#add(at, "property", { was: facts });
    else this.#keywords(at, facts, {});
  }

  /** Returns whether a place above this one is on the page and passes a test. */
  #isInside(at: string, test: (place: string, facts: Facts) => boolean): boolean {
    return placesAbove(at).some((place) => {
      const facts = this.#theirs.get(place);
      return facts !== undefined && test(place, facts);
    });
  }

  /** Returns whether the object that a new row stands in had no rows of its own so far. */
  #isCollapsed(at: string): boolean {
    const above = placesAbove(at).find((place) => this.#ours.has(place));
    const { type, itemType } = this.#ours.get(above ?? "") ?? {};
    if (above === undefined || (type !== "object" && itemType !== "object")) return false;
    const rows = [...this.#ours.keys()];
    return !rows.some((place) => place.startsWith(`${above}.`) || place.startsWith(`${above}[].`));
  }

  #keywords(at: string, was: Facts, is: Facts): void {
    const { enum: ourEnum, listedValues: ourList, ...ourRest } = was;
    const { enum: theirEnum, listedValues: theirList, ...theirRest } = is;
    for (const keyword of new Set([...Object.keys(ourRest), ...Object.keys(theirRest)])) {
      if (this.#isNotShown(at, keyword)) continue;
      const [ours, theirs] = [ourRest[keyword], theirRest[keyword]];
      if (isDeepStrictEqual(ours, theirs)) continue;
      if (theirs === undefined && this.#isUnread(at, keyword, was)) continue;
      this.#add(at, keyword, { was: ours, is: theirs });
    }
    const [ours, theirs] = [ourEnum ?? ourList, theirEnum ?? theirList];
    const keyword = ourEnum === undefined ? "listedValues" : "enum";
    if (isLoss(ours, theirs) && this.#isUnread(at, keyword, was)) return;
    this.#values(at, { enum: ourEnum, list: ourList }, { enum: theirEnum, list: theirList });
  }

  /** Returns whether a keyword that the page seems to lack may be among what was not read. */
  #isUnread(at: string, keyword: string, held: Facts): boolean {
    const unread = unreadKeyword(this.page, { at, keyword, held });
    if (unread !== undefined) this.#miss(`${at} ${keyword}`, unread);
    return unread !== undefined;
  }

  #values(at: string, was: Values, is: Values): void {
    const [ours, theirs] = [was.enum ?? was.list, is.enum ?? is.list];
    const keyword = (is.enum ?? was.enum) === undefined ? "listedValues" : "enum";
    if (!sameValues(ours, theirs)) {
      const raw = this.page.doubts.find(
        (doubt) => doubt.at === at && doubt.keyword === "enum",
      )?.raw;
      this.#add(at, keyword, { was: ours, is: theirs, ...(raw === undefined ? {} : { raw }) });
    }
    if (ours === undefined || theirs === undefined) return;
    if ((was.enum === undefined) === (is.enum === undefined)) return;
    const how = ({ enum: values }: Values) => (values === undefined ? "listedValues" : "enum");
    this.#add(at, "valuesStatedAs", { was: how(was), is: how(is) });
  }

  #isNotShown(at: string, keyword: string): boolean {
    const place = at.slice(this.ours.id.length + 1);
    return this.page.notShown.some((what) => what === keyword || what === `${place}.${keyword}`);
  }

  #examples(): void {
    const { examples = {} } = this.ours;
    for (const at of new Set([...Object.keys(examples), ...Object.keys(this.page.examples)])) {
      const [was, is] = [examples[at], this.page.examples[at]];
      if (isDeepStrictEqual(was, is)) continue;
      if (is === undefined && (this.#isHidden(at) || isUnreadExample(this.page, at))) continue;
      const line = this.page.lines.get(`${at} example`) ?? null;
      this.#add(at, "example", { was, is, line });
    }
  }

  #doubts(): void {
    for (const { at, keyword, candidates, raw, line } of this.page.doubts) {
      if (keyword === "depth") this.#add(at, "depth", { is: candidates, line });
      else if (!this.#ours.has(at)) {
        this.#add(at, "enum", { is: [raw], line, ...(raw === undefined ? {} : { raw }) });
      }
    }
  }

  #isAuthentication(at: string, keyword: string): boolean {
    const [part, name = ""] = at.slice(this.ours.id.length + 1).split(".");
    if (part === "authorization") return keyword !== "example";
    const isCredential = ["authorization", ...this.context.credentialHeaders].includes(
      name.toLowerCase(),
    );
    return part === "header" && isCredential && ["property", "required", "type"].includes(keyword);
  }
}

interface Values {
  enum: unknown;
  list: unknown;
}

/** Returns whether values of ours are missing and none is new. */
function isLoss(ours: unknown, theirs: unknown = []): boolean {
  if (!Array.isArray(ours) || !Array.isArray(theirs)) return false;
  return theirs.length < ours.length && theirs.every((value) => ours.includes(value));
}

function sameValues(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return isDeepStrictEqual(new Set(one), new Set(other)) && one.length === other.length;
}

/** Header names do not depend on case. */
function fold(at: string): string {
  return at.includes(".header.") ? at.toLowerCase() : at;
}

function sideOf(id: string, at: string): Delta["side"] {
  const part = /^\w+/.exec(at.slice(id.length + 1))?.[0];
  if (part === undefined || part === "authorization") return "operation";
  return part === "response" || part === "status" ? "response" : "request";
}

/** Lists the places above another, the nearest first: `a.b[].c` is in `a.b`, in `a`. */
function placesAbove(at: string): string[] {
  const places: string[] = [];
  let rest = at;
  while (rest.includes(".")) {
    rest = rest.slice(0, rest.lastIndexOf(".")).replace(/(\[\])+$/, "");
    places.push(rest);
  }
  return places;
}
