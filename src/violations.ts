import type { OperationId } from "../generated/client.js";
import type { Violation as AjvViolation } from "../generated/validators.js";

/** Describes one place that breaks the contract. It never holds a value. */
export interface Violation {
  /** JSON pointer to the place: `/amount/value`. */
  pointer: string;
  /** The JSON Schema keyword that is broken: `minimum`. */
  keyword: string;
  /** What the contract expects, in words: `must be at least 0.01`. */
  expected: string;
  /** The place in the contract, which is the id of its fact where a page states it: `createOrder.request.amount.value`. */
  fact: string;
}

/** As many violations as a person may want to read, and a hostile answer may make the client write. */
const MOST = 100;

/** Puts the violations that Ajv found into words, the first hundred of them. */
export function explain(
  found: readonly AjvViolation[] | null | undefined,
  operation: OperationId,
  side: "request" | "response",
): Violation[] {
  return (found ?? []).slice(0, MOST).map(({ instancePath, keyword, params }) => {
    // For these two keywords Ajv points at the object and names the member aside.
    const member = params.missingProperty ?? params.additionalProperty;
    const path = member === undefined ? instancePath : `${instancePath}/${escapePointer(String(member))}`;
    const pointer = path.replace(/[^/]+/g, printable);
    return { pointer, keyword, expected: words(keyword, params), fact: factId(operation, side, pointer) };
  });
}

/** Keeps a name that can stand in a log: no line break, no novel, nothing like a card or account number. */
export function printable(name: string): string {
  return /^[\w .:@$~-]{1,40}$/.test(name) && !/\d{7}/.test(name) ? name : "*";
}

/** Returns the id of the fact that a pointer leads to: array indices become `[]`. */
function factId(operation: OperationId, side: "request" | "response", pointer: string): string {
  const place = pointer.replace(/\/\d+(?=\/|$)/g, "[]").replaceAll("/", ".");
  return `${operation}.${side}${place}`;
}

function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function words(keyword: string, params: Record<string, unknown>): string {
  switch (keyword) {
    case "required":
      return "is missing";
    case "additionalProperties":
      return "is not a member that the contract knows";
    case "type":
      return `must be a JSON ${params.type}`;
    case "enum":
      return `must be one of: ${(params.allowedValues as unknown[]).join(", ")}`;
    case "minimum":
      return `must be at least ${params.limit}`;
    case "minLength":
      return `must have at least ${params.limit} characters`;
    case "maxLength":
      return `must have at most ${params.limit} characters`;
    case "pattern":
      return `must match ${params.pattern}`;
    case "format":
      return `must be a JSON number of the format ${params.format}`;
    default:
      return `breaks the keyword ${keyword}`;
  }
}
