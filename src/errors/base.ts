import type { OperationId } from "../../generated/operations.js";

/** Says whether the request left: `"no"`, `"maybe"` (it may have been carried out), or `"yes"` (an answer came). */
export type Sent = "no" | "maybe" | "yes";

/** Holds what every error knows of the call that it ended. */
export interface Circumstances {
  operation?: OperationId | undefined;
  method?: string | undefined;
  url?: string | undefined;
  status?: number | undefined;
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
  /** Names what happened, for a `switch`. */
  abstract readonly kind: string;
  /** The operation that was called; absent only where the client itself could not be created. */
  readonly operation: OperationId | undefined;
  /** The HTTP method of the call. */
  readonly method: string | undefined;
  /** Host and path of the call. It never carries a secret. */
  readonly url: string | undefined;
  /** HTTP status, whenever a response came. */
  readonly status: number | undefined;
  /** The value of a common request id header, if the response had one. */
  readonly requestId: string | undefined;
  /** Says whether the request left, and with it whether money may have moved. */
  readonly sent: Sent;
  readonly #original: unknown;

  constructor(what: string, circumstances: Circumstances, next = NEXT_STEP[circumstances.sent]) {
    const { operation, method, url, status, requestId, sent, cause } = circumstances;
    const where = [method, url].filter(Boolean).join(" ");
    super(`${what}${where && ` (${where})`}\n${next}`);
    if (cause !== undefined) this.cause = summary(cause);
    this.#original = cause;
    this.operation = operation;
    this.method = method;
    this.url = url;
    this.status = status;
    this.requestId = requestId;
    this.sent = sent;
  }

  /**
   * Returns what was thrown underneath: by `fetch`, by a function that gives a credential. `cause` has its name and its
   * codes; the rest is never printed with the error, since it may quote what was sent.
   */
  original(): unknown {
    return this.#original;
  }

  /** Returns what may be written to a log. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause } = this;
    return Object.assign(
      { name, message },
      this as object,
      cause !== undefined && { cause: String(cause) },
    );
  }
}

/** Is as much of a foreign error as is known of it: `code` and `syscall` are what Node adds. */
interface Link {
  name?: unknown;
  code?: unknown;
  syscall?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** Lists an error and its causes, outermost first. Reading a foreign object can throw, too. */
export function chain(error: unknown): Link[] {
  const links: Link[] = [];
  try {
    for (let link = error; typeof link === "object" && link !== null && links.length < 5; ) {
      const { name, code, syscall, cause, errors } = link as Link;
      links.push({ name, code, syscall });
      link = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
    }
  } catch {
    // What could be read so far has to do.
  }
  return links;
}

/** Lists the codes of an error and of its causes: `ECONNREFUSED`, `UND_ERR_SOCKET`. */
export function codes(error: unknown): string[] {
  return chain(error)
    .map(({ code }) => code)
    .filter(
      (code): code is string =>
        typeof code === "string" && /^(E[A-Z]{2,20}|[A-Z]+(_[A-Z]+){1,6})$/.test(code),
    );
}

/**
 * Keeps of a foreign error its name and its codes. Its message is left out, because it may quote what was sent: an
 * invalid header value, say.
 */
function summary(error: unknown): Error {
  const kept = new Error(codes(error).join(", ") || "see original()");
  const name = chain(error)[0]?.name;
  if (typeof name === "string" && /^[A-Za-z]{0,30}Error$/.test(name)) kept.name = name;
  kept.stack = `${kept.name}: ${kept.message}`;
  return kept;
}
