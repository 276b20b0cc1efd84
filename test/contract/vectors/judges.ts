import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import * as generated from "../../../generated/validators.js";
import { validatorNames } from "../../../scripts/generators/validators.js";
import { type Contract, type Endpoint, endpoints, only } from "../../../scripts/support/contract.js";
import { cases } from "../examples.js";
import { bodies, bundleAjv } from "./bodies.js";
import type { Vector } from "./vectors.js";

/** Says whether a value is a valid body; a judge that does not know the body says nothing. */
export type Judge = (vector: Pick<Vector, "body" | "value">) => Promise<boolean | undefined>;

/** Judges with the generated validators, as they are shipped. */
export function generatedValidators(): Judge {
  const validators = generated as Record<string, generated.Validator>;
  return async ({ body, value }) => {
    const [operationId = "", side] = body.split(".");
    const name = validatorNames(operationId)[side as "request" | "response"];
    return validators[name]?.(value);
  };
}

/** Judges with Ajv on the bundle as it stands. */
export function ajvOnBundle(contract: Contract): Judge {
  const ajv = bundleAjv(contract);
  const schemas = new Map(bodies(contract).map(({ name, schema }) => [name, schema]));
  return async ({ body, value }) => ajv.getSchema(`bundle#/components/schemas/${schemas.get(body)}`)?.(value) === true;
}

/** A running mock server; `vectors` are the values that it can be asked to judge as an answer. */
export interface PrismJudge {
  judge: Judge;
  close: () => Promise<void>;
}

/**
 * Starts one Prism for all vectors. A request is judged by sending it; an answer by having it mocked: it stands among
 * the examples of its operation, and Prism checks what it is about to answer.
 */
export async function startPrism(contract: Contract, vectors: Pick<Vector, "body" | "value">[]): Promise<PrismJudge> {
  const document = structuredClone(contract);
  const names = new Map<string, string>();
  for (const { path, operation } of endpoints(document)) {
    const media = only(only(operation.responses, "response").content, "media type");
    const answers = vectors.filter(({ body }) => body === `${operation.operationId}.response`);
    const examples = answers.map(({ value }, index) => [`answer${index}`, { value }] as const);
    for (const [name, { value }] of examples) names.set(`${path} ${JSON.stringify(value)}`, name);
    Object.assign(media, { examples: Object.fromEntries(examples) });
  }
  const server = createServer(await getHttpOperationsFromSpec(document), {
    components: { logger: createLogger("prism", { level: "silent" }) },
    cors: false,
    config: {
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: true,
      isProxy: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
  });
  const url = await server.listen(0, "127.0.0.1");
  const post = (path: string, headers: Record<string, string>, body: unknown) =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5000),
    });
  const judge: Judge = async ({ body, value }) => {
    const [operationId, side] = body.split(".");
    const endpoint = endpoints(contract).find(({ operation }) => operation.operationId === operationId);
    if (endpoint === undefined) return undefined;
    const { path } = endpoint;
    const headers = credentials(contract, endpoint);
    const example = names.get(`${path} ${JSON.stringify(value)}`);
    const [first] = cases(contract, endpoint);
    const answer =
      side === "request"
        ? await post(path, headers, value)
        : await post(path, { ...headers, prefer: `example=${example}` }, first?.request);
    const text = await answer.text();
    if (answer.status === 200) return true;
    if (answer.status === (side === "request" ? 422 : 500) && /VIOLATIONS|UNPROCESSABLE_ENTITY/.test(text))
      return false;
    throw new Error(`Prism answered ${answer.status} to ${body}: ${text}`);
  };
  return { judge, close: () => server.close() };
}

/** Makes the headers that an operation asks for; Prism looks only whether they are there. */
function credentials(contract: Contract, { operation }: Endpoint): Record<string, string> {
  const names = Object.keys(operation.security[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const scheme = contract.components.securitySchemes[name];
      return scheme?.type === "apiKey" ? [scheme.name, "test"] : ["Authorization", "Bearer test"];
    }),
  );
}
