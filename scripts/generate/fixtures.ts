import {
  type Contract,
  type Endpoint,
  type Example,
  endpoints,
  examplesOf,
  type MediaType,
  requestMedia,
  responseMedia,
  schemaName,
} from "../contract/document.js";
import { Failure } from "../tools/command.js";
import { docComment } from "./doc-comment.js";

/** Emits every example of the contract as typed and frozen data, by operation, case and side. */
export function fixtures(contract: Contract): string {
  const all = endpoints(contract);
  const names = all.flatMap((endpoint) => [
    schemaName(requestMedia(endpoint)),
    schemaName(responseMedia(endpoint)),
  ]);
  return `import type {
${[...new Set(names)]
  .sort()
  .map((name) => `  ${name},\n`)
  .join("")}} from "./types.js";

/**
 * A value whose properties cannot be set. Its arrays are frozen, too, yet keep a type that requests
 * accept.
 */
export type Frozen<Value> = Value extends (infer Item)[]
  ? Frozen<Item>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Frozen<Value[Name]> }
    : Value;

function freeze<Value>(value: Value): Frozen<Value> {
  if (typeof value === "object" && value !== null) {
    Object.values(Object.freeze(value)).forEach(freeze);
  }
  return value as Frozen<Value>;
}

const examples = {
${all.map((endpoint) => operation(contract, endpoint)).join("")}};

/**
 * Examples of the contract by operation and case: a request, and the response that goes with it.
 */
export const fixtures: Frozen<typeof examples> = freeze(examples);
`;
}

function operation(contract: Contract, endpoint: Endpoint): string {
  const [requestBody, responseBody] = [requestMedia(endpoint), responseMedia(endpoint)];
  const requests = examplesOf(contract, requestBody);
  const responses = examplesOf(contract, responseBody);
  const { operationId } = endpoint.operation;
  if (Object.keys(requests).join() !== Object.keys(responses).join()) {
    throw new Failure(
      "Failed to generate the fixtures: the requests and the responses of " +
        `${operationId} do not have the same examples. ` +
        `Give each case both, in the same order, in openapi/paths/${operationId}.yaml.`,
    );
  }
  const cases = Object.entries(responses).map(
    ([name, response]) => `${docComment(`${response.summary}.`, "    ")}
    ${name}: {
      request: ${example(requests[name] as Example, requestBody)},
      response: ${example(response, responseBody)},
    },
`,
  );
  return `  ${operationId}: {\n${cases.join("")}  },\n`;
}

function example({ value }: Example, media: MediaType): string {
  const text = JSON.stringify(value, null, 2).replaceAll("\n", "\n      ");
  return `${text} satisfies ${schemaName(media)}`;
}
