import { facts } from "../../generated/facts.js";
import type { OperationId } from "../../generated/operations.js";

/** Returns the ids of all that the contract states of an operation, as violations name them. */
export function factsOf(operation: OperationId): string[] {
  return facts[operation].map((fact) => `${operation}.${fact}`);
}
