import { type Circumstances, chain, codes, EnkashErrorBase } from "./base.js";

/** Reports that no response came: the connection failed or broke. */
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

/** Returns whether the built-in `fetch` failed before the first byte of the request could leave. */
export function neverConnected(error: unknown): boolean {
  return chain(error).some(
    ({ code, syscall }) =>
      code === "UND_ERR_CONNECT_TIMEOUT" || syscall === "connect" || syscall === "getaddrinfo",
  );
}
