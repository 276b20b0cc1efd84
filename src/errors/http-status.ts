import { EnkashErrorBase } from "./base.js";
import type { Circumstances } from "./circumstances.js";
import { afterStatus } from "./next-step.js";

/**
 * Reports an HTTP status outside 2xx without a `response_code` that says why.
 *
 * @example
 * ```ts
 * if (error.kind === "http-status" && error.status === 429) pauseAllCalls(error.retryAfter ?? 60);
 * ```
 */
export class EnkashHttpStatusError extends EnkashErrorBase<"response" | "text"> {
  static {
    EnkashHttpStatusError.prototype.name = "EnkashHttpStatusError";
  }

  /** `http-status`: a status outside 2xx, without a `response_code`. */
  readonly kind = "http-status" as const;

  constructor(text: string, circumstances: Circumstances) {
    const { operation, response } = circumstances;
    const status = response?.status ?? 0;
    const next = afterStatus(status, text, circumstances);
    super(`${operation} failed with HTTP ${status}`, circumstances, { next, text });
  }
}
