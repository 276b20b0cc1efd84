import {
  type Case,
  type Contract,
  type CredentialHeader,
  cases,
  credentialHeader,
  type Endpoint,
  examplesOf,
  responseMedia,
  type Schema,
  type SecurityScheme,
} from "../contract/document.js";
import { type Place, placeOf } from "../contract/places.js";
import { type Field, fieldsOf } from "./fields.js";

/** A security scheme with the header that carries it. */
interface Scheme extends CredentialHeader {
  name: string;
  scheme: SecurityScheme & { "x-readings"?: string[] };
}

/** One operation, prepared for everything that shows it. */
export interface OperationView extends Endpoint {
  id: string;
  /** Portal product that the operation belongs to. */
  product: string;
  schemes: Scheme[];
  requestSchema: Schema;
  responseSchema: Schema;
  request: Field[];
  response: Field[];
  cases: Case[];
}

/** Returns the view of an operation. */
export function viewOf(contract: Contract, endpoint: Endpoint): OperationView {
  const { operation } = endpoint;
  const id = operation.operationId;
  const request = bodyPlace(contract, `${id}.request`);
  const response = bodyPlace(contract, `${id}.response`);
  return {
    ...endpoint,
    id,
    product: operation.tags.join(),
    requestSchema: request.schema,
    responseSchema: response.schema,
    schemes: Object.keys(operation.security[0] ?? {}).map((name) => schemeOf(contract, name)),
    request: fieldsOf(contract, request),
    response: fieldsOf(contract, response),
    cases: casesOf(contract, endpoint),
  };
}

/** Returns the first example, which is the smallest request that the page allows. */
export function firstCase({ id, cases }: OperationView): Case {
  const [first] = cases;
  if (first === undefined) throw new Error(`${id} has no example.`);
  return first;
}

/** Returns the headers of a call, with `credential` in place of each secret. */
export function credentialHeaders(
  { schemes }: OperationView,
  credential = (name: string) => `dummy-${name}`,
): Record<string, string> {
  return Object.fromEntries(
    schemes.map(({ name, header, prefix }) => [header, `${prefix}${credential(name)}`]),
  );
}

function bodyPlace(contract: Contract, fact: string): Place {
  const place = placeOf(contract, fact);
  if (place === undefined) throw new Error(`The contract has no body ${fact}.`);
  return place;
}

function casesOf(contract: Contract, endpoint: Endpoint): Case[] {
  const responses = examplesOf(contract, responseMedia(endpoint));
  return cases(contract, endpoint).map((one) => {
    if (responses[one.name] !== undefined) return one;
    throw new Error(`${endpoint.operation.operationId} has no response example ${one.name}.`);
  });
}

function schemeOf(contract: Contract, name: string): Scheme {
  const scheme = contract.components.securitySchemes[name];
  if (scheme === undefined) throw new Error(`The contract has no security scheme ${name}.`);
  return { name, scheme, ...credentialHeader(contract, name) };
}
