import type { Contract } from "../../contract/document.js";
import { type Path, pointer } from "../../contract/places.js";
import { drop, type Mutation, type Operator } from "./mutant.js";

/** What one entry of a map or of a list is called. */
const ENTRY: Record<string, string> = {
  paths: "path",
  servers: "server",
  variables: "server variable",
  security: "security alternative",
  content: "media type",
  responses: "response",
  examples: "example",
  schemas: "schema",
  securitySchemes: "security scheme",
  properties: "property",
  required: "required",
  enum: "enum value",
  tags: "tag",
  "x-page": "part of x-page",
  "x-envelope": "part of x-envelope",
  "x-enumDescriptions": "meaning of an enum value",
};

/** Makes one operator for each kind of thing in the contract, which drops each of them in turn. */
export function dropOperators(contract: Contract): Record<string, Operator> {
  const { openapi, info, tags, components, ...rest } = contract;
  const kinds = new Map<string, Mutation[]>();
  for (const path of places({ ...rest, components }, [])) {
    const key = path.at(-3) === "security" ? "security requirement" : String(path.at(-1));
    const kind = `drop ${ENTRY[String(path.at(-2))] ?? key}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), drop(path)]);
  }
  return Object.fromEntries([...kinds].map(([kind, mutations]) => [kind, () => mutations]));
}

function* places(node: unknown, path: Path): Generator<Path> {
  if (typeof node !== "object" || node === null) return;
  for (const key of Object.keys(node)) {
    const here = [...path, Array.isArray(node) ? Number(key) : key];
    if (isForPeople(node as Record<string, unknown>, key, path)) continue;
    yield here;
    // The values of examples are for the operators in documents.ts.
    if (pointer(path) !== "/components/examples")
      yield* places((node as Record<string, unknown>)[key], here);
  }
}

/**
 * Returns whether only people read what stands there. A house rule of redocly.yaml asks for
 * descriptions and summaries, and preflight.test.ts tries that. A reading may be named at several
 * places; an operator in documents.ts drops it from all of them.
 */
function isForPeople(node: Record<string, unknown>, key: string, path: Path): boolean {
  if (path.at(-1) === "properties") return false;
  if (key === "x-readings") return true;
  return (
    (key === "description" || key === "summary") &&
    node.enum === undefined &&
    path.at(-2) !== "responses"
  );
}
