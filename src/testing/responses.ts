import { fixtures } from "../../generated/fixtures.js";
import { mediaTypes, type OperationId, type OperationTypes } from "../../generated/operations.js";

/** Names an example of an operation: `"refunded"`. */
export type ExampleName<Id extends OperationId> = keyof (typeof fixtures)[Id] & string;

/** Holds what a scenario may work with. */
export interface ScenarioContext<Id extends OperationId = OperationId> {
  /** The operation that is asked for. */
  operation: Id;
  /** The signal of the request; a scenario that waits ends with it. */
  signal: AbortSignal;
  /** A copy of the body that would have been the answer. */
  body: OperationTypes[Id]["response"];
}

/** Answers a valid request in its own way. */
export type Scenario<Id extends OperationId = OperationId> = (
  call: ScenarioContext<Id>,
) => Response | Promise<Response>;

/** Is the answer to a valid request: an example by its name, or a scenario. */
export type MockResponse<Id extends OperationId> = ExampleName<Id> | Scenario<Id>;

/** Lists the names of the examples of an operation, in the order of the contract. */
export function exampleNames(operation: OperationId): string[] {
  return Object.keys(fixtures[operation]);
}

/** Returns the example that an operation answers with unless it is told otherwise. */
export function firstExample(operation: OperationId): string {
  return exampleNames(operation)[0] as string;
}

/** Returns a copy of the answer of an example. */
export function exampleBody<Id extends OperationId>(
  operation: Id,
  name: string,
): OperationTypes[Id]["response"] {
  const examples: Record<string, { response: unknown }> = fixtures[operation];
  return structuredClone(examples[name]?.response) as OperationTypes[Id]["response"];
}

/** Creates the response 200 that carries a body of an operation. */
export function bodyResponse(operation: OperationId, body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": mediaTypes[operation].response },
  });
}
