import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import {
  type Contract,
  endpoints,
  METHODS,
  type Operation,
  type PathItem,
  refName,
  responseMedia,
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
  const findings: Finding[] = [];
  const complain = (at: string, text: string) => findings.push({ at, text });
  if (contract.openapi !== "3.1.0") {
    complain(
      "contract",
      "openapi/openapi.yaml must be OpenAPI 3.1.0; the tools were tried with it.",
    );
  }
  for (const endpoint of endpoints(contract)) {
    const { operation } = endpoint;
    const { operationId, "x-envelope": envelope } = operation;
    const { $ref } = responseMedia(endpoint).schema;
    const properties: Record<string, Schema> =
      contract.components.schemas[refName($ref)]?.properties ?? {};
    for (const part of ["payload", "code", "message"] as const) {
      if (envelope?.[part] === undefined || !(envelope[part] in properties)) {
        complain(
          operationId,
          `openapi/paths/${operationId}.yaml: x-envelope.${part} names no property of the 200 body.`,
        );
      }
    }
    const [tag, ...others] = operation.tags ?? [];
    if (others.length > 0 || !contract.tags.some(({ name }) => name === tag)) {
      complain(
        operationId,
        `openapi/paths/${operationId}.yaml: give it exactly one tag of openapi/openapi.yaml.`,
      );
    }
  }
  for (const { path, schema } of schemaPlaces(contract)) {
    if (schema.enum === undefined || schema.description !== undefined) continue;
    const at = location(contract, path);
    complain(at, `${at}: say in a description what the values of this list are about.`);
  }
  for (const { fact } of uses(contract)) {
    const [, name] = /^components\.schemas\.(\w+)$/.exec(fact) ?? [];
    if (name === undefined) continue;
    const at = `openapi/schemas/${name}.yaml`;
    complain(at, `${at}: no operation uses it. Delete it, or name its page under \`x-page\`.`);
  }
  return findings;
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
