import type { Violation } from "../violations.js";
import { type Circumstances, EnkashErrorBase } from "./base.js";

/** Reports a request that breaks the contract, with all its violations at once, a hundred at most. Nothing was sent. */
export class EnkashInvalidRequestError extends EnkashErrorBase {
  static {
    EnkashInvalidRequestError.prototype.name = "EnkashInvalidRequestError";
  }

  readonly kind = "invalid-request" as const;
  /** Each place where the request breaks the contract, a hundred at most. */
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[], circumstances: Omit<Circumstances, "sent">) {
    const lines = violations.map(
      ({ pointer, message }) => `  ${pointer || "the request"} ${message}`,
    );
    super(
      `Failed to send ${circumstances.operation}: the request breaks the contract`,
      { ...circumstances, sent: "no" },
      `${lines.join("\n")}\nCorrect the request. Nothing was sent.`,
    );
    this.violations = violations;
  }
}
