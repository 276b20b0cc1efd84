import {
  type Contract,
  credentialHeader,
  type Endpoint,
  endpoints,
  only,
  requestType,
  responseType,
  type Schema,
  type Server,
} from "../contract/document.js";
import { Failure } from "../tools/command.js";
import { constantName } from "./code-refusals.js";
import { docComment } from "./doc-comment.js";
import { openLists } from "./open-lists.js";

/** Emits what the contract states of each operation, as data and as types. */
export function operations(contract: Contract): string {
  const all = endpoints(contract);
  const lists = Object.entries(contract.components.schemas).filter(
    ([, schema]) => schema.enum !== undefined,
  );
  const open = openLists(contract);
  const names = all.flatMap((endpoint) => [requestType(endpoint), responseType(endpoint)]);
  return `import type {
${[...new Set([...names, ...lists.map(([name]) => name)])]
  .sort()
  .map((name) => `  ${name},\n`)
  .join("")}} from "./types.js";

/** Freezes data at every depth: a change of it would change what every client sends. */
function freeze<Value extends object>(value: Value): Value {
  for (const child of Object.values(value)) if (typeof child === "object") freeze(child);
  return Object.freeze(value);
}

/** Version of the contract: \`info.version\` of the OpenAPI document. */
export const CONTRACT_VERSION = ${JSON.stringify(contract.info.version)};

${lists.map(([name, schema]) => list(name, schema, open)).join("\n")}
/** What the contract states of each operation. */
export const operations = /* @__PURE__ */ freeze({
${all.map((endpoint) => description(contract, endpoint)).join("")}} as const);

/** Page of the portal that each operation is pinned to. */
export const pages = /* @__PURE__ */ freeze({
${all.map((endpoint) => entry(endpoint, endpoint.operation["x-page"])).join("")}} as const);

/** Media types of the request and of the 200 response of each operation. */
export const mediaTypes = /* @__PURE__ */ freeze({
${all.map((endpoint) => entry(endpoint, mediaTypes(endpoint))).join("")}} as const);

/** Name of an operation. */
export type OperationId = keyof typeof operations;

/** Names of all operations. */
export const operationIds = /* @__PURE__ */ Object.keys(operations) as readonly OperationId[];

/** Credentials that the operations ask for. */
export interface Credentials<Value> {
${credentials(contract)}}

/** Name of a credential that some operation asks for. */
export type CredentialName = keyof Credentials<unknown>;

/** Types of each operation: the request, the 200 body, and the payload inside it. */
export interface OperationTypes {
${all.map(operationTypes).join("")}}
`;
}

function mediaTypes({ operation }: Endpoint) {
  const { requestBody, responses } = operation;
  const name = (content: Record<string, unknown>) => Object.keys(content)[0];
  return {
    request: name(requestBody?.content ?? {}),
    response: name(only(responses, "response").content),
  };
}

function list(name: string, schema: Schema, open: Set<string>): string {
  const values = (schema.enum ?? []).map((value) => `  ${JSON.stringify(value)},\n`).join("");
  const known = `
/** Value of {@link ${name}} that the page lists. */
export type Known${name} = (typeof ${constantName(name)})[number];
`;
  return `/** Values of {@link ${name}}, in the order of the page. */
export const ${constantName(name)} = /* @__PURE__ */ freeze([
${values}] as const satisfies readonly ${name}[]);
${open.has(`/components/schemas/${name}`) ? known : ""}`;
}

function description(contract: Contract, endpoint: Endpoint): string {
  const { path, method, servers, operation } = endpoint;
  return entry(endpoint, {
    method,
    path,
    envelope: operation["x-envelope"],
    servers: servers.map(serverFacts),
    security: securityHeaders(contract, operation.operationId, operation.security),
  });
}

function entry({ operation }: Endpoint, data: object): string {
  return `  ${operation.operationId}: ${literal(data)},\n`;
}

function serverFacts({ url, variables = {} }: Server) {
  return { url, variables: Object.keys(variables) };
}

/** Turns the security schemes of an operation into the headers that carry them. */
function securityHeaders(
  contract: Contract,
  operationId: string,
  security: Record<string, string[]>[],
) {
  if (security.length > 1) {
    throw new Failure(
      `Failed to generate the operations: ${operationId} has alternative security schemes, ` +
        "and the client knows only schemes that are all needed. " +
        `List them in one item of \`security\` in openapi/paths/${operationId}.yaml, ` +
        "or extend scripts/generate/operations.ts.",
    );
  }
  return Object.keys(security[0] ?? {}).map((credential) => {
    try {
      return { credential, ...credentialHeader(contract, credential) };
    } catch (cause) {
      const why = (cause as Error).message;
      throw new Failure(`Failed to generate the operation ${operationId}. ${why}`);
    }
  });
}

function credentials(contract: Contract): string {
  return Object.entries(contract.components.securitySchemes)
    .map(
      ([name, { description }]) =>
        `${docComment(description, "  ")}\n  readonly ${name}?: Value | undefined;\n`,
    )
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

/** Writes a value as an indented TypeScript literal. */
function literal(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(/^(\s*)"([A-Za-z]\w*)":/gm, "$1$2:")
    .replaceAll("\n", "\n  ");
}
