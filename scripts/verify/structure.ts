import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Contract, endpoints, only, refName, type Schema } from "../contract/document.js";
import { location, schemaPlaces } from "../contract/places.js";
import type { Finding } from "./statements.js";

const KEY_ORDER = [
  "operationId",
  "summary",
  "description",
  "tags",
  "x-page",
  "x-envelope",
  "x-readings",
  "security",
  "requestBody",
  "responses",
];

/** Checks what no lint rule sees: the dialect, the envelopes, the tags, and that lists are explained. */
export function checkDocument(contract: Contract): Finding[] {
  const findings: Finding[] = [];
  const complain = (at: string, text: string) => findings.push({ at, text });
  const dialect = "https://json-schema.org/draft/2020-12/schema";
  if (contract.openapi !== "3.1.0" || contract.jsonSchemaDialect !== dialect) {
    complain(
      "contract",
      `openapi/openapi.yaml must be OpenAPI 3.1.0 with the dialect ${dialect}; Prism drops keywords without it.`,
    );
  }
  for (const { operation } of endpoints(contract)) {
    const { operationId, "x-envelope": envelope } = operation;
    const { $ref } = only(only(operation.responses, "response").content, "media type").schema;
    const members: Record<string, Schema> =
      contract.components.schemas[refName($ref)]?.properties ?? {};
    for (const part of ["payload", "code", "message"] as const) {
      if (envelope?.[part] === undefined || !(envelope[part] in members)) {
        complain(
          operationId,
          `openapi/paths/${operationId}.yaml: x-envelope.${part} names no member of the 200 body.`,
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
  return findings;
}

/** Checks the files of the operations: names that fit, and the same key order in each. */
export function checkPathFiles(root: string): Finding[] {
  const findings: Finding[] = [];
  const folder = join(root, "openapi/paths");
  for (const file of readdirSync(folder)) {
    const at = `openapi/paths/${file}`;
    const { post } = parse(readFileSync(join(folder, file), "utf8")) as {
      post: { operationId: string };
    };
    if (file !== `${post.operationId}.yaml`) {
      const text = `${at} holds the operation ${post.operationId}: name it openapi/paths/${post.operationId}.yaml.`;
      findings.push({ at, text });
    }
    const keys = Object.keys(post);
    const order = KEY_ORDER.filter((key) => keys.includes(key));
    if (String(keys) !== String(order)) {
      findings.push({
        at,
        text: `${at}: the keys of an operation stand in this order: ${KEY_ORDER.join(", ")}.`,
      });
    }
  }
  return findings;
}
