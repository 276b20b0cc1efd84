import { validators } from "../../../src/validators.js";
import { bundleAjv } from "../../contract/ajv.js";
import {
  type Contract,
  cases,
  credentialHeader,
  type Endpoint,
  endpoints,
  responseMedia,
} from "../../contract/document.js";
import { startMock } from "../../tools/prism.js";
import { bodies } from "./bodies.js";
import type { BoundaryValue } from "./boundaries.js";

type Body = Pick<BoundaryValue, "body" | "value">;

/** Implementation of the contract: returns whether a body is valid, nothing for an unknown body. */
export type Implementation = (body: Body) => Promise<boolean | undefined>;

/** Validates with the validators that are shipped. */
export function shippedValidators(): Implementation {
  return async ({ body, value }) => {
    const [operationId, side] = body.split(".") as [
      keyof typeof validators,
      "request" | "response",
    ];
    return validators[operationId]?.[side](value);
  };
}

/** Validates with Ajv on the bundle as it stands. */
export function ajvOnBundle(contract: Contract): Implementation {
  const ajv = bundleAjv(contract);
  const schemas = new Map(bodies(contract).map(({ name, schema }) => [name, schema]));
  return async ({ body, value }) =>
    ajv.getSchema(`bundle#/components/schemas/${schemas.get(body)}`)?.(value) === true;
}

/** A running mock server that validates bodies. */
export interface RunningPrism {
  validate: Implementation;
  close: () => Promise<void>;
}

/**
 * Starts one Prism for all values. A request is checked by sending it; a response by having it
 * mocked: it stands among the examples of its operation, and Prism checks what it is about to send.
 */
export async function startPrism(contract: Contract, values: Body[]): Promise<RunningPrism> {
  const document = structuredClone(contract);
  const names = new Map<string, string>();
  for (const endpoint of endpoints(document)) {
    const { operationId } = endpoint.operation;
    const responses = values.filter(({ body }) => body === `${operationId}.response`);
    const examples = responses.map(({ value }, index) => [`value${index}`, { value }] as const);
    for (const [name, { value }] of examples)
      names.set(`${operationId} ${JSON.stringify(value)}`, name);
    Object.assign(responseMedia(endpoint), { examples: Object.fromEntries(examples) });
  }
  const { url, close } = await startMock(document);
  const validate: Implementation = async ({ body, value }) => {
    const [operationId, side] = body.split(".");
    const endpoint = endpoints(contract).find(
      ({ operation }) => operation.operationId === operationId,
    );
    if (endpoint === undefined) return undefined;
    const example = names.get(`${operationId} ${JSON.stringify(value)}`);
    const [first] = cases(contract, endpoint);
    const response = await fetch(`${url}${endpoint.path}`, {
      method: endpoint.method,
      headers: {
        "content-type": "application/json",
        ...credentials(contract, endpoint),
        ...(example === undefined ? {} : { prefer: `example=${example}` }),
      },
      body: JSON.stringify(side === "request" ? value : first?.request),
      signal: AbortSignal.timeout(5000),
    });
    const text = await response.text();
    if (response.status === 200) return !response.headers.has("sl-violations");
    if (response.status === 422 && side === "request") return false;
    throw new Error(`Prism returned ${response.status} to ${body}: ${text}`);
  };
  return { validate, close };
}

/** Makes the headers that an operation asks for; Prism looks only whether they are there. */
function credentials(contract: Contract, { operation }: Endpoint): Record<string, string> {
  const names = Object.keys(operation.security[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const { header, prefix } = credentialHeader(contract, name);
      return [header, `${prefix}test`];
    }),
  );
}
