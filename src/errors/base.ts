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
    const where = [method, url].filter(Boolean).join(" ");
    super(`${what}${where && ` (${where})`}\n${next}`);
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
    .filter((code): code is string => typeof code === "string" && /^(E[A-Z]{2,20}|[A-Z]+(_[A-Z]+){1,6})$/.test(code));
}

/**
 * Keeps of a foreign error its name and its codes. Its message is left out, because it may quote what was sent: an
 * invalid header value, say.
 */
function summary(error: unknown): Error {
  const kept = new Error(codes(error).join(", ") || "no code");
  const name = chain(error)[0]?.name;
  if (typeof name === "string" && /^[A-Za-z]{0,30}Error$/.test(name)) kept.name = name;
  kept.stack = `${kept.name}: ${kept.message}`;
  return kept;
}
