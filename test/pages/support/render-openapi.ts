import { stringify } from "yaml";
import type { FactsFile } from "../../../scripts/contract/facts.js";

type Json = Record<string, unknown>;

/** Writes a facts file as an OpenAPI document of one operation, as Apidog exports it. */
export function openApiOf(file: FactsFile): Json {
  const { id, facts, page, state, endpoint } = file;
  const { method, path } = facts[id] as { method: string; path: string };
  const schemas: Json = {};
  const authorization = facts[`${id}.authorization`];
  const request = facts[`${id}.request`];
  const responses = Object.entries(facts).filter(([, fact]) => "status" in fact);
  const operation = {
    summary: page,
    deprecated: false,
    description: "",
    tags: [],
    parameters: ["path", "query", "header", "cookie"].flatMap((kind) => parameters(file, kind)),
    ...(request
      ? { requestBody: { content: content(file, ".request", schemas), required: true } }
      : {}),
    responses: Object.fromEntries(
      responses.map(([at, { status, label }]) => [
        status,
        {
          description: "",
          content: content(file, at.slice(id.length), schemas),
          headers: {},
          "x-apidog-name": label,
        },
      ]),
    ),
    security: authorization ? [{ bearer: [], "x-apidog": { required: true } }] : [],
    "x-apidog-status": state?.toLowerCase() ?? "released",
    ...(endpoint === undefined
      ? {}
      : { "x-run-in-apidog": `https://app.example/web/project/1/apis/api-${endpoint}-run` }),
  };
  return {
    openapi: "3.0.1",
    info: { title: "", description: "", version: "1.0.0" },
    paths: { [path]: { [method.toLowerCase()]: operation } },
    components: {
      schemas,
      securitySchemes: authorization
        ? { bearer: { type: authorization.scheme, scheme: authorization.scheme } }
        : {},
    },
    servers: [],
    security: [],
  };
}

/** Writes a facts file as the Markdown that Apidog serves. */
export function renderMarkdown(file: FactsFile): string {
  if (file.facts[file.id] === undefined) return guide(file);
  const yaml = stringify(openApiOf(file), { aliasDuplicateObjects: true });
  return `# ${file.page}\n\n## OpenAPI Specification\n\n\`\`\`yaml\n${yaml}\n\`\`\`\n`;
}

function guide({ id, page, facts }: FactsFile): string {
  const rows = Object.keys(facts).filter((at) => at.startsWith(`${id}.status.`));
  const table = rows.map((at) => `| ${at.split(".").at(-1)} | Something happened |`);
  return [
    `# ${page}`,
    "",
    "## Statuses",
    "| Status | Description |",
    "| --- | --- |",
    ...table,
  ].join("\n");
}

function parameters(file: FactsFile, kind: string): Json[] {
  return childrenOf(file, `${file.id}.${kind}`).map((at) => {
    const { required, example, ...fact } = file.facts[at] as Json;
    const name = at.slice(`${file.id}.${kind}.`.length);
    const schema = schemaAt(file, at, fact, {});
    return { name, in: kind, description: "", required, example: example ?? "", schema };
  });
}

function content(file: FactsFile, part: string, schemas: Json): Json {
  const at = `${file.id}${part}`;
  const example = file.examples?.[at];
  const media = {
    schema: objectAt(file, at, schemas),
    ...(example === undefined ? {} : { example }),
  };
  return { [String(file.facts[at]?.mediaType)]: media };
}

/** Writes the properties below a place. */
function objectAt(file: FactsFile, at: string, schemas: Json): Json {
  const children = childrenOf(file, at);
  const named = children.filter((child) => !child.endsWith(".*"));
  const additional = children.find((child) => child.endsWith(".*"));
  const entries = named.map((child) => [
    child.slice(at.length + 1),
    schemaAt(file, child, file.facts[child] as Json, schemas),
  ]);
  const required = named.filter((child) => file.facts[child]?.required === true);
  return {
    type: "object",
    properties: Object.fromEntries(entries),
    required: required.map((child) => child.slice(at.length + 1)),
    "x-apidog-orders": named.map((child) => child.slice(at.length + 1)),
    ...(additional === undefined
      ? {}
      : {
          additionalProperties: schemaAt(file, additional, file.facts[additional] as Json, schemas),
        }),
  };
}

function schemaAt(file: FactsFile, at: string, fact: Json, schemas: Json): Json {
  const { required, schemaName, itemType, propertyCount, listedValues, ...keywords } = fact;
  const lists = Array.isArray(listedValues) ? [listedValues.join(" , ")] : [];
  const words = [keywords.description, ...lists].filter(Boolean).join("\n");
  let schema: Json = { ...keywords, description: words };
  if (fact.type === "array") {
    const items = itemType === "object" ? objectAt(file, `${at}[]`, schemas) : { type: itemType };
    schema.items = { ...items, ...file.facts[`${at}[]`] };
  } else if (fact.type === "object") {
    schema = { ...objectAt(file, at, schemas), ...schema };
  }
  if (schemaName === undefined) return schema;
  schemas[String(schemaName)] = schema;
  return { $ref: `#/components/schemas/${encodeURIComponent(String(schemaName))}` };
}

/** Lists the rows directly below a place. */
function childrenOf({ facts }: FactsFile, at: string): string[] {
  return Object.keys(facts).filter((child) => {
    const name = child.startsWith(`${at}.`) ? child.slice(at.length + 1) : "";
    return name !== "" && !/[.[]/.test(name) && "required" in (facts[child] as Json);
  });
}
