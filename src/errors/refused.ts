import type { Envelope } from "../result-types.js";
import { EnkashErrorBase } from "./base.js";
import type { Circumstances } from "./circumstances.js";
import { afterRefusal } from "./next-step.js";

/**
 * Reports a response with a `response_code` other than zero, whatever the HTTP status.
 *
 * @example
 * ```ts
 * if (error.kind === "refused") {
 *   const { message, payload } = error.unredacted();
 *   await keepInSafePlace(error.code, message, payload);
 * }
 * ```
 */
export class EnkashRefusedError extends EnkashErrorBase<
  "response" | "body" | "payload" | "message"
> {
  static {
    EnkashRefusedError.prototype.name = "EnkashRefusedError";
  }

  /** `refused`: a `response_code` other than 0. */
  readonly kind = "refused" as const;
  /** `response_code` as a number, e.g. 117 for an invalid token (public code). */
  readonly code: number;

  constructor(code: number, { body, payload, message }: Envelope, circumstances: Circumstances) {
    const { operation, response } = circumstances;
    super(
      `EnKash refused ${operation} with response_code ${code}, HTTP ${response?.status}`,
      circumstances,
      { next: afterRefusal(code), body, payload, message },
    );
    this.code = code;
  }
}
