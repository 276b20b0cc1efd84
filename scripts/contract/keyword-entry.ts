import type { Schema } from "./document.js";
import { numbersAround } from "./edge-values.js";
import type { Statement } from "./statements.js";

/** What one keyword states about one place. */
export type Stated = Omit<Statement, "file">;

/** What this project knows of one keyword of JSON Schema. */
export interface Keyword {
  /**
   * `limit`: narrows what a value may be, and is listed in words.
   * `shape`: constrains as well, and everybody shows it in a way of their own.
   * `note`: says something to people and constrains nothing.
   */
  role: "limit" | "shape" | "note";
  /** A schema with this keyword, and a value that is valid there. */
  sample?: [schema: Schema, valid: unknown];
  /** Its value in words, in Markdown; nothing where another keyword says it already. */
  words?: (value: never, schema: Schema) => string | undefined;
  /** What it states in terms of facts; under its own name where this is left out. */
  states?: (value: never, fact: string) => Stated[];
  /** Values on both sides of its edge, made from a valid one. */
  values?: (value: never, valid: never) => unknown[];
  /** Other values that it could have by mistake, by the kind of change. */
  mutations?: Record<string, (value: never, schema: Schema) => unknown[]>;
  /** Values that it could be added with by mistake, by the type of the schema. */
  additions?: Record<string, unknown>;
  /** How OpenAPI 3.0 puts it, where that differs. */
  in30?: (value: never) => Schema;
  /** Why no value can break this keyword alone, next to some other keyword. */
  covered?: { by: (schema: Schema) => boolean; reason: string };
}

/** Types that a schema could have by mistake. */
export const OTHER_TYPES: Record<string, string[]> = {
  string: ["number"],
  number: ["integer", "string"],
  integer: ["number", "string"],
  object: ["array"],
  array: ["object"],
};

/** Words for the two values of `additionalProperties` that are no schema. */
export const ADDITIONAL: Record<string, string> = {
  true: "other properties are allowed",
  false: "no other properties",
};

/** Ways to get a pattern wrong. */
export const PATTERN_EDITS: [RegExp, string][] = [
  [/^\^/, ""],
  [/\$$/, ""],
  [/,\d+\}/, ",}"],
  [/\{(\d)/, "{1$1"],
  [/A-Z/, "A-z"],
  [/0-9/, "1-9"],
  [/\\\\/, ""],
  [/\[\^/, "["],
  [/PMT/, "PM"],
  [/0(?=\[)/, ""],
];

/** Returns an entry for a limit of numbers; `looser` is the direction in which it allows more. */
export function number(looser: 1 | -1, name: string, compared: string): Keyword {
  const limit = looser * 5;
  return {
    ...size(looser, [{ type: "number", [name]: limit }, limit - looser]),
    words: (value: number) => `${compared} ${value}`,
    values: numbersAround,
    additions: { number: looser * 1e6, integer: looser * 1e6 },
  };
}

/** Returns what the entries of all numeric limits have in common. */
export function size(looser: 1 | -1, sample: [Schema, unknown]): Keyword {
  const step = (limit: number) => (Number.isInteger(limit) ? 1 : limit / 2);
  return {
    role: "limit",
    sample,
    mutations: {
      "loosen limit": (limit: number) => [limit + looser * step(limit)],
      "tighten limit": (limit: number) => [limit - looser * step(limit)],
    },
  };
}

/** Puts the types of a schema into OpenAPI 3.0. */
export function typeIn30(types: string | string[]): Schema {
  const [type, ...others] = [types].flat().filter((name) => name !== "null");
  if (type === undefined || others.length > 0) {
    throw new Error(`it has no word for the type ${[types].flat().join(" or ")}`);
  }
  return types.includes("null") ? { type, nullable: true } : { type };
}

/** States nothing: other places speak for the keyword. */
export function nothing(): Stated[] {
  return [];
}

/** Returns why no text breaks its length alone where a pattern stands beside it. */
export function coveredByPattern(): NonNullable<Keyword["covered"]> {
  return {
    by: ({ pattern }) => pattern !== undefined,
    reason: "the `pattern` beside it fixes the length; the page states both",
  };
}
