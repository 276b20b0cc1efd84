import { type OperationId, operations } from "../../generated/operations.js";
import { EnkashErrorBase } from "./base.js";
import type { Circumstances } from "./circumstances.js";

/**
 * Reports an option or a credential that is missing or wrong. Nothing was sent.
 *
 * @example
 * ```ts
 * if (error.kind === "configuration") console.error(`Correct the option ${error.option}.`);
 * ```
 */
export class EnkashConfigurationError extends EnkashErrorBase {
  static {
    EnkashConfigurationError.prototype.name = "EnkashConfigurationError";
  }

  /** `configuration`: an option is missing or wrong. */
  readonly kind = "configuration" as const;
  /** Option to set or to correct: `credentials.rewardsToken`. */
  readonly option: string;

  constructor(option: string, demand: string, circumstances: Omit<Circumstances, "sent"> = {}) {
    const { operation } = circumstances;
    const failed = operation === undefined ? "Wrong option" : `Failed to send ${operation}`;
    const next = "Correct the option. Nothing was sent.";
    super(`${failed}: \`${option}\` ${demand}`, { ...circumstances, sent: "no" }, { next });
    this.option = option;
  }
}

/** Throws the error of an option that is missing or wrong, with the call that it was needed for. */
export function misconfigured(
  option: string,
  demand: string,
  call: { operation?: OperationId | undefined; url?: string | undefined; cause?: unknown } = {},
): never {
  const method = call.operation && operations[call.operation].method;
  throw new EnkashConfigurationError(option, demand, { ...call, method });
}
