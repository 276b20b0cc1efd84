import { describe, type Violation } from "../violations.js";
import { EnkashErrorBase } from "./base.js";
import type { Circumstances } from "./circumstances.js";

/**
 * Reports a request that violates the contract, with all its violations. Nothing was sent.
 *
 * @example
 * ```ts
 * if (error.kind === "invalid-request")
 *   for (const { pointer, message } of error.violations) console.error(pointer, message);
 * ```
 */
export class EnkashInvalidRequestError extends EnkashErrorBase {
  static {
    EnkashInvalidRequestError.prototype.name = "EnkashInvalidRequestError";
  }

  /** `invalid-request`: the request violates the contract. */
  readonly kind = "invalid-request" as const;
  /** Places where the request violates the contract, a hundred at most. */
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[], circumstances: Omit<Circumstances, "sent">) {
    const next = `${describe(violations, "the request")}\nCorrect the request. Nothing was sent.`;
    const what = `Failed to send ${circumstances.operation}: the request violates the contract`;
    super(what, { ...circumstances, sent: "no" }, { next });
    this.violations = violations;
  }
}
