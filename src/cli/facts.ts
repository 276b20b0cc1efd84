import { type FactTree, facts } from "../../generated/facts.js";
import { type OperationId, operationIds } from "../../generated/operations.js";

const KNOWN: ReadonlySet<string> = new Set(operationIds.flatMap(factsOf));

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

/**
 * Returns the documented fact that an id of a violation stands for: `….*` for a name that the
 * contract leaves open, `undefined` for one that it does not have.
 */
export function documentedFact(fact: string): string | undefined {
  if (KNOWN.has(fact)) return fact;
  let above = fact;
  while (above !== "" && !KNOWN.has(above)) above = above.replace(/(?:\.[^.]*|\[\]|^[^.]*)$/, "");
  return KNOWN.has(`${above}.*`) ? `${above}.*` : undefined;
}
