import { Failure } from "../support/command.js";
import {
  type Contract,
  type Endpoint,
  endpoints,
  only,
  requestMedia,
  responseMedia,
  type Schema,
  type Server,
  schemaName,
} from "../support/contract.js";
import { docComment } from "../support/doc-comment.js";

/** Emits the typed methods over openapi-fetch, with what the contract states of each operation as data. */
export function client(contract: Contract): string {
  const all = endpoints(contract);
  const lists = Object.entries(contract.components.schemas).filter(([, schema]) => schema.enum !== undefined);
  const names = all.flatMap((endpoint) => [requestType(endpoint), responseType(endpoint)]);
  return `import createClient, { type Client } from "openapi-fetch";
import type {
${[...new Set([...names, ...lists.map(([name]) => name)])]
  .sort()
  .map((name) => `  ${name},\n`)
  .join("")}  paths,
} from "./types.js";

// What is reached through \`http\` can be named, too.
export type { Client, ClientMethod, FetchOptions, FetchResponse, Middleware } from "openapi-fetch";

/** Names the version of the contract, \`info.version\` of the OpenAPI document. */
export const CONTRACT_VERSION = ${JSON.stringify(contract.info.version)};

${lists.map(([name, schema]) => list(name, schema)).join("\n")}
/** Holds what the contract states of each operation. */
export const operations = {
${all.map((endpoint) => description(contract, endpoint)).join("")}} as const;

/** Holds the page of the portal that each operation is pinned to. */
export const pages = {
${all.map(({ operation }) => `  ${operation.operationId}: ${literal(operation["x-page"])},\n`).join("")}} as const;

/** Holds the media types of the request and of the 200 answer of each operation. */
export const mediaTypes = {
${all.map((endpoint) => `  ${endpoint.operation.operationId}: ${literal(mediaTypes(endpoint))},\n`).join("")}} as const;

/** Names an operation. */
export type OperationId = keyof typeof operations;

/** Holds the credentials that the operations ask for. */
export interface Credentials<Value> {
${credentials(contract)}}

/** Names a credential that some operation asks for. */
export type CredentialName = keyof Credentials<unknown>;

/** Holds the types of each operation: the request, the 200 body, and the payload inside it. */
export interface OperationTypes {
${all.map(operationTypes).join("")}}

/** Holds what one call may set. Nothing has a default here, the base URL included. */
export interface RawOptions {
  /** Where the request goes; the path of the operation follows. */
  baseUrl: string;
  /** All headers but the content type, credentials included. */
  headers?: Record<string, string>;
  /** Aborts the request. */
  signal?: AbortSignal;
  /** Replaces \`JSON.stringify\`. */
  bodySerializer?: (body: unknown) => string;
  /** Is what \`fetch\` does with a redirect. It follows by default, and takes headers and body along. */
  redirect?: "error" | "follow" | "manual";
  /** Replaces \`fetch\`. */
  fetch?: (request: Request) => Promise<Response>;
}

/** Holds what openapi-fetch makes of an answer: \`data\` for 2xx, \`error\` for everything else. */
export interface RawAnswer<Body> {
  /** The body of a 2xx answer, unchecked. */
  data?: Body;
  /** The body of any other answer; undefined where that is empty. */
  error?: unknown;
  /** The response; its body has been read. */
  response: Response;
}

/** Sends requests as they are given: no check, no credentials, no timeout. */
export interface RawClient {
  /** The openapi-fetch client underneath. */
  readonly http: Client<paths>;
${all.map(methodType).join("")}}

/** Creates the typed methods over openapi-fetch. */
export function createRawClient(): RawClient {
  const http = createClient<paths>();
  return {
    http,
${all.map(method).join("")}  };
}
`;
}

const requestType = (endpoint: Endpoint) => schemaName(requestMedia(endpoint));
const responseType = (endpoint: Endpoint) => schemaName(responseMedia(endpoint));

function mediaTypes({ operation }: Endpoint) {
  const { requestBody, responses } = operation;
  const name = (content: Record<string, unknown>) => Object.keys(content)[0];
  return { request: name(requestBody.content), response: name(only(responses, "response").content) };
}

function list(name: string, schema: Schema): string {
  const variable = `${name.charAt(0).toLowerCase()}${name.slice(1)}${name.endsWith("s") ? "es" : "s"}`;
  const values = (schema.enum ?? []).map((value) => `  ${JSON.stringify(value)},\n`).join("");
  return `/** Lists the values of {@link ${name}}, in the order of the page. */
export const ${variable} = [
${values}] as const satisfies readonly ${name}[];
`;
}

function description(contract: Contract, { path, method, servers, operation }: Endpoint): string {
  const facts = {
    method,
    path,
    envelope: operation["x-envelope"],
    servers: servers.map(serverFacts),
    security: securityHeaders(contract, operation.operationId, operation.security),
  };
  return `  ${operation.operationId}: ${literal(facts)},\n`;
}

function serverFacts({ url, variables = {} }: Server) {
  return { url, variables: Object.keys(variables) };
}

/** Turns the security schemes of an operation into the headers that carry them. */
function securityHeaders(contract: Contract, operationId: string, security: Record<string, string[]>[]) {
  if (security.length > 1) {
    throw new Failure(
      `Failed to generate the client: ${operationId} has alternative security schemes, and the client knows only schemes that are all needed. ` +
        `List them in one item of \`security\` in openapi/paths/${operationId}.yaml, or extend scripts/generators/client.ts.`,
    );
  }
  return Object.keys(security[0] ?? {}).map((credential) => {
    const scheme = contract.components.securitySchemes[credential];
    if (scheme?.type === "apiKey" && scheme.in === "header") return { credential, header: scheme.name, prefix: "" };
    if (scheme?.type === "http" && scheme.scheme === "bearer") {
      return { credential, header: "Authorization", prefix: "Bearer " };
    }
    throw new Failure(
      `Failed to generate the client: the security scheme ${credential} of ${operationId} is neither an API key in a header nor an HTTP bearer token. ` +
        "Correct it in openapi/openapi.yaml, or extend scripts/generators/client.ts.",
    );
  });
}

function credentials(contract: Contract): string {
  return Object.entries(contract.components.securitySchemes)
    .map(([name, { description }]) => `${docComment(description, "  ")}\n  readonly ${name}?: Value | undefined;\n`)
    .join("");
}

function operationTypes(endpoint: Endpoint): string {
  const { operationId, description, "x-envelope": envelope } = endpoint.operation;
  const response = responseType(endpoint);
  return `${docComment(`${description}\n${endpoint.method} ${endpoint.path}`, "  ")}
  ${operationId}: {
    request: ${requestType(endpoint)};
    response: ${response};
    payload: NonNullable<${response}[${JSON.stringify(envelope.payload)}]>;
  };
`;
}

function methodType(endpoint: Endpoint): string {
  const { operationId, summary } = endpoint.operation;
  return `${docComment(`${summary}: ${endpoint.method} ${endpoint.path}.`, "  ")}
  ${operationId}(request: ${requestType(endpoint)}, options: RawOptions): Promise<RawAnswer<${responseType(endpoint)}>>;
`;
}

function method({ path, method: verb, operation }: Endpoint): string {
  return `    ${operation.operationId}: (body, options) => http.${verb}(${JSON.stringify(path)}, { ...options, body }),\n`;
}

/** Writes a value as an indented TypeScript literal. */
function literal(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(/^(\s*)"([A-Za-z]\w*)":/gm, "$1$2:")
    .replaceAll("\n", "\n  ");
}
