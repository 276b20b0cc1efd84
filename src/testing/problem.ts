import type { OperationId } from "../../generated/operations.js";
import type { Violation } from "../violations.js";

/** Place that violates the contract, with the page of the portal that says so. */
export interface DocumentedViolation extends Violation {
  /**
   * Title of the page and when it was last modified: `Create Order, modified 2024-10-10 08:31:41`.
   */
  page: string;
}

/**
 * Why the mock refuses a request: the body of its `application/problem+json`. It never holds a
 * value.
 */
export interface Problem {
  /** HTTP status, as the mock server gives it. */
  status: number;
  /** The name of the status. */
  title: string;
  /** What happened and what to do about it. */
  detail: string;
  /** The operation, where method and path lead to one. */
  operation?: OperationId | undefined;
  /** Each place that violates the contract; empty where something else is wrong. */
  violations: readonly DocumentedViolation[];
}

/** Creates the response that carries a problem. */
export function problemResponse(problem: Problem): Response {
  const headers = { "content-type": "application/problem+json" };
  return new Response(JSON.stringify(problem, null, 2), { status: problem.status, headers });
}
