import { type FactTree, facts } from "../../generated/facts.js";
import type { OperationId } from "../../generated/operations.js";

/** Returns the ids of all that the contract states of an operation, as violations name them. */
export function factsOf(operation: OperationId): string[] {
  return below(operation, facts[operation]);
}

function below(id: string, facts: FactTree): string[] {
  return Object.entries(facts).flatMap(([continuation, more]) => {
    const fact = continuation === "[]" ? `${id}[]` : `${id}.${continuation}`;
    return [fact, ...below(fact, more)];
  });
}
