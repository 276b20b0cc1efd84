import type { OperationId } from "../generated/operations.js";
import type { SchemaError } from "../generated/validators.js";

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

/** Violations that a person may want to read, and a hostile response may make the client write. */
const MOST = 100;

/** Puts the violations that Ajv found into words, the first hundred of them. */
export function explain(
  found: readonly SchemaError[] | null | undefined,
  operation: OperationId,
  side: "request" | "response",
): Violation[] {
  return (found ?? []).slice(0, MOST).map(({ instancePath, keyword, params }) => {
    // For these two keywords Ajv points at the object and names the property aside.
    const name = params.missingProperty ?? params.additionalProperty;
    const path =
      name === undefined ? instancePath : `${instancePath}/${escapePointer(String(name))}`;
    const pointer = path.replace(/[^/]+/g, printable);
    return violation(`${operation}.${side}`, pointer, { keyword, message: words(keyword, params) });
  });
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

const COMPARED: Record<string, string> = {
  minimum: "at least",
  maximum: "at most",
  exclusiveMinimum: "more than",
  exclusiveMaximum: "less than",
};

function words(keyword: string, params: Record<string, unknown>): string {
  const compared = COMPARED[keyword];
  if (compared !== undefined) return `must be ${compared} ${params.limit}`;
  const [, end, unit = ""] = /^(min|max)(Length|Items|Properties)$/.exec(keyword) ?? [];
  if (end !== undefined) {
    const counted = unit === "Length" ? "characters" : unit.toLowerCase();
    return `must have at ${end === "min" ? "least" : "most"} ${params.limit} ${counted}`;
  }
  switch (keyword) {
    case "required":
      return "is missing";
    case "additionalProperties":
      return "is not a property that the contract knows";
    case "type":
      return `must be a JSON ${params.type}`;
    case "enum":
      return `must be one of: ${(params.allowedValues as unknown[]).join(", ")}`;
    case "pattern":
      return `must match ${params.pattern}`;
    case "format":
      return `must have the format ${params.format}`;
    case "uniqueItems":
      return "must have no item twice";
    default:
      return `violates the keyword ${keyword}`;
  }
}
