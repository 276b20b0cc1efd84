import { type Contract, refName, type Schema } from "./document.js";
import {
  aroundPattern,
  listsAround,
  objectsAround,
  ofEachType,
  textsAround,
  valuesAroundList,
} from "./edge-values.js";
import {
  ADDITIONAL,
  coveredByPattern,
  type Keyword,
  nothing,
  number,
  OTHER_TYPES,
  PATTERN_EDITS,
  type Stated,
  size,
  typeIn30,
} from "./keyword-entry.js";
import { location, schemaPlaces } from "./places.js";

/**
 * All keywords that a schema of this contract may have. Draft-07 knows every one of them: tools
 * that read OpenAPI 3.1 without `jsonSchemaDialect` fall back to it.
 */
export const KEYWORDS: Record<string, Keyword> = {
  $ref: {
    role: "shape",
    states: (ref: string, at) => [{ at, keyword: "schemaName", value: refName(ref) }],
  },
  // The places below speak for these.
  items: { role: "shape", states: nothing },
  properties: {
    role: "shape",
    states: nothing,
    covered: {
      by: ({ additionalProperties }) => additionalProperties === false,
      reason: "in a closed object, a property without a name of its own is an additional one",
    },
  },
  required: {
    role: "shape",
    sample: [
      { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
      { a: "text" },
    ],
    values: () => [{}],
    states: (names: string[], fact) =>
      names.map((name) => ({ at: `${fact}.${name}`, keyword: "required", value: true })),
  },
  type: {
    role: "shape",
    sample: [{ type: "string" }, "text"],
    words: (type: string | string[]) => [type].flat().join(" or "),
    in30: typeIn30,
    values: ofEachType,
    mutations: {
      "change type": (type: string) => OTHER_TYPES[type] ?? [],
      "allow null": (type: string) => [[type, "null"]],
    },
    covered: {
      by: (schema) => schema.enum !== undefined,
      reason: "the `enum` beside it refuses every value of another type, too",
    },
  },
  enum: {
    role: "shape",
    sample: [{ type: "string", enum: ["A", "B"] }, "A"],
    words: (values: string[]) => `one of: ${values.join(", ")}`,
    values: valuesAroundList,
    mutations: {
      "change enum value": (values: unknown[]) =>
        values.flatMap((value, index) => [
          values.with(index, String(value).toLowerCase()),
          values.with(index, `${value}_`),
        ]),
      "add enum value": (values: unknown[]) => [[...values, "ADDED"]],
      "reorder enum": (values: unknown[]) => (values.length < 2 ? [] : [values.toReversed()]),
    },
    additions: { string: ["added"] },
  },
  additionalProperties: {
    role: "limit",
    states: (value: boolean | Schema, at) =>
      typeof value === "boolean" ? [{ at, keyword: "additionalProperties", value }] : [],
    sample: [{ type: "object", additionalProperties: false }, {}],
    words: (value: boolean | Schema) =>
      ADDITIONAL[String(value)] ?? "properties of your own naming",
    values: (_value: unknown, valid: object) => [{ ...valid, unexpected: "text" }],
    mutations: {
      "open object": (value: boolean | Schema) => (value === false ? [true] : []),
      "close object": (value: boolean | Schema) => (value === false ? [] : [false]),
    },
    additions: { object: false },
    covered: {
      by: ({ additionalProperties }) => additionalProperties === true,
      reason: "`true` refuses nothing; it says that the object is open on purpose",
    },
  },
  minimum: number(-1, "minimum", "at least"),
  maximum: number(1, "maximum", "at most"),
  exclusiveMinimum: {
    ...number(-1, "exclusiveMinimum", "more than"),
    in30: (minimum: number) => ({ minimum, exclusiveMinimum: true }),
  },
  exclusiveMaximum: {
    ...number(1, "exclusiveMaximum", "less than"),
    in30: (maximum: number) => ({ maximum, exclusiveMaximum: true }),
  },
  minLength: {
    ...size(-1, [{ type: "string", minLength: 2 }, "ab"]),
    additions: { string: 1 },
    words: (least: number, { maxLength }) =>
      least === maxLength ? `exactly ${least} characters` : `at least ${least} characters`,
    values: textsAround,
    covered: coveredByPattern(),
  },
  maxLength: {
    ...size(1, [{ type: "string", maxLength: 2 }, "ab"]),
    additions: { string: 255 },
    words: (most: number, { minLength }) =>
      most === minLength ? undefined : `at most ${most} characters`,
    values: textsAround,
    covered: coveredByPattern(),
  },
  pattern: {
    role: "limit",
    sample: [{ type: "string", pattern: "^[A-Z]{4}0[A-Z0-9]{2,6}$" }, "KKBK0000432"],
    words: (pattern: string) => `matches \`${pattern}\``,
    values: aroundPattern,
    mutations: {
      "edit pattern": (pattern: string) =>
        PATTERN_EDITS.map(([from, to]) => pattern.replace(from, to)).filter(
          (edited) => edited !== pattern,
        ),
    },
    additions: { string: "^.*$" },
  },
  format: {
    role: "limit",
    sample: [{ type: "integer", format: "int32" }, 1],
    words: (format: string) => `format \`${format}\``,
    values: () => [2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1],
    mutations: { "change format": () => ["int64"] },
    additions: { string: "date-time", integer: "int64" },
  },
  minItems: {
    ...size(-1, [{ type: "array", items: { type: "string" }, minItems: 2 }, ["a", "b"]]),
    additions: { array: 1 },
    words: (least: number, { maxItems }) =>
      least === maxItems ? `exactly ${least} items` : `at least ${least} items`,
    values: listsAround,
  },
  maxItems: {
    ...size(1, [{ type: "array", items: { type: "string" }, maxItems: 2 }, ["a", "b"]]),
    additions: { array: 100 },
    words: (most: number, { minItems }) =>
      most === minItems ? undefined : `at most ${most} items`,
    values: listsAround,
  },
  uniqueItems: {
    role: "limit",
    sample: [{ type: "array", items: { type: "string" }, uniqueItems: true }, ["a"]],
    words: (value: boolean) => (value ? "no item twice" : undefined),
    values: (_value: boolean, valid: unknown[]) => [[...valid, valid[0]]],
    mutations: {
      "loosen limit": (value: boolean) => (value ? [false] : []),
      "tighten limit": (value: boolean) => (value ? [] : [true]),
    },
    additions: { array: true },
  },
  minProperties: {
    ...size(-1, [{ type: "object", minProperties: 1 }, { a: "text" }]),
    additions: { object: 1 },
    words: (least: number) => `at least ${least} properties`,
    values: objectsAround,
  },
  maxProperties: {
    ...size(1, [{ type: "object", maxProperties: 1 }, { a: "text" }]),
    additions: { object: 100 },
    words: (most: number) => `at most ${most} properties`,
    values: objectsAround,
  },
  description: { role: "note", states: nothing },
  examples: {
    role: "note",
    states: (values: unknown[], at) => values.map((value) => ({ at, keyword: "example", value })),
    in30: ([example]: unknown[]) => ({ example }),
  },
  "x-enumDescriptions": {
    role: "note",
    states: (meanings: object, fact) =>
      Object.keys(meanings).map((value) => ({
        at: `${fact}.${value}`,
        keyword: "meaning",
        value: true,
      })),
  },
  "x-page": {
    role: "note",
    states: ({ title, fact }: NonNullable<Schema["x-page"]>) => [
      { at: fact.replace(/[.[].*/, ""), keyword: "page", value: title },
    ],
  },
  "x-readings": {
    role: "note",
    states: (ids: string[], at) => ids.map((value) => ({ at, keyword: "reading", value })),
  },
};

/** Returns what the table knows of a keyword. */
export function keyword(name: string): Keyword {
  const found = Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name] : undefined;
  if (found === undefined) throw new Error(unknown(name));
  return found;
}

/**
 * Returns the value of a keyword in words, `at least 0.01`, or nothing where there is nothing to
 * say.
 */
export function words(name: string, value: unknown, schema: Schema = {}): string | undefined {
  return keyword(name).words?.(value as never, schema);
}

/** Lists the limits of a schema in words; its type and its list of values are not among them. */
export function limits(schema: Schema): string[] {
  return Object.entries(schema)
    .filter(([name]) => keyword(name).role === "limit")
    .flatMap(([name, value]) => words(name, value, schema) ?? []);
}

/**
 * Lists what one keyword of a schema states; a keyword that the table does not know states itself.
 */
export function stated(name: string, value: unknown, fact: string): Stated[] {
  const { states } = Object.hasOwn(KEYWORDS, name) ? keyword(name) : {};
  return states?.(value as never, fact) ?? [{ at: fact, keyword: name, value }];
}

/**
 * Returns whether a keyword narrows what a value may be; one that the table does not know is taken
 * to.
 */
export function constrains(name: string): boolean {
  return !Object.hasOwn(KEYWORDS, name) || keyword(name).role !== "note";
}

/** Lists the keywords of the contract that the table does not know, one line each. */
export function unknownKeywords(contract: Contract): string[] {
  return schemaPlaces(contract).flatMap(({ path, schema }) =>
    Object.keys(schema)
      .filter((name) => !Object.hasOwn(KEYWORDS, name))
      .map((name) => `${location(contract, path)}: ${unknown(name)}`),
  );
}

function unknown(name: string): string {
  return `the keyword ${name} is unknown: add it to KEYWORDS in scripts/contract/keywords.ts`;
}
