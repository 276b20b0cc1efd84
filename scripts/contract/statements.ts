/** One thing that is stated about one place: by a page, by the contract, or by a reading. */
export interface Statement {
  /** Where, and at the same time the id of the fact: `createOrder.request.amount.value`. */
  at: string;
  /** What about it: `type`, `required`, `minimum`, `path`, … */
  keyword: string;
  value: unknown;
  /** The file that states it. */
  file: string;
}

/** What a check found wrong; `text` is written for the person who has to mend it. */
export interface Finding {
  /** The place or the reading that is concerned. */
  at: string;
  text: string;
}

/** Keywords that may have more than one value at one place. */
const MANY = new Set(["example", "mediaType", "status", "reading"]);

/** Identifies a statement with its value. */
export function statementKey(statement: Pick<Statement, "at" | "keyword" | "value">): string {
  return `${placeKey(statement)} ${JSON.stringify(statement.value)}`;
}

/**
 * Identifies place and keyword of a statement, whatever its value; a keyword of many values keeps
 * them apart.
 */
export function placeKey({ at, keyword, value }: Omit<Statement, "file">): string {
  const place = `${fold(at)} ${keyword}`;
  return MANY.has(keyword) ? `${place} ${JSON.stringify(value)}` : place;
}

/** Header names do not depend on case. */
function fold(at: string): string {
  return at.includes(".header.") ? at.toLowerCase() : at;
}

/** Writes a value for a message. */
export function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
