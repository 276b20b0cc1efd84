import {
  type Contract,
  type Endpoint,
  type Example,
  examplesOf,
  requestMedia,
  responseMedia,
  type Schema,
  type SecurityScheme,
} from "../contract/document.js";
import { type Field, fieldsOf, resolve } from "./fields.js";

/** A request and its answer, which tell one story. */
export interface Pair {
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
  pairs: Pair[];
}

/** Takes an operation apart. */
export function partsOf(contract: Contract, endpoint: Endpoint): OperationParts {
  const { operation } = endpoint;
  const id = operation.operationId;
  const bodies: [Schema, Schema] = [
    resolve(contract, requestMedia(endpoint).schema),
    resolve(contract, responseMedia(endpoint).schema),
  ];
  return {
    ...endpoint,
    id,
    bodies,
    schemes: Object.keys(operation.security[0] ?? {}).map((name) => schemeOf(contract, name)),
    request: fieldsOf(contract, bodies[0], "request"),
    response: fieldsOf(contract, bodies[1], "response"),
    pairs: pairsOf(contract, endpoint),
  };
}

function pairsOf(contract: Contract, endpoint: Endpoint): Pair[] {
  const responses = examplesOf(contract, responseMedia(endpoint));
  return Object.entries(examplesOf(contract, requestMedia(endpoint))).map(([name, request]) => {
    const response = responses[name];
    if (response === undefined)
      throw new Error(`${endpoint.operation.operationId} has no answer to the example ${name}.`);
    return { name, request, response };
  });
}

function schemeOf(contract: Contract, name: string): Scheme {
  const scheme = contract.components.securitySchemes[name];
  if (scheme === undefined) throw new Error(`The contract has no security scheme ${name}.`);
  if (scheme.type === "http")
    return { name, scheme, header: "Authorization", dummy: `Bearer dummy-${name}` };
  return { name, scheme, header: scheme.name, dummy: `dummy-${name}` };
}
