import { type Contract, refName, type Schema } from "../contract/document.js";

/** A field of a request or of an answer, with everything that the contract states of it. */
export interface Field {
  /** Names the field in the ledger's way, and is its anchor: `request.amount.value`, `response.payload.orderId`. */
  id: string;
  name: string;
  type: string;
  required: boolean;
  description: string;
  limits: string[];
  values: { value: string; meaning?: string }[];
  examples: string[];
  readings: string[];
  fields: Field[];
}

/** Follows a `$ref`; the words beside it (description, readings) belong to what it points at. */
export function resolve(contract: Contract, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const target = contract.components.schemas[refName(schema.$ref)];
  if (target === undefined) throw new Error(`The contract has no schema ${schema.$ref}.`);
  return target;
}

/** Lists the fields of an object, with the fields inside them; `id` is the place of the object itself. */
export function fieldsOf(contract: Contract, object: Schema, id: string): Field[] {
  const required = new Set(object.required);
  const fields = Object.entries(object.properties ?? {}).map(([name, schema]) =>
    field(contract, schema, name, `${id}.${name}`, required.has(name)),
  );
  const others = object.additionalProperties;
  if (typeof others === "object")
    fields.push(field(contract, others, "any other name", `${id}.*`, false));
  return fields;
}

/** Lists all fields in reading order, those inside others included. */
export function flatten(fields: Field[]): Field[] {
  return fields.flatMap((one) => [one, ...flatten(one.fields)]);
}

function field(
  contract: Contract,
  reference: Schema,
  name: string,
  id: string,
  required: boolean,
): Field {
  const schema = resolve(contract, reference);
  const items = schema.items === undefined ? undefined : resolve(contract, schema.items);
  const inner = items ?? schema;
  const meanings = schema["x-enumDescriptions"] as Record<string, string> | undefined;
  return {
    id,
    name,
    required,
    type: items === undefined ? String(schema.type) : `array of ${items.type}`,
    description: [schema.description, items?.description].filter(Boolean).join("\n\n"),
    limits: [...limitsOf(schema), ...(items === undefined ? [] : limitsOf(items))],
    values: (schema.enum ?? []).map((value) => {
      const meaning = meanings?.[value];
      return meaning === undefined ? { value } : { value, meaning };
    }),
    examples: (schema.examples ?? []).map((example) => JSON.stringify(example)),
    readings: [...new Set([...(schema["x-readings"] ?? []), ...(items?.["x-readings"] ?? [])])],
    fields: fieldsOf(contract, inner, items === undefined ? id : `${id}[]`),
  };
}

/** Puts the limits of a schema into words; a keyword that is unknown here stops the build, so that none is left unsaid. */
export function limitsOf(schema: Schema): string[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (NOT_A_LIMIT.has(keyword)) return [];
    const words = LIMITS[keyword];
    if (words === undefined)
      throw new Error(`The reference has no words for the keyword ${keyword}: add them here.`);
    return words(value, schema);
  });
}

const NOT_A_LIMIT = new Set(
  "type description properties items required enum x-enumDescriptions x-readings examples".split(
    " ",
  ),
);

const LIMITS: Record<string, (value: unknown, schema: Schema) => string[]> = {
  minimum: (value) => [`at least ${value}`],
  maximum: (value) => [`at most ${value}`],
  minLength: (value, { maxLength }) => [
    value === maxLength ? `exactly ${value} characters` : `at least ${value} characters`,
  ],
  maxLength: (value, { minLength }) => (value === minLength ? [] : [`at most ${value} characters`]),
  minItems: (value) => [`at least ${value} items`],
  maxItems: (value) => [`at most ${value} items`],
  format: (value) => [`format \`${value}\``],
  pattern: (value) => [`matches \`${value}\``],
  additionalProperties: (value) =>
    value === false
      ? ["no other members"]
      : value === true
        ? ["other members are allowed"]
        : ["members of your own naming"],
};
