import { type OperationId, operationIds, operations } from "../../generated/operations.js";
import { FACTORIES, misfit } from "./make-scenarios.js";
import { type AnyScenario, exampleNames } from "./responses.js";
import { scenarios } from "./scenarios.js";

/** Creates the error for a mock that is set up wrongly. */
export function setupError(why: string): Error {
  return new Error(`Failed to set up the mock: ${why}`);
}

/** Checks that a name is that of an operation. */
export function checkOperation(name: string): asserts name is OperationId {
  if (Object.hasOwn(operations, name)) return;
  throw setupError(`${name} is no operation. Known: ${operationIds.join(", ")}.`);
}

/** Checks that a response can be played with an operation. */
export function checkResponse(operation: OperationId, response: unknown): string | AnyScenario {
  if (typeof response === "function") {
    const factory = FACTORIES.find((name) => scenarios[name] === (response as unknown));
    if (factory !== undefined) {
      throw setupError(`scenarios.${factory} has to be called: scenarios.${factory}(…).`);
    }
    const why = misfit(response as AnyScenario, operation);
    if (why === undefined) return response as AnyScenario;
    throw setupError(`${response.name} cannot be played with ${operation}: ${why}.`);
  }
  const names = exampleNames(operation);
  if (names.includes(response as string)) return response as string;
  throw setupError(
    `${operation} has no example ${String(response)}. ` +
      `Known: ${names.join(", ")}; or give a scenario, a function that returns a Response.`,
  );
}
