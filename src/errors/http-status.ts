import { type Circumstances, EnkashErrorBase, NEXT_STEP } from "./base.js";

/** Reports an HTTP status outside 2xx without a `response_code` that says why. */
export class EnkashHttpStatusError extends EnkashErrorBase<"response" | "text"> {
  static {
    EnkashHttpStatusError.prototype.name = "EnkashHttpStatusError";
  }

  readonly kind = "http-status" as const;

  constructor(text: string, circumstances: Omit<Circumstances, "sent">) {
    const { operation, response } = circumstances;
    const status = response?.status ?? 0;
    const next = `${status < 500 ? "Check the credentials and the host. " : ""}${NEXT_STEP.yes}`;
    super(
      `${operation} failed with HTTP ${status}`,
      { ...circumstances, sent: "yes" },
      { next, text },
    );
  }
}
