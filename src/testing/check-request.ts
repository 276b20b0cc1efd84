import type { OperationId } from "../../generated/operations.js";
import { examine, problem } from "./examine.js";
import { type Preference, readPreference, UnknownPreference } from "./prefer.js";
import type { Problem } from "./problem.js";
import type { ReceivedRequest } from "./received-request.js";

/** Result of the check of a request: what is wrong with it first, or what it asks for. */
export type CheckedRequest =
  | {
      problem: Problem;
      operation: OperationId | undefined;
      /** Whether the request keeps the contract, and asks for a response that is not there. */
      isPreference?: true;
    }
  | {
      problem: undefined;
      operation: OperationId;
      body: unknown;
      preference: Preference | undefined;
    };

/**
 * Checks a request to the mock: it has to fulfil the contract, and to ask for a response that is
 * there.
 */
export function checkRequest(request: ReceivedRequest): CheckedRequest {
  const { operation, body, problems } = examine(request);
  for (const first of problems) return { operation, problem: first };
  // Without an operation there is a problem.
  const id = operation as OperationId;
  try {
    const preference = readPreference(id, request.header("prefer") ?? "");
    return { operation: id, body, problem: undefined, preference };
  } catch (error) {
    if (!(error instanceof UnknownPreference)) throw error;
    const { status, message: detail } = error;
    const title = status === 400 ? "Bad Request" : "Not Found";
    return {
      operation,
      problem: problem(operation, { status, title, detail }),
      isPreference: true,
    };
  }
}
