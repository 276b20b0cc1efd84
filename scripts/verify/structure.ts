import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import {
  type Contract,
  type Endpoint,
  endpoints,
  METHODS,
  type Operation,
  type PathItem,
  responseType,
  type Schema,
} from "../contract/document.js";
import { location, schemaPlaces, uses } from "../contract/places.js";
import type { Finding } from "../contract/statements.js";

const KEY_ORDER = [
  "operationId",
  "summary",
  "description",
  "tags",
  "x-page",
  "x-envelope",
  "x-readings",
  "security",
  "parameters",
  "requestBody",
  "responses",
];

/**
 * Checks what no lint rule sees: the version, the envelopes, the tags, and that lists are
 * explained.
 */
export function checkDocument(contract: Contract): Finding[] {
  return [
    ...checkVersion(contract),
    ...endpoints(contract).flatMap((endpoint) => [
      ...checkEnvelope(contract, endpoint),
      ...checkTag(contract, endpoint),
    ]),
    ...checkLists(contract),
    ...checkUnused(contract),
  ];
}

function checkVersion({ openapi }: Contract): Finding[] {
  if (openapi === "3.1.0") return [];
  const text = "openapi/openapi.yaml must be OpenAPI 3.1.0; the tools were tried with it.";
  return [{ at: "contract", text }];
}

function checkEnvelope({ components }: Contract, endpoint: Endpoint): Finding[] {
  const { operationId, "x-envelope": envelope } = endpoint.operation;
  const properties: Record<string, Schema> =
    components.schemas[responseType(endpoint)]?.properties ?? {};
  return (["payload", "code", "message"] as const)
    .filter((part) => envelope?.[part] === undefined || !(envelope[part] in properties))
    .map((part) => ({
      at: operationId,
      text: `openapi/paths/${operationId}.yaml: x-envelope.${part} names no property of the 200 body.`,
    }));
}

function checkTag({ tags }: Contract, { operation }: Endpoint): Finding[] {
  const [tag, ...others] = operation.tags ?? [];
  if (others.length === 0 && tags.some(({ name }) => name === tag)) return [];
  const at = operation.operationId;
  const text = `openapi/paths/${at}.yaml: give it exactly one tag of openapi/openapi.yaml.`;
  return [{ at, text }];
}

function checkLists(contract: Contract): Finding[] {
  return schemaPlaces(contract)
    .filter(({ schema }) => schema.enum !== undefined && schema.description === undefined)
    .map(({ path }) => {
      const at = location(contract, path);
      return { at, text: `${at}: say in a description what the values of this list are about.` };
    });
}

function checkUnused(contract: Contract): Finding[] {
  return uses(contract).flatMap(({ fact }) => {
    const [, name] = /^components\.schemas\.(\w+)$/.exec(fact) ?? [];
    if (name === undefined) return [];
    const at = `openapi/schemas/${name}.yaml`;
    const text = `${at}: no operation uses it. Delete it, or name its page under \`x-page\`.`;
    return [{ at, text }];
  });
}

/** Checks the files of the operations: names that fit, and the same key order in each. */
export function checkPathFiles(root: string): Finding[] {
  const findings: Finding[] = [];
  const folder = join(root, "openapi/paths");
  for (const file of readdirSync(folder)) {
    const at = `openapi/paths/${file}`;
    const item = parse(readFileSync(join(folder, file), "utf8")) as PathItem;
    for (const method of METHODS) {
      if (item[method] !== undefined) findings.push(...checkPathFile(at, item[method]));
    }
  }
  return findings;
}

function checkPathFile(at: string, operation: Operation): Finding[] {
  const findings: Finding[] = [];
  const { operationId } = operation;
  const expected = `openapi/paths/${operationId}.yaml`;
  if (at !== expected) {
    findings.push({
      at,
      text: `${at} describes the operation ${operationId}: name it ${expected}.`,
    });
  }
  const keys = Object.keys(operation);
  const order = KEY_ORDER.filter((key) => keys.includes(key));
  if (String(keys) !== String(order)) {
    const text = `${at}: the keys of an operation stand in this order: ${KEY_ORDER.join(", ")}.`;
    findings.push({ at, text });
  }
  return findings;
}
