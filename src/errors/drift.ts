import type { OperationId } from "../../generated/operations.js";
import type { EnkashResult } from "../result-types.js";
import { describe, type Violation } from "../violations.js";
import { EnkashErrorBase } from "./base.js";
import type { Circumstances } from "./circumstances.js";

/**
 * Reports, with `drift: "throw"`, a success response that violates the contract. EnKash carried out
 * the request.
 *
 * @example
 * ```ts
 * if (error.kind === "drift" && error.operation === "createOrder")
 *   return error.unredacted().result.payload.redirectionUrl;
 * ```
 */
export class EnkashDriftError<Id extends OperationId = OperationId> extends EnkashErrorBase<
  "response" | "result",
  Id
> {
  static {
    EnkashDriftError.prototype.name = "EnkashDriftError";
  }

  /** `drift`: a success response violates the contract. */
  readonly kind = "drift" as const;
  /** Operation that was called: it decides the type of the result. */
  declare readonly operation: Id;
  /** Places where the response violates the contract, a hundred at most. */
  readonly violations: readonly Violation[];

  constructor(
    violations: readonly Violation[],
    result: EnkashResult<Id>,
    circumstances: Omit<Circumstances, "sent">,
  ) {
    const next =
      `${describe(violations, "the response")}\nDo not repeat the call: EnKash reported success. ` +
      "The result is in `unredacted()`.";
    const what = `${circumstances.operation} succeeded, and its response violates the contract`;
    super(what, { ...circumstances, sent: "yes" }, { next, result });
    this.violations = violations;
  }
}
