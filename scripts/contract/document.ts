import { readFileSync } from "node:fs";
import { parse } from "yaml";

/**
 * JSON Schema of the contract, as far as scripts read it; scripts/contract/keywords.ts knows the
 * rest.
 */
export interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  required?: string[];
  /** Texts so far; a page may as well list numbers. */
  enum?: string[];
  examples?: unknown[];
  additionalProperties?: boolean | Schema;
  "x-readings"?: string[];
  /** Page of the portal that the schema is pinned to, where no operation uses it. */
  "x-page"?: { title: string; fact: string };
  [keyword: string]: unknown;
}

/** Example of a request or of a response. */
export interface Example {
  summary: string;
  value: Record<string, unknown>;
}

type Reference = { $ref: string };

export interface MediaType {
  schema: Reference;
  examples: Record<string, Reference>;
}

/** Parameter of an operation; the contract has none so far. */
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}

export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  "x-page": { title: string; modified?: string; state?: string };
  "x-envelope": { payload: string; code: string; message: string };
  "x-readings": string[];
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, MediaType> };
  responses: Record<string, { description: string; content: Record<string, MediaType> }>;
}

export interface Server {
  url: string;
  description: string;
  variables?: Record<string, { default: string }>;
}

/** HTTP methods that a path can have an operation for. */
export const METHODS = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
] as const;

type Method = (typeof METHODS)[number];

/** A path with its servers and its operations. */
export type PathItem = { servers: Server[] } & { [Name in Method]?: Operation };

export type SecurityScheme = { description: string } & (
  | { type: "apiKey"; in: string; name: string }
  | { type: "http"; scheme: string }
);

/** The bundled OpenAPI document. */
export interface Contract {
  openapi: string;
  info: {
    title: string;
    version: string;
    description: string;
    license: { name: string; identifier: string };
  };
  "x-readings"?: string[];
  servers: Server[];
  tags: { name: string; description: string }[];
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    examples: Record<string, Example>;
    securitySchemes: Record<string, SecurityScheme>;
  };
}

/** An operation with its path, method and servers. */
export interface Endpoint {
  path: string;
  method: Uppercase<Method>;
  servers: Server[];
  operation: Operation;
}

/** Reads the bundle under `generated/`, a fresh copy for each call. */
export function readContract(): Contract {
  return parse(
    readFileSync(new URL("../../generated/openapi.yaml", import.meta.url), "utf8"),
  ) as Contract;
}

/** Lists the operations of the contract in the order of its paths. */
export function endpoints(contract: Contract): Endpoint[] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    METHODS.flatMap((name) => {
      const operation = item[name];
      if (operation === undefined) return [];
      const method = name.toUpperCase() as Uppercase<Method>;
      return [{ path, method, servers: item.servers, operation }];
    }),
  );
}

/** Page of the portal without an operation, and the schema that carries what it states. */
export interface SchemaPage {
  /** First part of the ids of its facts: `orderLifecycle`. */
  id: string;
  title: string;
  /** Id of the fact that the schema is about: `orderLifecycle.status`. */
  fact: string;
  schemaName: string;
  schema: Schema;
}

/** Lists the pages without an operation: the schemas that `x-page` pins to one. */
export function schemaPages(contract: Contract): SchemaPage[] {
  return Object.entries(contract.components.schemas).flatMap(([schemaName, schema]) => {
    const page = schema["x-page"];
    if (page === undefined) return [];
    return [{ id: page.fact.replace(/[.[].*/, ""), ...page, schemaName, schema }];
  });
}

/**
 * Returns the component name at the end of a `$ref`, say `Amount` for
 * `#/components/schemas/Amount`.
 */
export function refName(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

/**
 * Returns the only value of a record, or throws.
 *
 * @param what Name of the record in the error.
 */
export function only<Value>(record: Record<string, Value>, what: string): Value {
  const values = Object.values(record);
  const [value] = values;
  if (value === undefined || values.length !== 1)
    throw new Error(`Expected one ${what}, found ${values.length}.`);
  return value;
}

/** Returns the only media type of the request of an operation. */
export function requestMedia({ operation }: Endpoint): MediaType {
  return only(
    operation.requestBody?.content ?? {},
    `media type in the request of ${operation.operationId}`,
  );
}

/** Returns the only media type of the only response of an operation. */
export function responseMedia({ operation }: Endpoint): MediaType {
  const response = only(operation.responses, `response of ${operation.operationId}`);
  return only(response.content, `media type in the response of ${operation.operationId}`);
}

/** Returns the name of the component schema that a media type refers to. */
export function schemaName({ schema }: MediaType): string {
  return refName(schema.$ref);
}

/** Returns the examples of a media type by their names. */
export function examplesOf(contract: Contract, media: MediaType): Record<string, Example> {
  return Object.fromEntries(
    Object.entries(media.examples ?? {}).map(([name, { $ref }]) => {
      const example = contract.components.examples[refName($ref)];
      if (example === undefined) throw new Error(`There is no example ${$ref}.`);
      return [name, example];
    }),
  );
}

/** Header that carries a credential, and what stands in front of the credential in it. */
export interface CredentialHeader {
  header: string;
  prefix: "" | "Bearer ";
}

/** Returns the header that a security scheme asks for. */
export function credentialHeader(contract: Contract, name: string): CredentialHeader {
  const scheme = contract.components.securitySchemes[name];
  if (scheme?.type === "apiKey" && scheme.in === "header") {
    return { header: scheme.name, prefix: "" };
  }
  if (scheme?.type === "http" && scheme.scheme === "bearer") {
    return { header: "Authorization", prefix: "Bearer " };
  }
  throw new Error(
    `The security scheme ${name} is neither an API key in a header nor an HTTP bearer token. ` +
      "Correct it in openapi/openapi.yaml, or extend credentialHeader in scripts/contract/document.ts.",
  );
}

/** Side of a call that a body belongs to. */
export type Side = "request" | "response";

/** Returns the file of an example: `openapi/examples/createOrder.full.200.yaml`. */
export function exampleFile(operationId: string, name: string, side: Side): string {
  return `openapi/examples/${operationId}.${name}.${side === "request" ? side : "200"}.yaml`;
}

/** One case of an operation: the request, and the response that goes with it. */
export interface Case {
  name: string;
  request: Example["value"];
  response: Example["value"];
  /** What the example of each side shows, in a line. */
  summaries: Record<Side, string>;
}

/** Lists the cases of an operation, by the names of its examples. */
export function cases(contract: Contract, endpoint: Endpoint): Case[] {
  const responses = examplesOf(contract, responseMedia(endpoint));
  return Object.entries(examplesOf(contract, requestMedia(endpoint))).map(([name, request]) => ({
    name,
    request: request.value,
    response: responses[name]?.value ?? {},
    summaries: { request: request.summary, response: responses[name]?.summary ?? "" },
  }));
}

/** Returns one case of an operation by its name: `readCase("createOrder", "full")`. */
export function readCase(operationId: string, name: string): Case {
  const contract = readContract();
  const endpoint = endpoints(contract).find(
    ({ operation }) => operation.operationId === operationId,
  );
  const found = endpoint && cases(contract, endpoint).find((item) => item.name === name);
  if (found === undefined) throw new Error(`There is no case ${name} of ${operationId}.`);
  return found;
}

/** Returns the name of the type of an operation's request. */
export const requestType = (endpoint: Endpoint): string => schemaName(requestMedia(endpoint));

/** Returns the name of the type of an operation's 200 body. */
export const responseType = (endpoint: Endpoint): string => schemaName(responseMedia(endpoint));
