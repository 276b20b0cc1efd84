import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Contract, endpoints, only, refName, type Schema } from "../../scripts/support/contract.js";
import type { Finding } from "./facets.js";

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

/** Checks what no lint rule sees: the dialect, the envelopes, and that every security scheme is in use. */
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
  const used = new Set<string>();
  for (const { operation } of endpoints(contract)) {
    const { operationId, security = [], "x-envelope": envelope } = operation;
    for (const name of security.flatMap((item) => Object.keys(item))) used.add(name);
    const { $ref } = only(only(operation.responses, "response").content, "media type").schema;
    const members: Record<string, Schema> = contract.components.schemas[refName($ref)]?.properties ?? {};
    for (const part of ["payload", "code", "message"] as const) {
      if (envelope?.[part] === undefined || !(envelope[part] in members)) {
        complain(operationId, `openapi/paths/${operationId}.yaml: x-envelope.${part} names no member of the 200 body.`);
      }
    }
    if (operation.tags?.length !== 1)
      complain(operationId, `openapi/paths/${operationId}.yaml: give it exactly one tag.`);
  }
  for (const name of Object.keys(contract.components.securitySchemes)) {
    if (!used.has(name)) complain("contract", `openapi/openapi.yaml: no operation uses the security scheme ${name}.`);
  }
  return findings;
}

/** Checks the folder: no file that nothing refers to, names that fit, and the same key order in every operation. */
export function checkFolder(root: string): Finding[] {
  const findings: Finding[] = [];
  const folder = join(root, "openapi");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.replaceAll("\\", "/"));
  const referred = new Set(["openapi.yaml", "readings.yaml"]);
  for (const file of files) {
    const text = readFileSync(join(folder, file), "utf8");
    for (const [, ref = ""] of text.matchAll(/\$ref:\s*['"]?([^'"\s]+)/g)) {
      referred.add(join(file, "..", ref).replaceAll("\\", "/"));
    }
    if (!file.startsWith("paths/")) continue;
    const { post } = parse(text) as { post: { operationId: string } };
    if (file !== `paths/${post.operationId}.yaml`) {
      findings.push({
        at: file,
        text: `openapi/${file} holds the operation ${post.operationId}: name it openapi/paths/${post.operationId}.yaml.`,
      });
    }
    const keys = Object.keys(post);
    const order = KEY_ORDER.filter((key) => keys.includes(key));
    if (String(keys) !== String(order)) {
      findings.push({
        at: file,
        text: `openapi/${file}: the keys of an operation stand in this order: ${KEY_ORDER.join(", ")}.`,
      });
    }
  }
  for (const file of files) {
    if (!referred.has(file)) {
      findings.push({ at: file, text: `openapi/${file} is referred to from nowhere. Refer to it, or delete it.` });
    }
  }
  return findings;
}
