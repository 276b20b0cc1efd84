import { type Circumstances, EnkashErrorBase, NEXT_STEP } from "./base.js";

/**
 * Reports an HTTP status outside 2xx without a `response_code` that says why.
 *
 * @example
 * ```ts
 * if (error.kind === "http-status" && error.status === 429) await wait(error.retryAfter ?? 60);
 * ```
 */
export class EnkashHttpStatusError extends EnkashErrorBase<"response" | "text"> {
  static {
    EnkashHttpStatusError.prototype.name = "EnkashHttpStatusError";
  }

  readonly kind = "http-status" as const;

  constructor(text: string, circumstances: Omit<Circumstances, "sent">) {
    const { operation, response } = circumstances;
    const status = response?.status ?? 0;
    const next = `${advice(status, text, circumstances.retryAfter)} ${NEXT_STEP.yes}`;
    super(
      `${operation} failed with HTTP ${status}`,
      { ...circumstances, sent: "yes" },
      { next, text },
    );
  }
}

/** Returns what to look at for a status. */
function advice(status: number, text: string, retryAfter: number | undefined): string {
  if (status === 429) return `Wait ${retryAfter ?? "some"} seconds before the next call.`;
  if (status === 401 || status === 403) {
    return /^\s*</.test(text)
      ? "The body is HTML: a firewall may have refused the call, not EnKash."
      : "Check the credentials.";
  }
  if (status === 404) return "Check the host and the path of the base URL.";
  if (status >= 500) return "The server or a proxy failed.";
  return "Check the credentials and the host.";
}
