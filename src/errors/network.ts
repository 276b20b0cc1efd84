import { chain, codes, EnkashErrorBase, hasBrand } from "./base.js";
import type { Circumstances } from "./circumstances.js";
import { nextStep } from "./next-step.js";

/**
 * Reports that no response came: the connection failed or broke.
 *
 * @example
 * ```ts
 * if (error.kind === "network" && error.repeatable) await enkash.createOrder(order);
 * ```
 */
export class EnkashNetworkError extends EnkashErrorBase {
  static {
    EnkashNetworkError.prototype.name = "EnkashNetworkError";
  }

  /** `network`: no response came. */
  readonly kind = "network" as const;

  constructor(circumstances: Circumstances) {
    const { operation, cause } = circumstances;
    const found = codes(cause).join(", ") || "see `unredacted().cause`";
    const demand = correction(cause);
    const next = nextStep(circumstances, !demand) + demand;
    super(`${operation} got no response: ${found}`, circumstances, { next });
  }
}

const CERTIFICATE = "the certificate or the host name";

/**
 * Failures before the first byte leaves, matched against `syscall|code|message`; where a repeated
 * call would fail again, with what to correct. WRONG_VERSION_NUMBER is absent: it can come after
 * the request, too.
 */
const BEFORE_SENDING: [failure: RegExp, wrong?: string][] = [
  [/\|ENOTFOUND\|/, "the host name"],
  [/\|bad port$/, "the port, which `fetch` blocks,"],
  [/\|ERR_SSL_UNSUPPORTED_PROTOCOL\|/, "the TLS version"],
  [/\|((CERT|UNABLE_TO|ERR_TLS_CERT)_\w+|\w*SELF_SIGNED_CERT\w*)\|/, CERTIFICATE],
  [/\|(INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)\|/, CERTIFICATE],
  [/^(connect|getaddrinfo)\||\|UND_ERR_CONNECT_TIMEOUT\|/],
  [/ socket disconnected before secure TLS /],
];

/** Returns how a `fetch` that sends a request once failed before a byte of it could leave. */
export function beforeSending(error: unknown) {
  const links = chain(error).map(({ syscall, code, message }) =>
    [syscall, code, message].map((part) => (typeof part === "string" ? part : "")).join("|"),
  );
  return BEFORE_SENDING.find(([failure]) => links.some((link) => failure.test(link)));
}

/** Returns what has to be corrected before another call can succeed, in words for a message. */
export function correction(error: unknown): string {
  const wrong = beforeSending(error)?.[1];
  return wrong === undefined ? "" : ` Correct ${wrong} before you call again.`;
}

/** Returns whether a framework refused to send: Next.js while it renders a page ahead of time. */
export function isRefusedByFramework(error: unknown): boolean {
  const [{ digest, $$typeof } = {}] = chain(error);
  return digest === "DYNAMIC_SERVER_USAGE" || $$typeof === Symbol.for("react.postpone");
}

/**
 * Returns whether a `fetch` of the caller's declares by `sent: "no"` that nothing was sent. An
 * error of this package does not: it is about another call, e.g. the one for a token.
 */
export function declaresUnsent(error: unknown): boolean {
  try {
    const { sent, kind } = error as { sent?: unknown; kind?: unknown };
    return sent === "no" && kind === undefined && !hasBrand(error);
  } catch {
    return false;
  }
}
