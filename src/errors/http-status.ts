import { type Circumstances, EnkashErrorBase, NEXT_STEP } from "./base.js";

/** Reports an HTTP status outside 2xx without a `response_code` that says why. */
export class EnkashHttpStatusError extends EnkashErrorBase {
  static {
    EnkashHttpStatusError.prototype.name = "EnkashHttpStatusError";
  }

  readonly kind = "http-status" as const;
  readonly #text: string;

  constructor(text: string, circumstances: Omit<Circumstances, "sent">) {
    const { operation, status = 0 } = circumstances;
    super(
      `${operation} was answered with HTTP ${status}`,
      { ...circumstances, sent: "yes" },
      `${status < 500 ? "Check the credentials and the host. " : ""}${NEXT_STEP.yes}`,
    );
    this.#text = text;
  }

  /** Returns the body as text. It is never printed with the error. */
  text(): string {
    return this.#text;
  }
}
