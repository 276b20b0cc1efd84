import type { OperationId } from "../generated/operations.js";
import { validators } from "../generated/validators.js";
import type { UnexpectedReason } from "./errors/unexpected-response.js";
import type { ResponseLike } from "./options.js";
import type { EnkashResult } from "./result.js";
import { explain, type Violation, violation } from "./violations.js";

/** Returns whether `fetch` gave a response. One of the caller's own can return anything. */
export function isResponse(value: unknown): value is ResponseLike {
  const { status, headers, type } = (value ?? {}) as Partial<ResponseLike>;
  // Response.error() is no response, either.
  return typeof headers?.get === "function" && Number(status) >= 0 && type !== "error";
}

/** Returns whether a response is a redirect, or came after one. */
export function isRedirect({ status, type, redirected }: ResponseLike): boolean {
  return type === "opaqueredirect" || redirected === true || /^30[12378]$/.test(`${status}`);
}

/** Returns whether a response has a status of 2xx. */
export function isOk({ status }: ResponseLike): boolean {
  return status >= 200 && status < 300;
}

/** Returns what a body is that is no JSON object. */
export function nameBody(text: string, response: ResponseLike): UnexpectedReason {
  if (text.trim() === "") return "empty";
  return /^\s*</.test(text) || /html/i.test(response.headers.get("content-type") ?? "")
    ? "html"
    : "not-json";
}

/** Lists where a success response violates the contract. */
export function findDrift<Id extends OperationId>(
  id: Id,
  { body, response }: EnkashResult<Id>,
): Violation[] {
  const validate = validators[id].response;
  const violations = validate(body as unknown) ? [] : explain(validate.errors, id, "response");
  if (response.status !== 200) {
    const message = "came with a status other than the documented 200";
    violations.push(violation(id, "response", "", "status", message));
  }
  return violations;
}

const LONGEST_SECONDS = 9_999_999;

/** Returns the seconds of a header `Retry-After`, which is a number or a date. */
export function retryAfter({ headers }: ResponseLike): number | undefined {
  const value = headers.get("retry-after");
  if (typeof value !== "string") return undefined;
  // A date of HTTP begins with the name of its day; Date.parse takes even "-1".
  const date = /^[A-Z][a-z]+,? /.test(value) ? Date.parse(value) : Number.NaN;
  const seconds = /^\d+$/.test(value)
    ? Number(value)
    : Math.max(0, Math.ceil((date - Date.now()) / 1000));
  // Longer than this is a mistake, or a number that does not belong into a log.
  return seconds <= LONGEST_SECONDS ? seconds : undefined;
}
