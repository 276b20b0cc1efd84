import { type OperationId, operations } from "../generated/operations.js";
import { schemas } from "../generated/schemas.js";
import { type BodySchema, check, isOfType, MOST } from "./check.js";
import type { ResponseLike } from "./fetch-types.js";
import type { BodyText } from "./read-body.js";
import { isPlainObject } from "./request.js";
import { isOk } from "./response.js";
import type { Envelope } from "./result-types.js";
import { type Violation, violation } from "./violations.js";

/** Reads the envelope of a body, or returns undefined if the body is no JSON object. */
export function readEnvelope(id: OperationId, { text, isUtf8 }: BodyText): Envelope | undefined {
  const body = parseObject(text);
  if (body === undefined) return undefined;
  const names = operations[id].envelope;
  // EnKash may correct the spelling `paylod` one day.
  const payload = body[names.payload] === undefined ? body.payload : body[names.payload];
  const schema: BodySchema = schemas[id].response;
  return {
    body,
    code: readCode(body[names.code]),
    payload,
    message: body[names.message],
    hasPayload:
      payload !== undefined && isOfType(schema.properties?.[names.payload] ?? {}, payload),
    isUtf8,
  };
}

/**
 * Lists what of a response violates the contract.
 *
 * @param envelope Undefined where the body is no JSON object: then the status alone is looked at.
 */
export function findDrift(
  id: OperationId,
  status: number,
  envelope: Envelope | undefined,
): Violation[] {
  const found: Violation[] = [];
  const note = (pointer: string, keyword: string, message: string) =>
    found.push(violation(`${id}.response`, pointer, { keyword, message }));
  if (status !== 200) note("", "status", "came with a status other than the documented 200");
  if (envelope === undefined) return found;
  const { body, code, payload, isUtf8 } = envelope;
  const names = operations[id].envelope;
  const respelt = payload !== body[names.payload];
  if (respelt) note(`/${names.payload}`, "required", "is missing: `payload` is in its place");
  if (code === 0 && spell(body[names.code]) !== "0")
    note(`/${names.code}`, "const", "is a zero in another spelling");
  if (!isUtf8) note("", "encoding", "is not UTF-8");
  const checked = respelt ? { ...body, [names.payload]: payload } : body;
  return [...found, ...check(schemas[id].response, checked, `${id}.response`)].slice(0, MOST);
}

/** What a response stands for: a success, or why it is none. */
export type Outcome = "success" | "refused" | "http-status" | "not-json" | "no-envelope";

/** Returns what a response stands for. The client and the proxy have this rule in common. */
export function outcomeOf(response: Pick<ResponseLike, "status">, envelope?: Envelope): Outcome {
  const code = envelope?.code;
  if (code !== undefined && code !== 0) return "refused";
  if (!isOk(response)) return "http-status";
  if (envelope === undefined) return "not-json";
  return code === 0 && envelope.hasPayload ? "success" : "no-envelope";
}

/** Writes a number or a text so that -0 differs from 0. */
function spell(value: unknown): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Reads `response_code` as a number, or returns undefined if it is none. */
function readCode(value: unknown): number | undefined {
  const code = typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  // Adding 0 turns -0 into 0.
  return Number.isSafeInteger(code) ? (code as number) + 0 : undefined;
}

/** Parses a body as a JSON object, or returns undefined if it is none. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isPlainObject(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
