import type { UnexpectedReason } from "./errors/unexpected-response.js";
import type { ResponseLike } from "./fetch-types.js";

/** Response of which everything was looked at once. Nothing that is read of it throws. */
export interface ReceivedResponse extends ResponseLike {
  /** Response as `fetch` gave it. */
  readonly original: ResponseLike;
}

/** Reads what `fetch` gave, or returns undefined if it is no response. */
export function receive(value: unknown): ReceivedResponse | undefined {
  try {
    const original = value as ResponseLike;
    const { status, headers, type, redirected, body, bodyUsed } = original;
    // Response.error() is no response, either.
    const isStatus = Number.isInteger(status) && status >= 0 && status <= 999;
    if (typeof headers.get !== "function" || !isStatus || type === "error") return undefined;
    const text = typeof original.text === "function" ? () => original.text?.() : undefined;
    return {
      original,
      status,
      type,
      redirected,
      body,
      bodyUsed,
      text,
      headers: new ReadHeaders(headers),
    } as ReceivedResponse;
  } catch {
    return undefined;
  }
}

/** Headers of a foreign response, which may throw or return anything. */
class ReadHeaders {
  readonly #headers: ResponseLike["headers"];

  constructor(headers: ResponseLike["headers"]) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    try {
      const value: unknown = this.#headers.get(name);
      return typeof value === "string" ? value : null;
    } catch {
      return null;
    }
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    return (this.#headers as Headers)[Symbol.iterator]();
  }
}

/** Returns whether a response is a redirect, or came after one. */
export function isRedirect({
  status,
  type,
  redirected,
}: Pick<ResponseLike, "status" | "type" | "redirected">): boolean {
  return type === "opaqueredirect" || redirected === true || /^30[12378]$/.test(`${status}`);
}

/** Returns whether a response has a status of 2xx. */
export function isOk({ status }: Pick<ResponseLike, "status">): boolean {
  return status >= 200 && status < 300;
}

/** Returns the kind of a body that is no JSON object. */
export function nameBody(
  text: string,
  response: ResponseLike,
): Extract<UnexpectedReason, "empty" | "html" | "not-json"> {
  if (text.trim() === "") return "empty";
  return /^\s*</.test(text) || /html/i.test(response.headers.get("content-type") ?? "")
    ? "html"
    : "not-json";
}

const LONGEST_SECONDS = 9_999_999;

/** Returns the seconds of a header `Retry-After`, which is a number or a date. */
export function retryAfter({ headers }: ResponseLike): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  // A date of HTTP begins with the name of its day; Date.parse takes even "-1".
  const date = /^[A-Z][a-z]+,? /.test(value) ? Date.parse(value) : Number.NaN;
  const seconds = /^\d+$/.test(value)
    ? Number(value)
    : Math.max(0, Math.ceil((date - Date.now()) / 1000));
  // Longer than this is a mistake, or a number that does not belong into a log.
  return seconds <= LONGEST_SECONDS ? seconds : undefined;
}
