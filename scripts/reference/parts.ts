import {
  type Contract,
  type Endpoint,
  type Example,
  type MediaType,
  only,
  refName,
  type Schema,
  type SecurityScheme,
} from "../support/contract.js";
import { type Field, fieldsOf, resolve } from "./fields.js";

/** A request and its answer, which tell one story. */
export interface Case {
  name: string;
  request: Example;
  response: Example;
}

/** A security scheme with the header that carries it. */
export interface Scheme {
  name: string;
  scheme: SecurityScheme & { "x-readings"?: string[] };
  header: string;
  /** What a header with a dummy credential looks like; the mock accepts any. */
  dummy: string;
}

/** An operation, taken apart for the pages that show it. */
export interface OperationParts extends Endpoint {
  id: string;
  schemes: Scheme[];
  bodies: [request: Schema, response: Schema];
  request: Field[];
  response: Field[];
  cases: Case[];
}

/** Takes an operation apart. */
export function partsOf(contract: Contract, endpoint: Endpoint): OperationParts {
  const { operation } = endpoint;
  const id = operation.operationId;
  const request = only(operation.requestBody.content, `media type in the request of ${id}`);
  const response = only(only(operation.responses, `response of ${id}`).content, `media type in the response of ${id}`);
  const bodies: [Schema, Schema] = [resolve(contract, request.schema), resolve(contract, response.schema)];
  return {
    ...endpoint,
    id,
    bodies,
    schemes: Object.keys(operation.security[0] ?? {}).map((name) => schemeOf(contract, name)),
    request: fieldsOf(contract, bodies[0], "request"),
    response: fieldsOf(contract, bodies[1], "response"),
    cases: casesOf(contract, id, request, response),
  };
}

function casesOf(contract: Contract, id: string, request: MediaType, response: MediaType): Case[] {
  const example = (media: MediaType, name: string) => {
    const found = contract.components.examples[refName(media.examples[name]?.$ref ?? "")];
    if (found === undefined) throw new Error(`${id} has no pair of examples for the case ${name}.`);
    return found;
  };
  return Object.keys(request.examples).map((name) => ({
    name,
    request: example(request, name),
    response: example(response, name),
  }));
}

function schemeOf(contract: Contract, name: string): Scheme {
  const scheme = contract.components.securitySchemes[name];
  if (scheme === undefined) throw new Error(`The contract has no security scheme ${name}.`);
  if (scheme.type === "http") return { name, scheme, header: "Authorization", dummy: `Bearer dummy-${name}` };
  return { name, scheme, header: scheme.name, dummy: `dummy-${name}` };
}
