/** One thing that is said about one place, be it by a page, by the contract, or by a reading. */
export interface Statement {
  /** Where, and at the same time the id of the fact: `createOrder.request.amount.value`. */
  at: string;
  /** What about it: `type`, `required`, `minimum`, … */
  name: string;
  value: unknown;
  /** The file that says it. */
  file: string;
}

/** What a check found wrong; `text` is written for the person who has to mend it. */
export interface Finding {
  /** The place or the reading that is concerned. */
  at: string;
  text: string;
}

/** Facets that may hold more than one value at one place. */
const MANY = new Set(["example", "mediaType", "status", "reading"]);

/** Identifies a facet with its value, so that two facets are the same exactly if their keys are. */
export function statementKey(facet: Pick<Statement, "at" | "name" | "value">): string {
  return `${placeKey(facet)} ${JSON.stringify(facet.value)}`;
}

/** Identifies the place and the name of a facet, whatever its value; a facet of many values keeps them apart. */
export function placeKey({ at, name, value }: Pick<Statement, "at" | "name" | "value">): string {
  return MANY.has(name) ? `${fold(at)} ${name} ${JSON.stringify(value)}` : `${fold(at)} ${name}`;
}

/** Header names do not depend on case. */
function fold(at: string): string {
  return at.includes(".header.") ? at.toLowerCase() : at;
}

/** Writes a value for a message. */
export function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
