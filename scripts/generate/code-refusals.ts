import { type Contract, endpoints, requestMedia, responseMedia } from "../contract/document.js";

/** Names that generated code has besides those of schemas: two of a name would not compile. */
const TAKEN_TYPES = new Set([
  ...["CredentialName", "Credentials", "OperationId", "OperationTypes", "Frozen"],
  ...["Client", "RawClient", "RawOptions", "RawResult", "SchemaError", "SchemaValidator"],
  ...["NonNullable", "PlainStrings", "Record"],
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
