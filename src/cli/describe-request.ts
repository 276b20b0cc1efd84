import type { OperationId } from "../../generated/operations.js";
import { checkRules } from "../rules.js";
import type { DocumentedViolation } from "../testing/problem.js";

// What mock and proxy print of a request, in the same words.

/** Returns where a body violates the contract, and what is expected there. */
export function describeViolation({ pointer, message }: DocumentedViolation): string {
  return pointer === "" ? message : `${pointer}  ${message}`;
}

/** Lists why the client of this package would not send a valid request, by rules of its own. */
export function notesOn(operation: OperationId, body: unknown): string[] {
  return checkRules(operation, body, 2).map(
    ({ pointer, message }) =>
      `${pointer}  ${message}: the contract allows it, the client of this package does not send it`,
  );
}
