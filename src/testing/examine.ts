import {
  mediaTypes,
  type OperationId,
  operationIds,
  operations,
  pages,
} from "../../generated/operations.js";
import { schemas } from "../../generated/schemas.js";
import { check } from "../check.js";
import { type Violation, violation } from "../violations.js";
import { accepts, baseType, isJson, saysUtf8 } from "./media-type.js";
import type { Problem } from "./problem.js";
import { MAX_BODY_BYTES, type ReceivedRequest } from "./received-request.js";

const WRITERS = "json_encode (PHP), json.dumps (Python) or JSON.stringify (JavaScript) writes it.";

/** A request, and what is wrong with it. */
export interface Examined {
  /** Operation that the path leads to. */
  operation: OperationId | undefined;
  /** Body, parsed; `undefined` where it is no JSON. */
  body: unknown;
  /** Problems in the order in which Prism finds them, each looked for when it is asked for. */
  problems: Iterable<Problem>;
}

/** Examines a request: what it asks for, and where it violates the contract. */
export function examine(request: ReceivedRequest): Examined {
  const operation = operationAt(request.path);
  const body = readBody(request);
  const value = "value" in body ? body.value : undefined;
  return { operation, body: value, problems: findProblems(request, operation, body) };
}

/** Returns the operation that a path leads to. */
export function operationAt(path: string): OperationId | undefined {
  return operationIds.find((id) => operations[id].path === path);
}

type Body = { value: unknown } | { status: number; title: string; detail: string };

/** Reads the body as JSON where it claims to be JSON, or returns what keeps it from being read. */
function readBody({ text, isUtf8, header }: ReceivedRequest): Body {
  if (text === undefined) {
    const detail = `The body is larger than ${MAX_BODY_BYTES} bytes.`;
    return { status: 413, title: "Content Too Large", detail };
  }
  const contentType = header("content-type") ?? "";
  if (text === "") return { value: undefined };
  if (!saysUtf8(contentType)) {
    const detail = "The charset must be utf-8. Correct the header Content-Type, or leave it out.";
    return { status: 400, title: "Bad Request", detail };
  }
  if (!isJson(baseType(contentType))) return { value: undefined };
  try {
    if (isUtf8) return { value: JSON.parse(text) as unknown };
  } catch {
    // No JSON.
  }
  const detail = `The body is not ${isUtf8 ? "JSON" : "UTF-8"}. ${WRITERS}`;
  return { status: 400, title: "Bad Request", detail };
}

function* findProblems(
  { method, header, text }: ReceivedRequest,
  operation: OperationId | undefined,
  body: Body,
): Generator<Problem> {
  if ("status" in body) yield problem(operation, body);
  if (operation === undefined) {
    const known = operationIds.map((id) => operations[id].path).join(", ");
    const detail = `No operation of the contract has this path. The paths are: ${known}.`;
    yield problem(operation, { status: 404, title: "Not Found", detail });
    return;
  }
  const { method: documented, path } = operations[operation];
  if (method !== documented) {
    const detail = `${path} takes ${documented} alone.`;
    yield problem(operation, { status: 405, title: "Method Not Allowed", detail });
  }
  const missing = missingHeaders(header, operation);
  if (missing.length > 0) {
    const detail = "A credential is missing: violations names its header.";
    yield problem(operation, { status: 401, title: "Unauthorized", detail }, missing);
  }
  const types = mediaTypes[operation];
  const isTyped = text === "" || baseType(header("content-type") ?? "") === types.request;
  if (!isTyped) {
    const detail = `The content type must be ${types.request}, and the body JSON. ${WRITERS}`;
    yield problem(operation, { status: 415, title: "Unsupported Media Type", detail });
  }
  const violations = isTyped && "value" in body ? checkBody(operation, text, body.value) : [];
  if (violations.length > 0) {
    const count = violations.length === 1 ? "one place" : `${violations.length} places`;
    const detail = `The body violates the contract in ${count}. Each is listed in violations.`;
    yield problem(operation, { status: 422, title: "Unprocessable Content", detail }, violations);
  }
  if (!accepts(header("accept") ?? "*/*", types.response)) {
    const detail = `The response is ${types.response}. Name it in the header Accept.`;
    yield problem(operation, { status: 406, title: "Not Acceptable", detail });
  }
}

function missingHeaders(header: ReceivedRequest["header"], operation: OperationId): Violation[] {
  return operations[operation].security
    .filter(({ header: name, prefix }) => {
      const value = header(name) ?? "";
      // The name of a scheme does not depend on case (RFC 9110 11.1).
      const hasScheme = value.toLowerCase().startsWith(prefix.toLowerCase());
      return !hasScheme || value.slice(prefix.length).trim() === "";
    })
    .map(({ credential, header, prefix }) => ({
      path: [],
      pointer: "",
      keyword: "security",
      message: `needs the header ${header} with ${quoted(prefix)}the credential ${credential}`,
      // A bearer token stands on its page as the authorization, an API key as a header.
      fact: prefix === "" ? `${operation}.header.${header}` : `${operation}.authorization`,
    }));
}

function quoted(prefix: string): string {
  return prefix === "" ? "" : `"${prefix}" and `;
}

function checkBody(operation: OperationId, text: string | undefined, body: unknown): Violation[] {
  if (text === "") {
    return [violation(`${operation}.request`, "", { keyword: "required", message: "is missing" })];
  }
  return check(schemas[operation].request, body, `${operation}.request`).map((found) =>
    isEmptyList(body, found)
      ? { ...found, message: `${found.message}: in PHP, new stdClass() in place of []` }
      : found,
  );
}

/** Returns whether an empty list stands where an object belongs: PHP writes empty arrays so. */
function isEmptyList(body: unknown, { path, message }: Violation): boolean {
  const value = path.reduce<unknown>(
    (inner, key) => (inner as Record<string | number, unknown>)?.[key],
    body,
  );
  return message === "must be a JSON object" && Array.isArray(value) && value.length === 0;
}

/** Creates a problem, each violation with the page that documents it. */
export function problem(
  operation: OperationId | undefined,
  { status, title, detail }: Pick<Problem, "status" | "title" | "detail">,
  violations: Violation[] = [],
): Problem {
  const documented = violations.map((found) => ({ ...found, page: pageTitle(operation) }));
  return { status, title, detail, operation, violations: documented };
}

/** Returns the page of an operation, with the date of its last change, if it has one. */
export function pageTitle(operation: OperationId | undefined): string {
  if (operation === undefined) return "";
  const { title, modified }: { title: string; modified?: string } = pages[operation];
  return modified === undefined ? title : `${title}, modified ${modified}`;
}
