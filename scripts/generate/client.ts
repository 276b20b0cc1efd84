import {
  type Contract,
  type Endpoint,
  endpoints,
  requestType,
  responseType,
} from "../contract/document.js";
import { docComment } from "./doc-comment.js";

/** Emits the thin client: one typed method per operation over openapi-fetch. */
export function client(contract: Contract): string {
  const all = endpoints(contract);
  const names = all.flatMap((endpoint) => [requestType(endpoint), responseType(endpoint)]);
  return `import createClient, { type Client } from "openapi-fetch";
import type { RawOptions, RawResult } from "../src/raw.js";
import type {
${[...new Set(names), "paths"]
  .sort()
  .map((name) => `  ${name},\n`)
  .join("")}} from "./types.js";

/**
 * Thin client: sends requests as they are given, without a check, credentials or a timeout. No
 * redirect is followed unless that is asked for.
 */
export interface RawClient {
  /** The openapi-fetch client underneath. Lists of values that may grow are \`string\` there. */
  readonly http: Client<paths>;
${all.map(methodType).join("")}}

/**
 * Creates the thin client.
 *
 * @returns One method per operation, which sends a request as it is given.
 * @example
 * \`\`\`ts
 * const { data, error } = await createRawClient().${all[0]?.operation.operationId}(request, {
 *   baseUrl: "https://host.example",
 * });
 * \`\`\`
 */
export function createRawClient(): RawClient {
  const http = createClient<paths>({ redirect: "manual" });
  return {
    http,
${all.map(method).join("")}  };
}

/** Keeps an undefined \`redirect\` from being the "follow" of the platform. */
function init({ redirect = "manual", ...options }: RawOptions) {
  return { ...options, redirect };
}
`;
}

function methodType(endpoint: Endpoint): string {
  const { operationId, summary } = endpoint.operation;
  return `${docComment(`${summary}: ${endpoint.method} ${endpoint.path}.`, "  ")}
  ${operationId}(
    request: ${requestType(endpoint)},
    options: RawOptions,
  ): Promise<RawResult<${responseType(endpoint)}>>;
`;
}

function method({ path, method: verb, operation }: Endpoint): string {
  return `    ${operation.operationId}: (body, options) =>
      http.${verb}(${JSON.stringify(path)}, { ...init(options), body }),
`;
}
