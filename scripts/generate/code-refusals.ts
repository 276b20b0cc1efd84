import { LIMITS } from "../../src/check.js";
import {
  type Contract,
  endpoints,
  requestMedia,
  responseMedia,
  type Schema,
} from "../contract/document.js";
import { KEYWORDS } from "../contract/keywords.js";
import { children, location, schemaPlaces } from "../contract/places.js";

/** Names that generated code has besides those of schemas: two of a name would not compile. */
const TAKEN_TYPES = new Set([
  ...["CredentialName", "Credentials", "OperationId", "OperationTypes", "Frozen"],
  ...["Client", "RawClient", "RawOptions", "RawResult", "NonNullable", "PlainStrings", "Record"],
]);
const TAKEN_CONSTANTS = ["examples", "fixtures", "mediaTypes", "operations", "pages", "validators"];

/**
 * Returns the name of the constant that lists the values of a schema: `orderStatuses` for
 * `OrderStatus`.
 */
export function constantName(schema: string): string {
  const plural = schema.endsWith("s") ? "es" : "s";
  return `${schema.charAt(0).toLowerCase()}${schema.slice(1)}${plural}`;
}

/**
 * Lists what generated code cannot express: operations of another shape, and names that it has
 * already.
 */
export function codeRefusals(contract: Contract): string[] {
  const { schemas } = contract.components;
  const lists = Object.keys(schemas).filter((name) => schemas[name]?.enum !== undefined);
  return [
    ...refuseShapes(contract),
    ...refuseIds(contract),
    ...Object.keys(schemas).flatMap(refuseSchema),
    ...refuseLists(lists),
    ...refuseUnchecked(contract),
    ...refuseCircles(contract),
  ];
}

/** The client sends one JSON body with every call, and expects one of the only response. */
function refuseShapes(contract: Contract): string[] {
  return endpoints(contract).flatMap((endpoint) => {
    const { operationId } = endpoint.operation;
    try {
      requestMedia(endpoint);
      responseMedia(endpoint);
      return [];
    } catch (error) {
      const why = (error as Error).message.replace(/\.$/, "");
      const way = "Extend scripts/generate/ and src/ first";
      return [`openapi/paths/${operationId}.yaml:1:1: refuses ${operationId}: ${why}. ${way}.`];
    }
  });
}

function refuseIds(contract: Contract): string[] {
  const seen = new Map<string, string>();
  return endpoints(contract).flatMap(({ path, method, operation: { operationId } }) => {
    const first = seen.get(operationId);
    seen.set(operationId, `${method} ${path}`);
    if (first === undefined) return [];
    const why = `${first} has it already`;
    return [`openapi/paths/: refuses operationId ${operationId} of ${method} ${path}: ${why}.`];
  });
}

function refuseSchema(name: string): string[] {
  const isFree = !TAKEN_TYPES.has(name) && !(name in globalThis);
  // An open list gets a second type: KnownOrderStatus for OrderStatus.
  if (/^(?!Known[A-Z])[A-Z][A-Za-z0-9]*$/.test(name) && isFree) return [];
  const why = "generated code needs a name in PascalCase that nothing else has, say OrderStatus";
  return [`openapi/schemas/${name}.yaml:1:1: refuses the schema ${name}: ${why}.`];
}

function refuseLists(names: string[]): string[] {
  const seen = new Map(TAKEN_CONSTANTS.map((constant) => [constant, "generated code"]));
  return names.flatMap((name) => {
    const constant = constantName(name);
    const first = seen.get(constant);
    seen.set(constant, name);
    if (first === undefined) return [];
    const why = `its list would be called ${constant}, and ${first} has that name already`;
    return [`openapi/schemas/${name}.yaml:1:1: refuses the schema ${name}: ${why}.`];
  });
}

/** Keywords whose value the client follows, whatever it is. */
const FOLLOWED = ["$ref", "type", "required", "properties", "additionalProperties", "items"];

/** Keywords that the client does not check with every value that they can have. */
const CHECKED: Record<string, (value: never, schema: Schema) => boolean> = {
  format: (format: string) => format === "int32",
  enum: (values: unknown[]) => values.every((value) => typeof value !== "object"),
  uniqueItems: (_, { items }) => /^(string|number|integer)$/.test(String(items?.type)),
};

/** What src/check.ts does not know, it would let pass. */
function refuseUnchecked(contract: Contract): string[] {
  return schemaPlaces(contract).flatMap(({ path, schema }) =>
    Object.entries(KEYWORDS)
      .filter(([name, { role }]) => role !== "note" && Object.hasOwn(schema, name))
      .filter(([name]) => !isChecked(name, schema))
      .map(([name]) => {
        const why = `the client does not check ${name} ${JSON.stringify(schema[name])}`;
        return `${location(contract, path)}: ${why}. Extend LIMITS in src/check.ts first.`;
      }),
  );
}

/** Returns whether the client checks a keyword with the value that it has in a schema. */
export function isChecked(name: string, schema: Schema): boolean {
  const isKnown = FOLLOWED.includes(name) || Object.hasOwn(LIMITS, name);
  return isKnown && (CHECKED[name]?.(schema[name] as never, schema) ?? true);
}

/** Each `$ref` is written out, for which a schema that contains itself has no end. */
function refuseCircles(contract: Contract): string[] {
  return schemaPlaces(contract)
    .filter((place) => place.schema.$ref !== undefined && children(contract, place).length === 0)
    .map(({ path }) => `${location(contract, path)}: refuses a schema that contains itself.`);
}
