import { mediaTypes, type OperationId, operations, pages } from "../../generated/operations.js";
import { validators } from "../../generated/validators.js";
import { explain, type Violation, violation } from "../violations.js";
import { type Preference, readPreference, UnknownPreference } from "./prefer.js";
import type { Problem } from "./problem.js";
import { MAX_BODY_BYTES, type ReceivedRequest } from "./received-request.js";

const IDS = Object.keys(operations) as OperationId[];

/** Verdict on a request: what is wrong with it first, or its operation and body. */
export type Verdict =
  | { problem: Problem; operation: OperationId | undefined }
  | { problem: undefined; operation: OperationId; body: unknown };

/** Verdict on a request to the mock, with the response that it asks for. */
export type CheckedRequest =
  | { problem: Problem; operation: OperationId | undefined }
  | {
      problem: undefined;
      operation: OperationId;
      body: unknown;
      preference: Preference | undefined;
    };

/** Checks a request to the mock: it has to fulfil the contract, and to ask for a response that is there. */
export function checkRequest(request: ReceivedRequest): CheckedRequest {
  const verdict = checkContract(request);
  if (verdict.problem !== undefined) return verdict;
  const { operation } = verdict;
  try {
    const preference = readPreference(operation, request.header("prefer") ?? "");
    return { ...verdict, preference };
  } catch (error) {
    if (!(error instanceof UnknownPreference)) throw error;
    return { operation, problem: problem(operation, 404, "Not Found", error.message) };
  }
}

/** Checks a request against the contract, in the order in which Prism does. */
export function checkContract(request: ReceivedRequest): Verdict {
  const operation = operationAt(request.path);
  const body = readBody(request);
  if ("status" in body) {
    return { operation, problem: problem(operation, body.status, body.title, body.detail) };
  }
  if (operation === undefined) {
    const known = IDS.map((id) => operations[id].path).join(", ");
    const detail = `No operation of the contract has this path. The paths are: ${known}.`;
    return { operation, problem: problem(operation, 404, "Not Found", detail) };
  }
  const found = findProblem(request, operation, body.value);
  if (found !== undefined) return { operation, problem: found };
  return { operation, problem: undefined, body: body.value };
}

/** Returns the operation that a path leads to. */
export function operationAt(path: string): OperationId | undefined {
  return IDS.find((id) => operations[id].path === path);
}

type Body = { value: unknown } | { status: number; title: string; detail: string };

/** Reads the body as JSON where it claims to be JSON, or returns what keeps it from being read. */
function readBody({ text, header }: ReceivedRequest): Body {
  if (text === undefined) {
    const detail = `The body is larger than ${MAX_BODY_BYTES} bytes.`;
    return { status: 413, title: "Content Too Large", detail };
  }
  const contentType = header("content-type") ?? "";
  if (text === "") return { value: undefined };
  if (!isUtf8(contentType)) {
    const detail = "The charset must be utf-8. Correct the header Content-Type, or leave it out.";
    return { status: 400, title: "Bad Request", detail };
  }
  if (!isJson(baseType(contentType))) return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    const detail = "The body is not JSON. Send what JSON.stringify returns.";
    return { status: 400, title: "Bad Request", detail };
  }
}

function findProblem(
  { method, header, text }: ReceivedRequest,
  operation: OperationId,
  body: unknown,
): Problem | undefined {
  const { method: documented, path } = operations[operation];
  if (method !== documented) {
    const detail = `${path} takes ${documented} alone.`;
    return problem(operation, 405, "Method Not Allowed", detail);
  }
  const missing = missingHeaders(header, operation);
  if (missing.length > 0) {
    const detail = "A credential is missing: violations names its header.";
    return problem(operation, 401, "Unauthorized", detail, missing);
  }
  const types = mediaTypes[operation];
  if (text !== "" && baseType(header("content-type") ?? "") !== types.request) {
    const detail = `The content type must be ${types.request}. Set the header Content-Type.`;
    return problem(operation, 415, "Unsupported Media Type", detail);
  }
  const violations = checkBody(operation, text, body);
  if (violations.length > 0) {
    const count = violations.length === 1 ? "one place" : `${violations.length} places`;
    const detail = `The body breaks the contract in ${count}. Each is listed in violations.`;
    return problem(operation, 422, "Unprocessable Content", detail, violations);
  }
  if (!accepts(header("accept") ?? "*/*", types.response)) {
    const detail = `The response is ${types.response}. Name it in the header Accept.`;
    return problem(operation, 406, "Not Acceptable", detail);
  }
  return undefined;
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
      message: `needs the header ${header} with ${prefix === "" ? "" : `"${prefix}" and `}the credential ${credential}`,
      // A bearer token stands on its page as the authorization, an API key as a header.
      fact: prefix === "" ? `${operation}.header.${header}` : `${operation}.authorization`,
    }));
}

function checkBody(operation: OperationId, text: string | undefined, body: unknown): Violation[] {
  if (text === "") {
    return [violation(operation, "request", "", "required", "is missing")];
  }
  const validate = validators[operation].request;
  return validate(body) ? [] : explain(validate.errors, operation, "request");
}

function problem(
  operation: OperationId | undefined,
  status: number,
  title: string,
  detail: string,
  violations: Violation[] = [],
): Problem {
  const documented = violations.map((found) => ({ ...found, page: pageOf(operation) }));
  return { status, title, detail, operation, violations: documented };
}

/** Returns the page that an operation is documented on, with the date of its last change. */
export function pageOf(operation: OperationId | undefined): string {
  if (operation === undefined) return "";
  return `${pages[operation].title}, modified ${pages[operation].modified}`;
}

/** Returns a media type without its parameters. */
export function baseType(value: string): string {
  return value.replace(/;.*/s, "").trim().toLowerCase();
}

function isJson(mediaType: string): boolean {
  return mediaType === "application/json" || mediaType.endsWith("+json");
}

/** Returns whether a content type names no other charset than UTF-8. */
function isUtf8(contentType: string): boolean {
  const parameters = contentType.split(";").slice(1);
  const charset = parameters.find((parameter) => /^\s*charset\s*=/i.test(parameter));
  return charset === undefined || /=\s*"?utf-?8"?\s*$/i.test(charset);
}

/** Returns whether a header Accept asks for a media type; a weight of zero asks for the opposite. */
function accepts(header: string, mediaType: string): boolean {
  const ranges = ["*/*", mediaType.replace(/\/.*/, "/*"), mediaType];
  return header
    .split(",")
    .some((item) => ranges.includes(baseType(item)) && !/;\s*q=0(\.0*)?\s*$/i.test(item));
}
