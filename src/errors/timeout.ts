import { EnkashErrorBase } from "./base.js";
import type { Circumstances } from "./circumstances.js";

/**
 * Reports that the time for a call ran out: connection, headers and body together.
 *
 * @example
 * ```ts
 * if (error.kind === "timeout" && error.sent !== "no") await askForState(order.orderId);
 * ```
 */
export class EnkashTimeoutError extends EnkashErrorBase {
  static {
    EnkashTimeoutError.prototype.name = "EnkashTimeoutError";
  }

  /** `timeout`: the time for the call ran out. */
  readonly kind = "timeout" as const;
  /** Time that the call was given, in milliseconds. */
  readonly timeoutMs: number;

  constructor(timeoutMs: number, circumstances: Circumstances) {
    super(`${circumstances.operation} did not finish within ${timeoutMs} ms`, circumstances);
    this.timeoutMs = timeoutMs;
  }
}
