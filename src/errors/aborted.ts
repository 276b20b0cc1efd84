import { EnkashErrorBase } from "./base.js";
import type { Circumstances } from "./circumstances.js";

/**
 * Reports that the caller's `AbortSignal` ended the call.
 *
 * @example
 * ```ts
 * const controller = new AbortController();
 * const call = enkash.createOrder(order, { signal: controller.signal });
 * controller.abort();
 * await call.catch((error) => console.log(error.kind, error.sent)); // aborted no
 * ```
 */
export class EnkashAbortedError extends EnkashErrorBase {
  static {
    EnkashAbortedError.prototype.name = "EnkashAbortedError";
  }

  /** `aborted`: your signal ended the call. */
  readonly kind = "aborted" as const;

  constructor(circumstances: Circumstances) {
    super(`${circumstances.operation} was aborted by the caller's signal`, circumstances);
  }
}
