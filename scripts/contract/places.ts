import {
  type Contract,
  type Endpoint,
  endpoints,
  refName,
  type Schema,
  type Side,
  schemaPages,
} from "./document.js";

/** Keys that lead from the root of the bundle to a place in it. */
export type Path = (string | number)[];

/** Keyword that leads from a schema to the one below it. */
type Step = "$ref" | "properties" | "items" | "additionalProperties";

/** One use of a schema: what is written, where it is written, and what it is about. */
export interface Place {
  /** The schema as it is written, which may be a `$ref`. */
  schema: Schema;
  path: Path;
  /** Id that a fact about this place has: `createOrder.request.amount.value`. */
  fact: string;
  /** The body that it belongs to; nothing for parameters and for pages without an operation. */
  side?: Side | undefined;
  /** Whether the object around it requires it. */
  required: boolean;
  /** The place around it, the keyword that leads from there, and the name of the property. */
  parent?: Place;
  step?: Step;
  name?: string | undefined;
}

/** Lists every use of every schema, from the top of each body downwards. */
export function uses(contract: Contract): Place[] {
  const found: Place[] = [];
  const used = new Set<Schema>();
  const walk = (place: Place): void => {
    found.push(place);
    used.add(place.schema);
    children(contract, place).forEach(walk);
  };
  roots(contract).forEach(walk);
  for (const [name, schema] of Object.entries(contract.components.schemas)) {
    if (used.has(schema)) continue;
    walk({ schema, path: componentPath(name), fact: `components.schemas.${name}`, required: true });
  }
  return found;
}

/** Lists every schema of the contract once, at the first of its uses. */
export function schemaPlaces(contract: Contract): Place[] {
  return [...byPointer(contract).values()];
}

/** Maps the JSON pointer of each schema to the first of its uses. */
export function byPointer(contract: Contract): Map<string, Place> {
  const first = new Map<string, Place>();
  for (const place of uses(contract)) {
    const at = pointer(place.path);
    if (!first.has(at)) first.set(at, place);
  }
  return first;
}

/** Lists the places that no other leads to: bodies, parameters, and pages without an operation. */
function roots(contract: Contract): Place[] {
  const pages = Object.entries(contract.components.schemas).flatMap(([name, schema]): Place[] => {
    const page = schema["x-page"];
    if (page === undefined) return [];
    return [{ schema, path: componentPath(name), fact: page.fact, required: true }];
  });
  return [...endpoints(contract).flatMap(operationRoots), ...pages];
}

function operationRoots({ path: key, method, operation }: Endpoint): Place[] {
  const { operationId, parameters = [], requestBody, responses = {} } = operation;
  const top = ["paths", key, method.toLowerCase()];
  const found: Place[] = [];
  const add = (place: Pick<Place, "path" | "fact" | "side" | "required">, schema?: Schema) => {
    if (schema !== undefined) found.push({ ...place, schema });
  };
  for (const [index, { name, in: location, required = false, schema }] of parameters.entries()) {
    const path = [...top, "parameters", index, "schema"];
    add({ path, fact: `${operationId}.${location}.${name}`, required }, schema);
  }
  for (const [media, { schema }] of Object.entries(requestBody?.content ?? {})) {
    const path = [...top, "requestBody", "content", media, "schema"];
    const required = requestBody?.required === true;
    add({ path, fact: `${operationId}.request`, side: "request", required }, schema);
  }
  for (const [status, { content = {} }] of Object.entries(responses)) {
    const fact = status === "200" ? `${operationId}.response` : `${operationId}.response.${status}`;
    for (const [media, { schema }] of Object.entries(content)) {
      const path = [...top, "responses", status, "content", media, "schema"];
      add({ path, fact, side: "response", required: true }, schema);
    }
  }
  return found;
}

/** Lists the places right below a place: what a `$ref` points at, properties, items, values. */
export function children(contract: Contract, parent: Place): Place[] {
  const { schema, path, fact, side } = parent;
  const { $ref, properties = {}, required = [], items, additionalProperties } = schema;
  const found = Object.entries(properties).map(([name, property]): Place => {
    const here = { path: [...path, "properties", name], fact: `${fact}.${name}` };
    const isRequired = required.includes(name);
    return {
      schema: property,
      ...here,
      side,
      required: isRequired,
      parent,
      step: "properties",
      name,
    };
  });
  const component = $ref === undefined ? undefined : contract.components.schemas[refName($ref)];
  // A schema that contains itself is listed once on each way down.
  if ($ref !== undefined && component !== undefined && !isWithin(parent, component)) {
    const here = { path: componentPath(refName($ref)), fact };
    const { required: isRequired, name } = parent;
    const step = "$ref";
    found.push({ schema: component, ...here, side, required: isRequired, parent, step, name });
  }
  if (items !== undefined) {
    const here = { path: [...path, "items"], fact: `${fact}[]` };
    found.push({ schema: items, ...here, side, required: false, parent, step: "items" });
  }
  if (typeof additionalProperties === "object") {
    const step = "additionalProperties";
    const here = { path: [...path, step], fact: `${fact}.*` };
    found.push({ schema: additionalProperties, ...here, side, required: false, parent, step });
  }
  return found;
}

/** Follows a `$ref` to the place that it points at; any other place stays itself. */
export function target(contract: Contract, place: Place): Place {
  if (place.schema.$ref === undefined) return place;
  const found = children(contract, place).find(({ step }) => step === "$ref");
  if (found === undefined) throw new Error(`There is no component schema ${place.schema.$ref}.`);
  return target(contract, found);
}

/** Returns the first place that has this fact id, behind its `$ref`. */
export function placeOf(contract: Contract, fact: string): Place | undefined {
  const found = uses(contract).find((place) => place.fact === fact);
  return found && target(contract, found);
}

/** Returns the title of the portal page that a fact stands on. */
export function pageOf(contract: Contract, fact: string): string | undefined {
  const id = fact.replace(/[.[].*/, "");
  const operation = endpoints(contract).find(({ operation }) => operation.operationId === id);
  const page = schemaPages(contract).find((page) => page.id === id);
  return operation?.operation["x-page"].title ?? page?.title;
}

/** Lists the values that a body has at a place inside it. */
export function valuesIn(body: unknown, { parent, step, name }: Place): unknown[] {
  if (parent === undefined) return [body];
  const around = valuesIn(body, parent);
  if (step === "$ref") return around;
  if (step === "items") return around.filter(Array.isArray).flat();
  const objects = around.filter((value) => typeof value === "object" && value !== null);
  if (step === "additionalProperties")
    return objects.flatMap((value) => Object.values(value ?? {}));
  return objects.flatMap((value) => {
    const object = value as Record<string, unknown>;
    return Object.hasOwn(object, String(name)) ? [object[String(name)]] : [];
  });
}

/** Lists every value of a document with its path, whatever it is. */
export function* nodes(value: unknown, path: Path = []): Generator<{ path: Path; value: unknown }> {
  yield { path, value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    yield* nodes(child, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** Returns what stands at `path`. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (node, key) => (node as Record<string | number, unknown>)[key],
    document,
  );
}

/** Writes a path as a JSON pointer. */
export function pointer(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Returns the file under `openapi/` that a place of the bundle is written in, and where in it. */
export function location(contract: Contract, path: Path): string {
  const [top, second, third, ...rest] = path;
  if (top === "components" && (second === "schemas" || second === "examples")) {
    return `openapi/${second}/${third}.yaml#${pointer(rest)}`;
  }
  const endpoint =
    top === "paths" ? endpoints(contract).find(({ path: at }) => at === second) : undefined;
  if (endpoint === undefined) return `openapi/openapi.yaml#${pointer(path)}`;
  return `openapi/paths/${endpoint.operation.operationId}.yaml#${pointer(path.slice(2))}`;
}

/** Returns the file under `openapi/` that a place of the bundle is written in. */
export function sourceFile(contract: Contract, path: Path): string {
  return location(contract, path).replace(/#.*/, "");
}

const componentPath = (name: string): Path => ["components", "schemas", name];

function isWithin(place: Place | undefined, schema: Schema): boolean {
  return place !== undefined && (place.schema === schema || isWithin(place.parent, schema));
}
