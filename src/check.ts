import { escapePointer, printable, type Violation, violation } from "./violations.js";

/** Schema of the contract: what constrains a value, without references. */
export interface BodySchema {
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: BodySchema };
  readonly additionalProperties?: boolean | BodySchema;
  readonly items?: BodySchema;
  /** Limits, see {@link LIMITS}. */
  readonly [limit: string]: unknown;
}

/** Most violations that are reported; a hostile response could cause millions. */
export const MOST = 100;

/** Lists what of a body violates its schema, the first hundred violations. */
export function check(
  schema: BodySchema,
  value: unknown,
  body: Parameters<typeof violation>[0],
): Violation[] {
  const found: Violation[] = [];
  const path: (string | number)[] = [];

  function visit(schema: BodySchema, value: unknown): void {
    const type = typeOf(value);
    if (!isOfType(schema, value)) report("type", `must be a JSON ${schema.type}`);
    for (const keyword of Object.keys(schema)) {
      const rule = LIMITS[keyword];
      if (!Array.isArray(rule)) continue;
      const [limited, keeps, demand] = rule;
      const limit = schema[keyword];
      if ((limited === type || limited === "any") && !keeps(value, limit))
        report(keyword, `must ${demand.replace("#", () => [limit].flat().join(", "))}`);
    }
    if (type === "object") visitProperties(schema, value as Record<string, unknown>);
    if (type === "array" && schema.items)
      for (const [index, item] of (value as unknown[]).entries()) enter(index, schema.items, item);
  }

  function visitProperties(schema: BodySchema, value: Record<string, unknown>): void {
    const { required = [], properties = {}, additionalProperties: others = true } = schema;
    for (const name of required) {
      if (value[name] === undefined) report("required", "is missing", name);
    }
    for (const name of Object.keys(value)) {
      if (others === true || Object.hasOwn(properties, name)) continue;
      if (others) enter(name, others, value[name]);
      else report("additionalProperties", "is not a property that the contract knows", name);
    }
    for (const name of Object.keys(properties)) {
      if (value[name] !== undefined) enter(name, properties[name] as BodySchema, value[name]);
    }
  }

  function enter(key: string | number, schema: BodySchema, value: unknown): void {
    path.push(key);
    visit(schema, value);
    path.pop();
  }

  function report(keyword: string, message: string, ...below: string[]): void {
    if (found.length >= MOST) return;
    const keys = [...path, ...below].map((key) => `/${printable(escapePointer(`${key}`))}`);
    found.push(violation(body, keys.join(""), { keyword, message }));
  }

  visit(schema, value);
  return found;
}

type Limit = [
  type: string,
  // biome-ignore lint/suspicious/noExplicitAny: a limit meets values of its own type alone
  keeps: (value: any, limit: any) => boolean,
  demand: string,
];

/** By keyword: the type that it limits, a test of a value, and a demand with `#` for the limit. */
export const LIMITS: Record<string, Limit> = {
  minimum: ["number", (value, least) => value >= least, "be at least #"],
  maximum: ["number", (value, most) => value <= most, "be at most #"],
  exclusiveMinimum: ["number", (value, limit) => value > limit, "be more than #"],
  exclusiveMaximum: ["number", (value, limit) => value < limit, "be less than #"],
  // JSON Schema counts characters, not the halves that JavaScript keeps of some.
  minLength: ["string", (text, least) => [...text].length >= least, "have at least # characters"],
  maxLength: ["string", (text, most) => [...text].length <= most, "have at most # characters"],
  pattern: ["string", (text, pattern) => new RegExp(pattern, "u").test(text), "match #"],
  // The only format is int32.
  format: ["number", (value) => value === (value | 0), "have the format #"],
  minItems: ["array", (list, least) => list.length >= least, "have at least # items"],
  maxItems: ["array", (list, most) => list.length <= most, "have at most # items"],
  uniqueItems: [
    "array",
    (list, unique) => !unique || new Set(list).size === list.length,
    "have no item twice",
  ],
  minProperties: [
    "object",
    (value, least) => countOf(value) >= least,
    "have at least # properties",
  ],
  maxProperties: ["object", (value, most) => countOf(value) <= most, "have at most # properties"],
  enum: ["any", (value, values) => values.includes(value), "be one of: #"],
};

const countOf = (value: object): number => Object.keys(value).length;

/** Returns whether a value has the type that its schema asks for. */
export function isOfType({ type }: BodySchema, value: unknown): boolean {
  const actual = typeOf(value);
  return (
    type === undefined ||
    type.includes(actual) ||
    (type.includes("integer") && Number.isInteger(value))
  );
}

/** Returns the type that JSON has for a value. It has none for an infinite number, as of 1e999. */
function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" && !Number.isFinite(value) ? "infinite" : typeof value;
}
