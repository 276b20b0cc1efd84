import { type Contract, endpoints, type Schema } from "./document.js";

/** The keys that lead from the root of the bundle to a place in it. */
export type Path = (string | number)[];

/** A schema, and where it stands in the bundle. */
export interface SchemaPlace {
  path: Path;
  schema: Schema;
}

/** Lists every schema of the contract: components, those of bodies and parameters, and those inside other schemas. */
export function schemaPlaces(contract: Contract): SchemaPlace[] {
  const components = Object.entries(contract.components.schemas).flatMap(([name, schema]) =>
    within(schema, ["components", "schemas", name]),
  );
  return [...components, ...inOperations(contract.paths, ["paths"])];
}

/** Lists the schemas of bodies and parameters. */
function inOperations(node: unknown, path: Path): SchemaPlace[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => {
    const here = [...path, Array.isArray(node) ? Number(key) : key];
    return key === "schema" ? within(child, here) : inOperations(child, here);
  });
}

function within(schema: Schema, path: Path): SchemaPlace[] {
  const { properties = {}, items, additionalProperties } = schema;
  return [
    { path, schema },
    ...Object.entries(properties).flatMap(([name, property]) =>
      within(property, [...path, "properties", name]),
    ),
    ...(items === undefined ? [] : within(items, [...path, "items"])),
    ...(typeof additionalProperties === "object"
      ? within(additionalProperties, [...path, "additionalProperties"])
      : []),
  ];
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

/** Says in which file under `openapi/` a place of the bundle is written, and where in it. */
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
