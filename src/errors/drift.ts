import type { OperationId } from "../../generated/operations.js";
import type { EnkashResult } from "../result.js";
import type { Violation } from "../violations.js";
import { type Circumstances, EnkashErrorBase } from "./base.js";

/** Reports, with `drift: "throw"`, a success whose body departs from the contract. EnKash carried out the request. */
export class EnkashDriftError extends EnkashErrorBase {
  static {
    EnkashDriftError.prototype.name = "EnkashDriftError";
  }

  readonly kind = "drift" as const;
  /** Each place where the answer departs from the contract, a hundred at most. */
  readonly violations: readonly Violation[];
  readonly #answer: EnkashResult<OperationId>;

  constructor(
    violations: readonly Violation[],
    answer: EnkashResult<OperationId>,
    circumstances: Omit<Circumstances, "sent">,
  ) {
    const lines = violations.map(
      ({ pointer, message }) => `  ${pointer || "the response"} ${message}`,
    );
    super(
      `${circumstances.operation} succeeded, and its answer departs from the contract`,
      { ...circumstances, sent: "yes" },
      `${lines.join("\n")}\nDo not repeat the call: EnKash reported success. \`answer()\` of this error returns it.`,
    );
    this.violations = violations;
    this.#answer = answer;
  }

  /** Returns the answer that the call would have returned. It is never printed with the error. */
  answer(): EnkashResult<OperationId> {
    return this.#answer;
  }
}
