import { compileSchemas, constraints } from "../contract/ajv.js";
import {
  type Contract,
  endpoints,
  refName,
  requestType,
  responseType,
  type Schema,
} from "../contract/document.js";
import { Failure } from "../tools/command.js";

/**
 * Emits the schema of each request and of each 200 body as data, without what constrains nothing
 * and with each `$ref` replaced by its schema. src/check.ts checks bodies with it.
 */
export function schemas(contract: Contract): string {
  try {
    compileSchemas(contract);
  } catch (cause) {
    const why = (cause as Error).message;
    throw new Failure(
      `Failed to compile a schema of the contract: ${why}. Correct it under openapi/schemas.`,
    );
  }
  const all = constraints(contract);
  const bodies = endpoints(contract).map((endpoint) => {
    const sides = { request: all[requestType(endpoint)], response: all[responseType(endpoint)] };
    return [endpoint.operation.operationId, sides];
  });
  const follow = (_: string, value: unknown): unknown => {
    const { $ref } = Object(value) as Schema;
    return typeof $ref === "string" ? follow(_, all[refName($ref)]) : value;
  };
  return `/** Schemas of the request and of the 200 body of each operation. */
export const schemas = ${JSON.stringify(Object.fromEntries(bodies), follow, 2)};
`;
}
