import { EnkashErrorBase } from "./base.js";
import type { Circumstances } from "./circumstances.js";
import { nextStep } from "./next-step.js";

/** What is wrong with a response that could not be read as EnKash's envelope. */
export type UnexpectedReason = keyof typeof REASONS;

/** What was there in place of the envelope, in words. */
export const REASONS = {
  redirect: "a redirect, which is never followed",
  empty: "an empty body",
  html: "an HTML page",
  "not-json": "a body that is not JSON",
  truncated: "a body that broke off",
  unreadable: "a body that could not be read",
  "too-large": "a body larger than `maxResponseBytes`",
  "no-envelope": "JSON without a response_code or a payload of the documented type",
} as const;

/**
 * Reports a response that cannot be what EnKash documents.
 *
 * @example
 * ```ts
 * if (error.kind === "unexpected-response") console.error(error.reason, error.requestId);
 * ```
 */
export class EnkashUnexpectedResponseError extends EnkashErrorBase<"response"> {
  static {
    EnkashUnexpectedResponseError.prototype.name = "EnkashUnexpectedResponseError";
  }

  /** `unexpected-response`: a response that EnKash does not document. */
  readonly kind = "unexpected-response" as const;
  /** What was there instead of the envelope. */
  readonly reason: UnexpectedReason;

  constructor(reason: UnexpectedReason, text: string | undefined, circumstances: Circumstances) {
    const { operation, response } = circumstances;
    const next = nextStep(circumstances, reason === "truncated");
    super(
      `The response to ${operation} was ${REASONS[reason]}, HTTP ${response?.status}`,
      circumstances,
      { next, ...(text !== undefined && { text }) },
    );
    this.reason = reason;
  }
}
