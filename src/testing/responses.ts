import { fixtures } from "../../generated/fixtures.js";
import { mediaTypes, type OperationId, type OperationTypes } from "../../generated/operations.js";

/** Name of an example of an operation: `"refunded"`. */
export type ExampleName<Id extends OperationId> = keyof (typeof fixtures)[Id] & string;

/** What a scenario works with. */
export interface ScenarioContext<Id extends OperationId = OperationId> {
  /** Operation that is called. */
  operation: Id;
  /** Body of the request; it is valid. */
  request: OperationTypes[Id]["request"];
  /** Copy of the body that would have been the response. */
  response: OperationTypes[Id]["response"];
  /** Signal of the request; a scenario that waits should end with it. */
  signal: AbortSignal;
}

/**
 * Responds to a valid request in its own way.
 *
 * An error that it throws counts as a fault of the test: it reaches the test as it is. To fail as a
 * network does, use `scenarios.rejects`.
 */
export type Scenario<Id extends OperationId = OperationId> = (
  context: ScenarioContext<Id>,
) => Response | Promise<Response>;

/** Response to a valid request: an example by its name, or a scenario. */
export type MockResponse<Id extends OperationId> = ExampleName<Id> | Scenario<Id>;

/** Response to those valid requests alone that meet a condition. */
export interface ConditionalResponse<Id extends OperationId> {
  /** Returns whether the response is for this request. */
  when: (request: OperationTypes[Id]["request"]) => boolean;
  /** Response to the first request that meets the condition. */
  response: MockResponse<Id>;
}

/** Scenario of any operation; that it fits its operation is checked where it comes in. */
// biome-ignore lint/suspicious/noExplicitAny: operations differ in their types alone
export type AnyScenario = (context: any) => Response | Promise<Response>;

/** Returns the names of the examples of an operation, in the order of the contract. */
export function exampleNames(operation: OperationId): string[] {
  return Object.keys(fixtures[operation]);
}

/** Returns the name of the example that an operation responds with unless it is told otherwise. */
export function firstExample(operation: OperationId): string {
  return exampleNames(operation)[0] as string;
}

/** Returns a copy of the response of an example. */
export function exampleBody<Id extends OperationId>(
  operation: Id,
  name: string,
): OperationTypes[Id]["response"] {
  return JSON.parse(exampleText(operation, name)) as OperationTypes[Id]["response"];
}

/** Returns the response of an example, as it is sent. */
export function exampleText(operation: OperationId, name: string): string {
  const examples: Record<string, { response: unknown }> = fixtures[operation];
  return JSON.stringify(examples[name]?.response);
}

/** Returns the request of the first example of an operation. */
export function exampleRequest(operation: OperationId): unknown {
  const [first] = Object.values(fixtures[operation]);
  return first?.request;
}

/** Creates the response that carries a body of an operation. */
export function bodyResponse(operation: OperationId, body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": mediaTypes[operation].response },
  });
}
