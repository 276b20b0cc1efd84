import { mediaTypes, type OperationId, operations, pages } from "../../generated/operations.js";
import { validators } from "../../generated/validators.js";
import { readBody, TooLarge } from "../read-body.js";
import { explain, type Violation, violation } from "../violations.js";
import type { Problem } from "./problem.js";
import { exampleNames } from "./responses.js";

/** Is the largest body in bytes, 10 MiB; Prism has the same limit. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Lists the operations of the contract. */
export const OPERATIONS = Object.keys(operations) as OperationId[];

/** Tells whether a text is the name of an operation. */
export function isOperation(name: string): name is OperationId {
  return Object.hasOwn(operations, name);
}

/** Holds a request that was read: a valid one with its operation, or one with the first thing that is wrong with it. */
export type CheckedRequest = {
  /** The body as text, `undefined` where it was too large to read. */
  text: string | undefined;
} & (
  | { problem: Problem; operation: OperationId | undefined }
  | {
      problem: undefined;
      operation: OperationId;
      /** The example that the header Prefer names. */
      preferred: string | undefined;
    }
);

/** Reads a request and holds it to the contract, in the order in which Prism does. */
export async function checkRequest(request: Request): Promise<CheckedRequest> {
  const { pathname } = new URL(request.url);
  const operation = OPERATIONS.find((id) => operations[id].path === pathname);
  const text = await readText(request);
  const problem = findProblem(request, operation, text);
  // Without an operation there is a problem.
  if (problem !== undefined || operation === undefined)
    return { text, operation, problem: problem as Problem };
  return { text, operation, problem, preferred: preferredExample(request) };
}

function findProblem(
  request: Request,
  operation: OperationId | undefined,
  text: string | undefined,
): Problem | undefined {
  if (text === undefined) {
    return problem(
      operation,
      413,
      "Content Too Large",
      `The body is larger than ${MAX_BODY_BYTES} bytes.`,
    );
  }
  const mediaType = baseType(request.headers.get("content-type") ?? "");
  const body = text !== "" && isJson(mediaType) ? parse(text) : undefined;
  if (body instanceof SyntaxError) {
    return problem(
      operation,
      400,
      "Bad Request",
      "The body is not JSON. Send what JSON.stringify returns.",
    );
  }
  if (operation === undefined) {
    const known = OPERATIONS.map((id) => operations[id].path).join(", ");
    return problem(
      operation,
      404,
      "Not Found",
      `No operation of the contract has this path. The paths are: ${known}.`,
    );
  }
  const { method, path } = operations[operation];
  if (request.method !== method) {
    return problem(operation, 405, "Method Not Allowed", `${path} takes ${method} alone.`);
  }
  const missing = missingHeaders(request, operation);
  if (missing.length > 0) {
    return problem(
      operation,
      401,
      "Unauthorized",
      "A credential is missing: violations names its header.",
      missing,
    );
  }
  const expected = mediaTypes[operation].request;
  if (text !== "" && mediaType !== expected) {
    const detail = `The content type must be ${expected}. Set the header Content-Type.`;
    return problem(operation, 415, "Unsupported Media Type", detail);
  }
  const violations = checkBody(operation, text, body);
  if (violations.length > 0) {
    const count = violations.length === 1 ? "one place" : `${violations.length} places`;
    const detail = `The body breaks the contract in ${count}. Each is listed in violations.`;
    return problem(operation, 422, "Unprocessable Content", detail, violations);
  }
  const answered = mediaTypes[operation].response;
  if (!accepts(request.headers.get("accept") ?? "*/*", answered)) {
    return problem(
      operation,
      406,
      "Not Acceptable",
      `The answer is ${answered}. Name it in the header Accept.`,
    );
  }
  const preferred = preferredExample(request);
  const examples = exampleNames(operation);
  if (preferred !== undefined && !examples.includes(preferred)) {
    const detail = `Prefer names an example that is not there. The examples are: ${examples.join(", ")}.`;
    return problem(operation, 404, "Not Found", detail);
  }
  return undefined;
}

/** Reads the header that the mock server takes as well: `Prefer: example=refunded`. */
function preferredExample({ headers }: Request): string | undefined {
  return /(?:^|[\s,;])example="?([^\s,;"]+)/.exec(headers.get("prefer") ?? "")?.[1];
}

function missingHeaders({ headers }: Request, operation: OperationId): Violation[] {
  return operations[operation].security
    .filter(({ header, prefix }) => {
      const value = headers.get(header) ?? "";
      return !value.startsWith(prefix) || value.slice(prefix.length).trim() === "";
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

function checkBody(operation: OperationId, text: string, body: unknown): Violation[] {
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
  const page =
    operation === undefined
      ? ""
      : `${pages[operation].title}, modified ${pages[operation].modified}`;
  return {
    status,
    title,
    detail,
    operation,
    violations: violations.map((violation) => ({ ...violation, page })),
  };
}

/** Reads the body as text, or returns `undefined` where it is over the limit; what follows is not read. */
async function readText(request: Request): Promise<string | undefined> {
  try {
    return await readBody(new Response(request.body), MAX_BODY_BYTES, () => false);
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

function baseType(value: string): string {
  return value.replace(/;.*/s, "").trim().toLowerCase();
}

function isJson(mediaType: string): boolean {
  return mediaType === "application/json" || mediaType.endsWith("+json");
}

/** Tells whether a header Accept asks for a media type; a weight of zero asks for the opposite. */
function accepts(header: string, mediaType: string): boolean {
  const ranges = ["*/*", mediaType.replace(/\/.*/, "/*"), mediaType];
  return header
    .split(",")
    .some((item) => ranges.includes(baseType(item)) && !/;\s*q=0(\.0*)?\s*$/i.test(item));
}
