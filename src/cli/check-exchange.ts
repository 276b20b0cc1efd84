import { mediaTypes, type OperationId, operations } from "../../generated/operations.js";
import { schemas } from "../../generated/schemas.js";
import { check, MOST } from "../check.js";
import { isRedirect } from "../response.js";
import { findDrift, type Outcome, outcomeOf, readEnvelope } from "../result.js";
import type { Envelope } from "../result-types.js";
import { examine, pageTitle } from "../testing/examine.js";
import { baseType } from "../testing/media-type.js";
import type { DocumentedViolation } from "../testing/problem.js";
import { type ReceivedRequest, UNREAD } from "../testing/received-request.js";
import { type Violation, violation } from "../violations.js";
import type { CopiedBody } from "./body-copy.js";
import { notesOn } from "./describe-request.js";
import { documentedFact, factsOf } from "./facts.js";

/** One side of an exchange, as it was checked. It holds no value of it. */
export interface CheckedSide {
  /** Why the body was not checked; `undefined` where it was. */
  unchecked: string | undefined;
  violations: DocumentedViolation[];
  /** What no fact forbids, and the client of this package does not send. */
  notes: string[];
  /** Facts that hold for what was sent. */
  facts: string[];
}

/** What a response stands for, by the rule of the client. */
export type ResponseOutcome = Outcome | "redirect" | "unchecked";

/** A request as the proxy passed it on. */
export interface PassedRequest {
  method: string;
  path: string;
  header: ReceivedRequest["header"];
  body: CopiedBody;
}

/** A response as the proxy passed it on. */
export interface PassedResponse {
  status: number;
  header: ReceivedRequest["header"];
  body: CopiedBody;
}

/**
 * Keywords for what is wrong with a request as a whole, by the status that the mock would respond
 * with.
 */
const KEYWORDS: Readonly<Record<number, string>> = {
  400: "json",
  405: "method",
  406: "accept",
  415: "mediaType",
};

/** Checks a request to an operation. */
export function checkRequestSide(operation: OperationId, passed: PassedRequest): CheckedSide {
  const { method, path, header, body } = passed;
  const read = "text" in body ? body : UNREAD;
  const { problems, body: value } = examine({ method, path, header, ...read });
  const violations = [...problems]
    // A body that was not checked is reported as such, and is no fault of the application.
    .filter(({ status }) => status !== 413)
    .flatMap(({ status, detail, violations }) => {
      if (violations.length > 0) return violations;
      const keyword = KEYWORDS[status] ?? "request";
      const found = violation(`${operation}.request`, "", { keyword, message: detail });
      return [documented(operation, found)];
    });
  const credentials = factsOf(operation).filter((fact) => !/\.(request|response)\b/.test(fact));
  const found = [...credentials, ...factsIn(operation, "request", value)];
  const isValid = violations.length === 0 && "text" in body;
  const notes = isValid ? notesOn(operation, value) : [];
  return { ...side(operation, body, { violations, found }), notes };
}

/**
 * Checks a response of an operation.
 *
 * The contract states what a success looks like, and nothing else. So what violates it is a
 * success with another shape, and a 2xx that is neither a success nor a refusal, although the
 * request kept the contract.
 */
export function checkResponseSide(
  operation: OperationId,
  { status, header, body }: PassedResponse,
  request: Pick<CheckedSide, "violations">,
): CheckedSide & { outcome: ResponseOutcome } {
  const envelope = "text" in body ? readEnvelope(operation, body) : undefined;
  const outcome = readOutcome(status, body, envelope);
  const isOdd = outcome === "not-json" || outcome === "no-envelope";
  const isChecked = outcome === "success" || (isOdd && request.violations.length === 0);
  const violations = isChecked ? violationsOf(operation, { status, header, body }, envelope) : [];
  const found = outcome === "success" ? factsIn(operation, "response", envelope?.body) : [];
  return { ...side(operation, body, { violations, found }), outcome };
}

function readOutcome(status: number, body: CopiedBody, envelope?: Envelope): ResponseOutcome {
  if (isRedirect({ status })) return "redirect";
  const outcome = outcomeOf({ status }, envelope);
  return "unchecked" in body && outcome === "not-json" ? "unchecked" : outcome;
}

function violationsOf(
  operation: OperationId,
  { status, header, body }: PassedResponse,
  envelope?: Envelope,
): Violation[] {
  const found = findDrift(operation, status, envelope);
  const add = (pointer: string, keyword: string, message: string) =>
    found.push(violation(`${operation}.response`, pointer, { keyword, message }));
  const expected = mediaTypes[operation].response;
  if (baseType(header("content-type") ?? "") !== expected) {
    add("", "mediaType", `must be ${expected}`);
  }
  if (envelope === undefined) {
    const value = "text" in body ? parse(body.text) : undefined;
    if (value === undefined) add("", "json", "is not JSON");
    else found.push(...check(schemas[operation].response, value, `${operation}.response`));
    return found;
  }
  const names = operations[operation].envelope;
  const missing = [
    envelope.code === undefined ? names.code : undefined,
    envelope.hasPayload ? undefined : names.payload,
  ];
  for (const name of missing) {
    if (name === undefined || found.some(({ pointer }) => pointer === `/${name}`)) continue;
    add(`/${name}`, "required", "is missing, so that nothing says that the request succeeded");
  }
  return found;
}

function side(
  operation: OperationId,
  body: CopiedBody,
  { violations, found }: { violations: Violation[]; found: string[] },
): CheckedSide {
  const violated = new Set(violations.map(({ fact }) => documentedFact(fact)));
  return {
    unchecked: "unchecked" in body ? body.unchecked : undefined,
    violations: violations.map((one) => documented(operation, one)),
    notes: [],
    // Behind the last violation that is listed, the body was not checked.
    facts: violations.length < MOST ? found.filter((fact) => !violated.has(fact)) : [],
  };
}

function documented(operation: OperationId, found: Violation): DocumentedViolation {
  return { ...found, page: pageTitle(operation) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Lists the facts that are about a place which a body has. */
function factsIn(operation: OperationId, side: "request" | "response", body: unknown): string[] {
  const known = new Set(factsOf(operation));
  const found = new Set<string>();
  const visit = (value: unknown, fact: string): void => {
    // Stops where the contract stops, however deep the body is.
    if (!known.has(fact)) return;
    found.add(fact);
    if (Array.isArray(value)) for (const item of value) visit(item, `${fact}[]`);
    else if (typeof value === "object" && value !== null) {
      for (const [name, item] of Object.entries(value)) {
        visit(item, known.has(`${fact}.${name}`) ? `${fact}.${name}` : `${fact}.*`);
      }
    }
  };
  if (body !== undefined) visit(body, `${operation}.${side}`);
  return [...found];
}
