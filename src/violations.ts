import type { OperationId } from "../generated/operations.js";

/** Place that violates the contract. It never contains a value. */
export interface Violation {
  /** Keys that lead to the place, as in an issue of Standard Schema: `["amount", "value"]`. */
  path: readonly (string | number)[];
  /** JSON pointer to the place: `/amount/value`. */
  pointer: string;
  /** JSON Schema keyword that is violated: `minimum`. */
  keyword: string;
  /** What is wrong, in words: `must be at least 0.01`. */
  message: string;
  /** Place in the contract, the id of the fact about it: `createOrder.request.orderId`. */
  fact: string;
}

/** Creates a violation of what the contract states about one body. */
export function violation(
  body: `${OperationId}.${"request" | "response"}`,
  pointer: string,
  found: Pick<Violation, "keyword" | "message">,
): Violation {
  return { path: keys(pointer), pointer, ...found, fact: body + factPath(pointer) };
}

/** Writes violations for a message, one in a line. */
export function describe(violations: readonly Violation[], whole: string): string {
  return violations.map(({ pointer, message }) => `  ${pointer || whole} ${message}`).join("\n");
}

/** Returns the keys of a JSON pointer, array indices as numbers. */
function keys(pointer: string): (string | number)[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => (/^\d+$/.test(key) ? Number(key) : unescapePointer(key)));
}

/** Returns `*` for names that are unsafe to log: line breaks, long texts, card numbers. */
export function printable(name: string): string {
  const isSafe =
    /^[\w .:@$~-]{1,40}$/.test(name) && !/\d{7}/.test(name.replace(/[^A-Za-z0-9]/g, ""));
  return isSafe ? name : "*";
}

/** Returns a pointer as it stands in the ids of facts: array indices become `[]`. */
function factPath(pointer: string): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, "[]").replaceAll("/", ".");
}

/** Writes a name as a part of a JSON pointer. */
export function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function unescapePointer(name: string): string {
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}
