import { type Circumstances, codes, EnkashErrorBase } from "./base.js";

/** Codes of failures that come before the first byte of a request is sent. */
const BEFORE_SENDING = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Reports that no response came: the connection failed or broke. */
export class EnkashNetworkError extends EnkashErrorBase {
  static {
    EnkashNetworkError.prototype.name = "EnkashNetworkError";
  }

  readonly kind = "network" as const;

  constructor(circumstances: Omit<Circumstances, "sent">) {
    const found = codes(circumstances.cause);
    const sent = found.some((code) => BEFORE_SENDING.has(code)) ? "no" : "maybe";
    super(
      `${circumstances.operation} got no response: the connection failed${found.length > 0 ? ` with ${found.join(", ")}` : ""}`,
      { ...circumstances, sent },
    );
  }
}
