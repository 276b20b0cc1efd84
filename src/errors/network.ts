import { type Circumstances, chain, codes, EnkashErrorBase, hasBrand } from "./base.js";

/**
 * Reports that no response came: the connection failed or broke.
 *
 * @example
 * ```ts
 * if (error.kind === "network" && error.sent === "no") await enkash.createOrder(order);
 * ```
 */
export class EnkashNetworkError extends EnkashErrorBase {
  static {
    EnkashNetworkError.prototype.name = "EnkashNetworkError";
  }

  readonly kind = "network" as const;

  constructor(circumstances: Circumstances) {
    const found = codes(circumstances.cause).join(", ");
    super(`${circumstances.operation} got no response${found && `: ${found}`}`, circumstances);
  }
}

/**
 * Codes of failures before the first byte of a request can leave: the connection, and our own check
 * of the certificate. A wrong version number is none: it can come after the request as well.
 */
const BEFORE_SENDING = [
  /^(UND_ERR_CONNECT_TIMEOUT|ERR_TLS_CERT_ALTNAME_INVALID|ERR_SSL_UNSUPPORTED_PROTOCOL)$/,
  /^((CERT|UNABLE_TO)_\w+|(DEPTH_ZERO_)?SELF_SIGNED_CERT\w*|INVALID_(CA|PURPOSE))$/,
  /^(PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/,
];

/** Words of failures before sending that have no code, of undici and of Node. */
const WORDS = [
  "bad port",
  "Client network socket disconnected before secure TLS connection was established",
];

/** Returns whether a `fetch` that sends a request once failed before a byte of it could leave. */
export function failedBeforeSending(error: unknown): boolean {
  return chain(error).some(
    ({ code, syscall, message }) =>
      syscall === "connect" ||
      syscall === "getaddrinfo" ||
      BEFORE_SENDING.some((known) => known.test(String(code))) ||
      WORDS.includes(String(message)),
  );
}

/** Returns whether a framework refused to send: Next.js while it renders a page ahead of time. */
export function isRefusedByFramework(error: unknown): boolean {
  const [{ digest, $$typeof } = {}] = chain(error);
  return digest === "DYNAMIC_SERVER_USAGE" || $$typeof === Symbol.for("react.postpone");
}

/**
 * Returns whether an own `fetch` declares by `sent: "no"` that nothing was sent. An error of this
 * package does not: it speaks of another call, e.g. of the one for a token.
 */
export function declaresUnsent(error: unknown): boolean {
  try {
    const { sent, kind } = error as { sent?: unknown; kind?: unknown };
    return sent === "no" && kind === undefined && !hasBrand(error);
  } catch {
    return false;
  }
}
