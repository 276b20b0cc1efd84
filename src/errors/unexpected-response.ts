import { type Circumstances, EnkashErrorBase } from "./base.js";

/** Says what is wrong with a response that could not be read as EnKash's envelope. */
export type UnexpectedReason = keyof typeof REASONS;

const REASONS = {
  redirect: "a redirect, which is never followed",
  empty: "an empty body",
  html: "an HTML page",
  "not-json": "a body that is not JSON",
  truncated: "a body that broke off",
  "too-large": "more than `maxResponseBytes`",
  "no-envelope": "JSON without a response_code or a payload",
} as const;

/** Reports a response that cannot be what EnKash documents. */
export class EnkashUnexpectedResponseError extends EnkashErrorBase {
  static {
    EnkashUnexpectedResponseError.prototype.name = "EnkashUnexpectedResponseError";
  }

  readonly kind = "unexpected-response" as const;
  /** Says what was there instead of the envelope. */
  readonly reason: UnexpectedReason;
  readonly #text: string | undefined;

  constructor(
    reason: UnexpectedReason,
    text: string | undefined,
    circumstances: Omit<Circumstances, "sent">,
  ) {
    super(
      `${circumstances.operation} was answered with ${REASONS[reason]}, HTTP ${circumstances.status}`,
      {
        ...circumstances,
        sent: "yes",
      },
    );
    this.reason = reason;
    this.#text = text;
  }

  /** Returns the body as text where one was read whole. It is never printed with the error. */
  text(): string | undefined {
    return this.#text;
  }
}
