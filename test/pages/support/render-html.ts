import type { FactsFile } from "../../../scripts/contract/facts.js";
import { openApiOf } from "./render-openapi.js";

type Json = Record<string, unknown>;

/** Writes a facts file as an HTML page whose data is streamed the way Remix does it. */
export function renderHtml(file: FactsFile): string {
  const document = openApiOf(file) as { paths: Json; components: { schemas: Json } };
  const [path = "", item] = Object.entries(document.paths)[0] as [string, Json];
  const [method = "", operation] = Object.entries(item)[0] as [string, Json];
  const names = Object.keys(document.components.schemas);
  const rename = (value: unknown) =>
    JSON.parse(
      JSON.stringify(value).replace(/#\/components\/schemas\/([^"]+)/g, (_, name) => {
        return `#/definitions/${100 + names.indexOf(decodeURIComponent(name))}`;
      }),
    );
  const definitions = names.map((name, index) => ({
    id: 100 + index,
    name,
    jsonSchema: rename(document.components.schemas[name]),
  }));
  const resource = {
    id: file.endpoint,
    name: file.page,
    path,
    method,
    ...endpoint(file, operation),
  };
  const modified = file.modified && `${file.modified.replace(" ", "T")}.000Z`;
  const docsDataState = {
    docsBaseConfig: { enableLLMs: false },
    resourceData: { data: rename(resource) },
    extraData: {
      dataSchemaDefinitions: definitions,
      apiFieldList: [{ updatedAt: { value: modified, format: "datetime" } }],
    },
    sidebarTree: { sidebarTreeList: [{ apiDetail: { id: 1, name: "Another", path: "/x" } }] },
  };
  return html({ loaderData: { root: { docsDataState } } });
}

function endpoint(file: FactsFile, operation: Json): Json {
  const { parameters, requestBody, responses } = operation as {
    parameters: { in: string }[];
    requestBody?: { content: Record<string, { schema: unknown; example?: unknown }> };
    responses: Record<string, { content: Record<string, { schema: unknown; example?: unknown }> }>;
  };
  const [type, media] = Object.entries(requestBody?.content ?? {})[0] ?? ["none", undefined];
  const list = Object.entries(responses).map(([code, response], index) => ({
    ...{ id: index + 1, code: Number(code), contentType: "json" },
    name: (response as Json)["x-apidog-name"],
    mediaType: Object.keys(response.content)[0],
    jsonSchema: Object.values(response.content)[0]?.schema,
  }));
  const examples = Object.values(responses).map((response, index) => ({
    responseId: index + 1,
    data: JSON.stringify(Object.values(response.content)[0]?.example),
  }));
  const scheme = file.facts[`${file.id}.authorization`]?.scheme;
  return {
    status: operation["x-apidog-status"],
    auth: scheme === undefined ? {} : { type: scheme },
    parameters: Object.fromEntries(
      ["path", "query", "header", "cookie"].map((kind) => [
        kind,
        parameters.filter((parameter) => parameter.in === kind),
      ]),
    ),
    requestBody: {
      ...{ type, parameters: [], jsonSchema: media?.schema },
      example: media?.example === undefined ? "" : JSON.stringify(media.example),
    },
    responses: list,
    responseExamples: examples.filter(({ data }) => data !== undefined),
  };
}

/** Writes HTML around a value, streamed in two chunks. */
export function html(value: unknown): string {
  const text = `${JSON.stringify(flatten(value))}\n`;
  const half = Math.floor(text.length / 2);
  const chunks = [text.slice(0, half), text.slice(half), 'P1:["later"]\n'];
  const calls = chunks.map((chunk) => {
    return `window.__remixContext.streamController.enqueue(${JSON.stringify(chunk)});`;
  });
  return `<!DOCTYPE html>\n<html><body>\n<script>\n${calls.join("\n")}</script></body></html>`;
}

/** Flattens a value into the array in which indexes stand for values. */
function flatten(value: unknown): unknown[] {
  const values: unknown[] = [];
  const put = (node: unknown): number => {
    if (node === null) return -5;
    if (node === undefined) return -7;
    const index = values.push(node) - 1;
    if (Array.isArray(node)) values[index] = node.map(put);
    else if (typeof node === "object") {
      values[index] = Object.fromEntries(
        Object.entries(node).map(([key, child]) => [`_${put(key)}`, put(child)]),
      );
    }
    return index;
  };
  put(value);
  return values;
}
