import { type Circumstances, EnkashErrorBase } from "./base.js";

/** Reports that the caller's `AbortSignal` ended the call. */
export class EnkashAbortedError extends EnkashErrorBase {
  static {
    EnkashAbortedError.prototype.name = "EnkashAbortedError";
  }

  readonly kind = "aborted" as const;

  constructor(circumstances: Circumstances) {
    super(`${circumstances.operation} was aborted by the caller's signal`, circumstances);
  }
}
