import { type Contract, refName, type Schema } from "../../contract/document.js";
import { type SchemaPlace, schemaPlaces } from "../../contract/places.js";
import { type Mutation, type Operator, rename, set } from "./mutant.js";

type SchemaOperator = (place: SchemaPlace, contract: Contract) => Mutation[];

const OTHER_TYPES: Record<string, string[]> = {
  string: ["number"],
  number: ["integer", "string"],
  integer: ["number", "string"],
  object: ["array"],
  array: ["object"],
};
/** The direction in which each limit gets looser. */
const LOOSER: Record<string, number> = { minimum: -1, minLength: -1, maxLength: 1 };
const NEW_LIMITS: Record<string, Schema> = {
  string: { minLength: 1, maxLength: 255, pattern: "^.*$", enum: ["added"], format: "date-time" },
  number: { minimum: 0, maximum: 1e6, multipleOf: 0.01 },
  integer: { minimum: 0, maximum: 1e6, format: "int64" },
  array: { minItems: 1, maxItems: 100, uniqueItems: true },
  object: { minProperties: 1, maxProperties: 100 },
};
const PATTERN_EDITS: [RegExp, string][] = [
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

const OPERATORS: Record<string, SchemaOperator> = {
  "add required": ({ path, schema: { properties = {}, required = [] } }) =>
    Object.keys(properties)
      .filter((name) => !required.includes(name))
      .map((name) => set([...path, "required"], [...required, name])),
  "loosen limit": (place) => moveLimits(place, 1),
  "tighten limit": (place) => moveLimits(place, -1),
  "add limit": ({ path, schema }) =>
    Object.entries(NEW_LIMITS[schema.type ?? ""] ?? {})
      .filter(([keyword]) => !(keyword in schema))
      .map(([keyword, limit]) => set([...path, keyword], limit)),
  "change type": ({ path, schema: { type = "" } }) =>
    (OTHER_TYPES[type] ?? []).map((other) => set([...path, "type"], other)),
  "allow null": ({ path, schema: { type } }) =>
    type === undefined ? [] : [set([...path, "type"], [type, "null"])],
  "change format": ({ path, schema: { format } }) =>
    format === undefined ? [] : [set([...path, "format"], "int64")],
  "change enum value": ({ path, schema: { enum: values = [] } }) =>
    values.flatMap((value, index) => [
      set([...path, "enum", index], value.toLowerCase()),
      set([...path, "enum", index], `${value}_`),
    ]),
  "add enum value": ({ path, schema: { enum: values } }) =>
    values === undefined ? [] : [set([...path, "enum", values.length], "ADDED")],
  "reorder enum": ({ path, schema: { enum: values = [] } }) =>
    values.length < 2 ? [] : [set([...path, "enum"], values.toReversed())],
  "edit pattern": ({ path, schema: { pattern } }) =>
    PATTERN_EDITS.map(([from, to]) => String(pattern).replace(from, to))
      .filter((edited) => pattern !== undefined && edited !== pattern)
      .map((edited) => set([...path, "pattern"], edited)),
  "rename property": ({ path, schema: { properties = {}, required = [] } }, contract) =>
    Object.keys(properties).map((name) => {
      const mutation = rename(contract, [...path, "properties", name], `${name}s`);
      if (required.includes(name))
        mutation.edits.push([[...path, "required", required.indexOf(name)], `${name}s`]);
      return mutation;
    }),
  "add property": ({ path, schema: { properties } }) =>
    properties === undefined
      ? []
      : [set([...path, "properties", "added"], { type: "string", description: "Added." })],
  "move property into": movesInto,
  "move property out": movesOut,
  "open object": ({ path, schema: { additionalProperties } }) =>
    additionalProperties === false ? [set([...path, "additionalProperties"], true)] : [],
  "close object": ({ path, schema: { type, additionalProperties } }) =>
    type === "object" && additionalProperties !== false
      ? [set([...path, "additionalProperties"], false)]
      : [],
  "refer to another schema": ({ path, schema: { $ref } }, { components }) => {
    if ($ref === undefined) return [];
    const flat = Object.keys(components.schemas).filter(
      (name) => !JSON.stringify(components.schemas[name]).includes("$ref"),
    );
    const other = flat[(flat.indexOf(refName($ref)) + 1) % flat.length];
    return [set([...path, "$ref"], `#/components/schemas/${other}`)];
  },
  "change example value": ({ path, schema: { examples = [] } }) =>
    examples.map((_, index) => set([...path, "examples", index], "changed")),
  "add example value": ({ path, schema: { type, examples } }) =>
    type === "string" && examples === undefined ? [set([...path, "examples"], ["added"])] : [],
  "refer to an unknown reading": ({ path, schema }) =>
    (schema["x-readings"] ?? []).map((_, index) => set([...path, "x-readings", index], "unknown")),
  "add default": ({ path, schema: { type } }) =>
    type === "string" ? [set([...path, "default"], "added")] : [],
};

/** Holds the operators that change schemas, each applied to every schema of the contract. */
export const schemaOperators: Record<string, Operator> = Object.fromEntries(
  Object.entries(OPERATORS).map(([name, operator]) => [
    name,
    (contract) => schemaPlaces(contract).flatMap((place) => operator(place, contract)),
  ]),
);

function moveLimits({ path, schema }: SchemaPlace, direction: 1 | -1): Mutation[] {
  return Object.entries(LOOSER)
    .filter(([keyword]) => keyword in schema)
    .map(([keyword, looser]) => {
      const limit = schema[keyword] as number;
      const step = Number.isInteger(limit) ? 1 : limit / 2;
      return set([...path, keyword], limit + looser * direction * step);
    });
}

/** Moves each property of an object into each object beside it. */
function movesInto({ path, schema }: SchemaPlace, contract: Contract): Mutation[] {
  return children(schema, contract).flatMap(({ component, path: child }) =>
    Object.keys(schema.properties ?? {})
      .filter(
        (name) =>
          refName(schema.properties?.[name]?.$ref ?? "") !== child.at(-1) &&
          !(name in (component.properties ?? {})),
      )
      .map((name) => move(name, { path, schema }, { path: child, schema: component })),
  );
}

/** Moves each property of the objects inside an object one level up. */
function movesOut({ path, schema }: SchemaPlace, contract: Contract): Mutation[] {
  return children(schema, contract).flatMap(({ component, path: child }) =>
    Object.keys(component.properties ?? {})
      .filter((name) => !(name in (schema.properties ?? {})))
      .map((name) => move(name, { path: child, schema: component }, { path, schema })),
  );
}

function children({ properties = {} }: Schema, { components }: Contract) {
  return Object.values(properties).flatMap(({ $ref = "" }) => {
    const component = components.schemas[refName($ref)];
    if (component?.properties === undefined) return [];
    return [{ component, path: ["components", "schemas", refName($ref)] }];
  });
}

function move(name: string, from: SchemaPlace, to: SchemaPlace): Mutation {
  const { properties: { [name]: property, ...left } = {}, required = [] } = from.schema;
  const edits: Mutation["edits"] = [
    [[...from.path, "properties"], left],
    [[...to.path, "properties"], { ...to.schema.properties, [name]: property }],
  ];
  if (required.includes(name)) {
    edits.push([[...from.path, "required"], required.filter((other) => other !== name)]);
    edits.push([
      [...to.path, "required"],
      [...(to.schema.required ?? []), name],
    ]);
  }
  return { path: [...from.path, "properties", name], edits };
}
