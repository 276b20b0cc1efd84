import { constrains, KEYWORDS } from "../contract/keywords.js";
import { PAGE_LIMITS } from "./limits.js";
import { addDescription } from "./listed-values.js";
import { type Facts, NotAPageError, type StatedPlace, type Unread } from "./saved-page.js";

type Json = Record<string, unknown>;
/** Keys that lead from the root of a document to a node. */
export type Pointer = (string | number)[];

/** A schema that a reference leads to. */
export interface Target {
  schema: unknown;
  pointer: Pointer;
  name: string | undefined;
}

/** What reading a schema needs of the document around it. */
export interface SchemaSource {
  resolve(ref: string): Target | undefined;
  lineOf(pointer: Pointer): number | null;
}

/** Keywords that are read otherwise, or that state nothing. */
const STRUCTURE = ["properties", "required", "items", "$ref", "additionalProperties", "allOf"];
const NOTES = ["title", "description", "examples", "$schema"];
/** What of a body is read: it has no row on a page, and so no facts of its own. */
const OF_A_BODY = [...STRUCTURE, ...NOTES, "type", "example", "default", "deprecated"];
/**
 * Keywords that become facts as they are: those that constrain, and those that pages alone have.
 */
const FACT_KEYWORDS = [
  ...Object.keys(KEYWORDS).filter((name) => constrains(name) && !STRUCTURE.includes(name)),
  ...["multipleOf", "default", "example", "deprecated", "nullable"],
];
/** JSON types that a keyword may have; any other is not understood. */
const JSON_TYPES: Record<string, string[]> = {
  ...Object.fromEntries(
    Object.entries(KEYWORDS).flatMap(([name, { sample }]) =>
      sample === undefined ? [] : [[name, [jsonType(sample[0][name])]]],
    ),
  ),
  type: ["string", "array"],
  exclusiveMinimum: ["number", "boolean"],
  exclusiveMaximum: ["number", "boolean"],
  properties: ["object"],
  items: ["object"],
  additionalProperties: ["boolean", "object"],
  allOf: ["array"],
};

/** Types of JSON Schema, and those that the portal has beside them. */
const TYPES: unknown[] = [
  ...["string", "integer", "number", "boolean", "object", "array", "null"],
  ...["any", "file"],
];

/** Lists what a schema states, place by place. */
export class SchemaReader {
  readonly places: StatedPlace[] = [];
  #count = 0;

  constructor(
    private readonly source: SchemaSource,
    private readonly unread: Unread[],
  ) {}

  /** Lists the properties of a body; the body itself has no row on a page. */
  body(at: string, schema: unknown, pointer: Pointer): void {
    const resolved = this.#resolve(at, schema, pointer, new Set());
    if (resolved === undefined) return;
    const { type } = resolved.schema;
    this.#checkKeywords(at, resolved, OF_A_BODY);
    if (type !== undefined && type !== "object") {
      this.#complain(at, pointer, `a body of type ${JSON.stringify(type)} is not understood`);
    }
    this.#properties(at, resolved, 0);
  }

  /** Lists what a schema states about one place and below it. */
  place(at: string, schema: unknown, extra: { pointer: Pointer; facts: Facts }): void {
    const { pointer, facts } = extra;
    const resolved = this.#resolve(at, schema, pointer, new Set());
    if (resolved !== undefined) this.#place(at, resolved, { facts, pointer, depth: 0 });
  }

  #place(
    at: string,
    resolved: Resolved,
    { facts, pointer, depth }: { facts: Facts; pointer: Pointer; depth: number },
  ): void {
    this.#count += 1;
    if (this.#count > PAGE_LIMITS.places || depth > PAGE_LIMITS.depth) {
      throw new NotAPageError(
        `A schema has more than ${PAGE_LIMITS.places} places or ${PAGE_LIMITS.depth} levels.`,
      );
    }
    const own = this.#factsOf(at, resolved);
    const { items } = resolved.schema;
    const item =
      own.type === "array" && items !== undefined
        ? this.#resolve(`${at}[]`, items, [...resolved.pointer, "items"], resolved.via)
        : undefined;
    const { type: itemType, ...itemFacts } = item ? this.#factsOf(`${at}[]`, item) : {};
    const line = this.source.lineOf(pointer);
    const ofItems = itemType === undefined ? {} : { itemType };
    this.places.push({ at, facts: { ...own, ...ofItems, ...facts }, line });
    if (Object.keys(itemFacts).length > 0) {
      this.places.push({ at: `${at}[]`, facts: itemFacts, line });
    }
    this.#properties(item ? `${at}[]` : at, item ?? resolved, depth);
    if (itemType === "array") this.#complain(`${at}[]`, pointer, "an array of arrays is not read");
  }

  #properties(at: string, { schema, pointer, via }: Resolved, depth: number): void {
    const { properties = {}, additionalProperties } = schema;
    const required = Array.isArray(schema.required) ? schema.required : [];
    for (const [name, property] of Object.entries(object(properties))) {
      // A null stands where an override hides a property.
      if (property === null) continue;
      const here = [...pointer, "properties", name];
      const resolved = this.#resolve(`${at}.${name}`, property, here, via);
      if (resolved === undefined) continue;
      const facts = { required: required.includes(name) };
      this.#place(`${at}.${name}`, resolved, { facts, pointer: here, depth: depth + 1 });
    }
    for (const name of required) {
      if (Object.hasOwn(object(properties), String(name))) continue;
      this.#complain(`${at}.${name}`, pointer, "required, but not described");
    }
    if (typeof additionalProperties === "boolean") {
      if (!additionalProperties)
        this.#complain(at, pointer, "additionalProperties: false is not read");
    } else if (Object.keys(object(additionalProperties)).length > 0) {
      const here = [...pointer, "additionalProperties"];
      const resolved = this.#resolve(`${at}.*`, additionalProperties, here, via);
      const facts = { required: false };
      if (resolved) this.#place(`${at}.*`, resolved, { facts, pointer: here, depth: depth + 1 });
    }
  }

  #factsOf(at: string, { schema, pointer, name }: Resolved): Facts {
    const facts: Facts = {};
    for (const key of FACT_KEYWORDS) {
      const value = schema[key];
      // Apidog writes an empty string where nothing is stated.
      if (value === undefined || value === null || value === "" || value === false) continue;
      if (isUnderstood(key, value)) facts[key] = value;
    }
    // OpenAPI 3.0 has the limit itself in the keyword beside it.
    if (facts.exclusiveMinimum === true) rename(facts, "minimum", "exclusiveMinimum");
    if (facts.exclusiveMaximum === true) rename(facts, "maximum", "exclusiveMaximum");
    if (Array.isArray(facts.type)) {
      const types = facts.type.filter((type) => type !== "null");
      if (types.length < facts.type.length) facts.nullable = true;
      facts.type = types.length === 1 ? types[0] : facts.type;
    }
    facts.type ??= impliedType(schema);
    if (facts.type === undefined) delete facts.type;
    const listed = schema["x-apidog-enum"] ?? schema["x-apifox-enum"];
    if (facts.enum === undefined && Array.isArray(listed) && listed.length > 0) {
      facts.enum = listed.map((item) => object(item).value);
    }
    const [example] = Array.isArray(schema.examples) ? schema.examples : [];
    if (facts.example === undefined && example !== undefined && example !== "") {
      facts.example = example;
    }
    for (const line of String(schema.description ?? "").split("\n")) {
      if (line.trim() !== "") addDescription(facts, line.trim());
    }
    if (name !== undefined) facts.schemaName = name;
    this.#checkKeywords(at, { schema, pointer }, [...STRUCTURE, ...NOTES, ...FACT_KEYWORDS]);
    return facts;
  }

  /** Complains about keywords that are not read, or whose value is of another type. */
  #checkKeywords(
    at: string,
    { schema, pointer }: Pick<Resolved, "schema" | "pointer">,
    known: string[],
  ): void {
    for (const [key, value] of Object.entries(schema)) {
      if (key.startsWith("x-")) continue;
      if (!known.includes(key)) {
        this.#complain(at, [...pointer, key], `the keyword ${key} is not understood`);
      } else if (!isUnderstood(key, value)) {
        const why = `the value of ${key} is not understood: ${jsonType(value)}`;
        this.#complain(at, [...pointer, key], why);
      }
    }
  }

  /** Follows references, and puts the properties that they bring in beside the schema's own. */
  #resolve(at: string, value: unknown, pointer: Pointer, via: Via): Resolved | undefined {
    const schema = object(value);
    const { $ref, allOf, ...own } = schema;
    if (value !== schema || ($ref !== undefined && typeof $ref !== "string")) {
      this.#complain(at, pointer, "no schema that is understood");
      return undefined;
    }
    if (typeof $ref === "string") {
      const target = this.source.resolve($ref);
      if (target === undefined || via.has($ref)) {
        this.#complain(
          at,
          pointer,
          `the reference ${$ref} leads ${target ? "in a circle" : "nowhere"}`,
        );
        return undefined;
      }
      const below = this.#resolve(at, target.schema, target.pointer, new Set([...via, $ref]));
      const { name = below?.name } = target;
      const { description, example, ...rest } = own;
      const beside = withoutUndefined({ description, example });
      return below && { ...below, name, schema: { ...below.schema, ...rest, ...beside } };
    }
    const parts = Array.isArray(allOf) ? allOf : [];
    let merged = { schema: own as Json, pointer, via, name: undefined as string | undefined };
    const keys = Object.entries(referencesOf(schema));
    const refs = [...parts, ...keys.map(([, reference]) => reference)];
    for (const part of refs) {
      const below = this.#resolve(at, part, pointer, via);
      if (below === undefined) continue;
      const name = refs.length === 1 && parts.length === 1 ? below.name : undefined;
      merged = { ...merged, name, schema: merge(below.schema, merged.schema), via: below.via };
      if (name !== undefined) merged.pointer = below.pointer;
    }
    return merged;
  }

  #complain(at: string, pointer: Pointer, why: string): void {
    this.unread.push({ line: this.source.lineOf(pointer), text: at, why, part: at });
  }
}

type Via = ReadonlySet<string>;

interface Resolved {
  schema: Json;
  pointer: Pointer;
  /** References that led here, so that a circle is noticed. */
  via: Via;
  name: string | undefined;
}

/**
 * Lists the schemas that Apidog keeps beside `properties`; a null override hides a property of
 * theirs.
 */
function referencesOf(schema: Json): Json {
  const entries = Object.entries(object(schema["x-apidog-refs"] ?? schema["x-apifox-refs"]));
  return Object.fromEntries(
    entries.map(([id, value]) => {
      const { $ref, ...rest } = object(value);
      const overrides = object(rest["x-apidog-overrides"] ?? rest["x-apifox-overrides"]);
      return [id, { allOf: [{ properties: overrides }, { $ref }] }];
    }),
  );
}

function merge(below: Json, above: Json): Json {
  const properties = { ...object(below.properties), ...object(above.properties) };
  const required = [...list(below.required), ...list(above.required)];
  const both = { ...below, ...above };
  if (Object.keys(properties).length > 0) both.properties = properties;
  if (required.length > 0) both.required = [...new Set(required)];
  return both;
}

/** Returns whether a keyword has a value that it can have; Apidog writes "" for none. */
function isUnderstood(key: string, value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  if (key === "type" && ![value].flat().every((type) => TYPES.includes(type))) return false;
  return JSON_TYPES[key]?.includes(jsonType(value)) ?? true;
}

function jsonType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** Gives the value of a keyword another keyword; without a value, neither stays. */
function rename(facts: Facts, from: string, to: string): void {
  const { [from]: value } = facts;
  delete facts[from];
  if (value === undefined) delete facts[to];
  else facts[to] = value;
}

function impliedType(schema: Json): string | undefined {
  if (schema.properties !== undefined) return "object";
  return schema.items === undefined ? undefined : "array";
}

function withoutUndefined(values: Json): Json {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns a value as an object, empty if it is none. */
export function object(value: unknown): Json {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Json) : {};
}
