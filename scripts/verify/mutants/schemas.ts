import { type Contract, refName, type Schema } from "../../contract/document.js";
import { KEYWORDS, keyword } from "../../contract/keywords.js";
import { type Place, schemaPlaces } from "../../contract/places.js";
import { type Mutation, type Operator, rename, set } from "./mutant.js";

type SchemaOperator = (place: Place, contract: Contract) => Mutation[];

/** Kinds of change that the table of keywords knows, one operator each. */
const KINDS = new Set(
  Object.values(KEYWORDS).flatMap(({ mutations = {} }) => Object.keys(mutations)),
);

const OPERATORS: Record<string, SchemaOperator> = {
  ...Object.fromEntries([...KINDS].map((kind) => [kind, (place) => changes(kind, place)])),
  "add limit": ({ path, schema }) =>
    Object.entries(KEYWORDS)
      .filter(([name]) => !(name in schema))
      .flatMap(([name, { additions = {} }]) => {
        const added = additions[schema.type ?? ""];
        return added === undefined ? [] : [set([...path, name], added)];
      }),
  "add a keyword that has no place here": ({ path, schema: { type = "" } }) =>
    Object.entries(FOREIGN[type] ?? {}).map(([name, value]) => set([...path, name], value)),
  "add required": ({ path, schema: { properties = {}, required = [] } }) =>
    Object.keys(properties)
      .filter((name) => !required.includes(name))
      .map((name) => set([...path, "required"], [...required, name])),
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
  "refer to another schema": ({ path, schema: { $ref } }, { components }) => {
    if ($ref === undefined) return [];
    const flat = Object.keys(components.schemas).filter(
      (name) => !JSON.stringify(components.schemas[name]).includes("$ref"),
    );
    const other = flat[(flat.indexOf(refName($ref)) + 1) % flat.length];
    return [set([...path, "$ref"], `#/components/schemas/${other}`)];
  },
  "constrain beside a reference": ({ path, schema: { $ref } }) =>
    $ref === undefined ? [] : [set([...path, "minProperties"], 1)],
  "change example value": ({ path, schema: { examples = [] } }) =>
    examples.map((_, index) => set([...path, "examples", index], "changed")),
  "add example value": ({ path, schema: { type, examples } }) =>
    type === "string" && examples === undefined ? [set([...path, "examples"], ["added"])] : [],
  "refer to an unknown reading": ({ path, schema }) =>
    (schema["x-readings"] ?? []).map((_, index) => set([...path, "x-readings", index], "unknown")),
  "change the page of a schema": ({ path, schema }) =>
    Object.keys(schema["x-page"] ?? {}).map((key) => set([...path, "x-page", key], "changed")),
};

const FOREIGN: Record<string, Schema> = {
  string: { default: "added", const: "added" },
  number: { multipleOf: 0.01 },
  integer: { multipleOf: 1 },
  array: { minContains: 1 },
  object: { minProperty: 1 },
};

/** Operators that change schemas, each applied to every schema of the contract. */
export const schemaOperators: Record<string, Operator> = Object.fromEntries(
  Object.entries(OPERATORS).map(([name, operator]) => [
    name,
    (contract) => schemaPlaces(contract).flatMap((place) => operator(place, contract)),
  ]),
);

/** Lists the changes of one kind that the table knows for the keywords of a schema. */
function changes(kind: string, { path, schema }: Place): Mutation[] {
  return Object.entries(schema).flatMap(([name, value]) => {
    const other = keyword(name).mutations?.[kind]?.(value as never, schema) ?? [];
    return other.map((changed) => set([...path, name], changed));
  });
}

type ObjectPlace = Pick<Place, "path" | "schema">;

/** Moves each property of an object into each object beside it. */
function movesInto(place: Place, contract: Contract): Mutation[] {
  return objectsBelow(place.schema, contract).flatMap((child) =>
    Object.keys(place.schema.properties ?? {})
      .filter(
        (name) =>
          refName(place.schema.properties?.[name]?.$ref ?? "") !== child.path.at(-1) &&
          !(name in (child.schema.properties ?? {})),
      )
      .map((name) => move(name, place, child)),
  );
}

/** Moves each property of the objects inside an object one level up. */
function movesOut(place: Place, contract: Contract): Mutation[] {
  return objectsBelow(place.schema, contract).flatMap((child) =>
    Object.keys(child.schema.properties ?? {})
      .filter((name) => !(name in (place.schema.properties ?? {})))
      .map((name) => move(name, child, place)),
  );
}

function objectsBelow({ properties = {} }: Schema, { components }: Contract): ObjectPlace[] {
  return Object.values(properties).flatMap(({ $ref = "" }) => {
    const schema = components.schemas[refName($ref)];
    if (schema?.properties === undefined) return [];
    return [{ schema, path: ["components", "schemas", refName($ref)] }];
  });
}

function move(name: string, from: ObjectPlace, to: ObjectPlace): Mutation {
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
