import type { OperationId } from "../../generated/client.js";

/** Says whether the request left: `"no"`, `"maybe"` (it may have been carried out), or `"yes"` (an answer came). */
export type Sent = "no" | "maybe" | "yes";

/** Holds what every error knows of the call that it ended. */
export interface Circumstances {
  /** The operation; absent only where the client itself could not be created. */
  operation?: OperationId | undefined;
  method?: string | undefined;
  /** Host and path. A URL never carries a secret here. */
  url?: string | undefined;
  /** HTTP status, whenever a response came. */
  status?: number | undefined;
  /** The value of a common request id header, if the response had one. */
  requestId?: string | undefined;
  sent: Sent;
  cause?: unknown;
}

/** Says what is safe to do next, by what is known of the request. */
export const NEXT_STEP: Record<Sent, string> = {
  no: "Nothing was sent; it is safe to call again.",
  maybe: "The request may have been carried out. Ask EnKash for its state before you repeat it.",
  yes: "The request reached a server and may have been carried out. Ask EnKash for its state before you repeat it.",
};

/** Is the base of all errors. It never holds a credential or a body in a place that is printed. */
export abstract class EnkashErrorBase extends Error {
  abstract readonly kind: string;
  readonly operation: OperationId | undefined;
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly sent: Sent;

  constructor(what: string, circumstances: Circumstances, next = NEXT_STEP[circumstances.sent]) {
    const { operation, method, url, status, requestId, sent, cause } = circumstances;
    super(`${what}${method === undefined ? "" : ` (${method} ${url ?? "to no known host"})`}\n${next}`);
    if (cause !== undefined) this.cause = summary(cause);
    this.operation = operation;
    this.method = method;
    this.url = url;
    this.status = status;
    this.requestId = requestId;
    this.sent = sent;
  }

  /** Returns what may be written to a log. */
  toJSON(): Record<string, unknown> {
    const { name, message } = this;
    return Object.assign({ name, message }, this as object);
  }
}

/** Lists the codes of an error and of its causes, outermost first: `ECONNREFUSED`, `UND_ERR_SOCKET`. */
export function codes(error: unknown): string[] {
  const found: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 5 && typeof current === "object" && current !== null; depth++) {
    const { code, cause, errors } = current as { code?: unknown; cause?: unknown; errors?: unknown };
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) found.push(code);
    current = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return found;
}

/**
 * Keeps of a foreign error its name and its codes. Its message is left out, because it may quote what was sent: an
 * invalid header value, say.
 */
function summary(error: unknown): Error {
  const name = error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : "Error";
  const kept = new Error(codes(error).join(", ") || "no code");
  kept.name = name;
  kept.stack = `${name}: ${kept.message}`;
  return kept;
}
