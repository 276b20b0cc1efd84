import type { OperationId } from "../../generated/operations.js";
import type { ResponseLike } from "../fetch-types.js";
import type { EnkashResult } from "../result-types.js";
import type { Circumstances, Sent } from "./circumstances.js";
import { AGAIN, nextStep } from "./next-step.js";

/** What an error keeps out of logs, returned by `error.unredacted()`. */
export interface Unredacted<Id extends OperationId = OperationId> {
  /** What `fetch`, a body or a credential function threw. */
  cause?: unknown;
  /** Status and headers of the response. */
  response?: { status: number; headers: Headers };
  /** Parsed body. */
  body?: Readonly<Record<string, unknown>>;
  /** Body as text. */
  text?: string;
  /** Payload of a refusal: any JSON, e.g. a string. */
  payload?: unknown;
  /** `response_message` of a refusal. */
  message?: unknown;
  /** Result that the call would have returned. */
  result?: EnkashResult<Id>;
}

/** {@link Unredacted} with the properties that a class of errors always has. */
export type UnredactedWith<
  Known extends keyof Unredacted,
  Id extends OperationId = OperationId,
> = Unredacted<Id> & Required<Pick<Unredacted<Id>, Known>>;

const BRAND = Symbol.for("enkash-contract.error");

/** Base class of all errors. Printed, an error shows neither a credential nor a body. */
export abstract class EnkashErrorBase<
  Known extends keyof Unredacted = never,
  Id extends OperationId = OperationId,
> extends Error {
  static {
    Object.defineProperty(EnkashErrorBase.prototype, BRAND, { value: true });
  }

  /** What happened, for a `switch`. */
  abstract readonly kind: string;
  /** Operation that was called; undefined if the client itself could not be created. */
  readonly operation!: Id | undefined;
  /** Id of the call, the same as in its events; undefined if no call was made. */
  readonly callId: string | undefined = undefined;
  /** HTTP method of the call. */
  readonly method!: string | undefined;
  /** Host and path of the call, without secrets. */
  readonly url!: string | undefined;
  /** HTTP status, if a response came. */
  readonly status!: number | undefined;
  /** Value of a common request id header, if the response had one that is safe to log. */
  readonly requestId!: string | undefined;
  /**
   * Seconds to wait before the next call: from `Retry-After`, or until a refused credential may be
   * loaded again.
   */
  readonly retryAfter!: number | undefined;
  /** Whether the request left, and with it whether money may have moved. */
  readonly sent!: Sent;
  /**
   * Whether the same call may be made again at once: it can double nothing, and nothing has to be
   * corrected first.
   */
  readonly repeatable!: boolean;
  readonly #response: ResponseLike | undefined;
  readonly #details: Unredacted<Id>;

  constructor(
    what: string,
    circumstances: Circumstances,
    { next = nextStep(circumstances), ...details }: Unredacted<Id> & { next?: string } = {},
  ) {
    const { response, cause, ...call } = circumstances;
    const where = call.url === undefined ? "" : ` (${call.method} ${call.url})`;
    super(`${what}${where}\n${next}`);
    if (cause !== undefined) {
      this.cause = summary(cause);
      keepMarks(cause, this);
    }
    this.#response = response;
    this.#details = cause === undefined ? details : { ...details, cause };
    Object.assign(this, call, { status: response?.status, repeatable: next.endsWith(AGAIN) });
  }

  /**
   * Returns what is kept out of logs, since it may quote what was sent.
   *
   * @returns What was thrown underneath, and of a response its headers and what could be read.
   */
  unredacted(): UnredactedWith<Known, Id> {
    const all: Unredacted<Id> = { ...this.#details };
    if (this.#response !== undefined) {
      const { status, headers } = this.#response;
      all.response = { status, headers: copyHeaders(headers) };
    }
    return all as UnredactedWith<Known, Id>;
  }

  /** Returns what may be written to a log. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause } = this;
    return Object.assign(
      { name, message },
      this as object,
      cause !== undefined && { cause: lineOf(cause) },
    );
  }
}

/**
 * Returns whether a value is an error of this package, of another copy of it, too.
 *
 * @param value Anything, e.g. what a `catch` caught.
 */
export function hasBrand(value: unknown): boolean {
  try {
    return isObject(value) && BRAND in value;
  } catch {
    return false;
  }
}

/** Returns whether a value is of a class. `instanceof` can throw, e.g. on a revoked proxy. */
export function isA<Class>(
  value: unknown,
  type: abstract new (...given: never[]) => Class,
): value is Class {
  try {
    return value instanceof type;
  } catch {
    return false;
  }
}

/** Copies headers. Those of another implementation are read by iteration. */
function copyHeaders(headers: ResponseLike["headers"]): Headers {
  try {
    return new Headers(headers as Headers);
  } catch {
    return new Headers();
  }
}

/** Writes a cause in one line. A tool may have replaced it by a copy that is no error any more. */
function lineOf(cause: unknown): string {
  try {
    const { name, message } = cause as Error;
    return `${name}: ${message}`;
  } catch {
    return "";
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** As much of a foreign error as is known of it: `code` and `syscall` are what Node adds. */
interface Link {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  syscall?: unknown;
  cause?: unknown;
  errors?: unknown;
  digest?: unknown;
  $$typeof?: unknown;
}

/** Lists an error and its causes, outermost first. Reading a foreign object can throw, too. */
export function chain(error: unknown): Link[] {
  const links: Link[] = [];
  try {
    for (let link = error; isObject(link) && links.length < 5; ) {
      const { name, message, code, syscall, cause, errors, digest, $$typeof } = link as Link;
      links.push({ name, message, code, syscall, digest, $$typeof });
      // On our own errors `cause` is a redacted copy.
      const below = isA(link, EnkashErrorBase) ? link.unredacted().cause : cause;
      link = below ?? (Array.isArray(errors) ? errors[0] : undefined);
    }
  } catch {
    // Keep what was read so far.
  }
  return links;
}

/** Code of a foreign error. More than two digits in a row may be part of a secret. */
const CODE = /^(E\d?[A-Z]{2,20}|[A-Z]+\d{0,2}[A-Z]*(_[A-Z]*\d{0,2}[A-Z]*){1,8})$/;

/** Lists the codes of an error and of its causes: `ECONNREFUSED`, `UND_ERR_SOCKET`. */
export function codes(error: unknown): string[] {
  return chain(error)
    .map(({ code }) => code)
    .filter((code): code is string => typeof code === "string" && CODE.test(code));
}

/**
 * Keeps the marks by which Next.js and React know their own control flow: without them a build ends
 * with an error.
 */
function keepMarks(cause: unknown, error: Error): void {
  const [{ digest, $$typeof } = {}] = chain(cause);
  // Not enumerable: a mark is for the framework, not for a log.
  if (typeof digest === "string" && /^[A-Z_]+(;|$)/.test(digest))
    Object.defineProperty(error, "digest", { value: digest });
  if (typeof $$typeof === "symbol") Object.defineProperty(error, "$$typeof", { value: $$typeof });
}

/**
 * Keeps the name and the codes of a foreign error. Its message is left out, because it may quote
 * what was sent, e.g. an invalid header value.
 */
function summary(error: unknown): Error {
  const kept = new Error(codes(error).join(", ") || "see unredacted()");
  const name = chain(error)[0]?.name;
  if (typeof name === "string" && /^[A-Za-z]{0,30}Error$/.test(name)) kept.name = name;
  kept.stack = `${kept.name}: ${kept.message}`;
  return kept;
}
