import { type OperationId, type OperationTypes, operations } from "../generated/operations.js";
import type { ResponseLike } from "./options.js";

/** Result of a call that succeeded, in one shape for all operations. */
export interface EnkashResult<Id extends OperationId> {
  /** Value of `payload`, of `paylod` on the wire of `fetchOrderInfo`. */
  payload: OperationTypes[Id]["payload"];
  /** `response_code` as a number, even if it is a string on the wire. Always 0 here. */
  code: number;
  /** `response_message`. */
  message: string | undefined;
  /** Body as it was on the wire. */
  body: OperationTypes[Id]["response"];
  /** Response, for status and headers; its body has been read. */
  response: ResponseLike;
}

/** Properties of EnKash's envelope, as they were found in a body. */
export interface Envelope {
  body: Record<string, unknown>;
  code: number | undefined;
  payload: unknown;
  message: unknown;
}

/** Reads the envelope of a body, or returns undefined if the body is no JSON object. */
export function readEnvelope(id: OperationId, text: string): Envelope | undefined {
  const body = parseObject(text);
  if (body === undefined) return undefined;
  const { code, payload, message } = operations[id].envelope;
  return { body, code: readCode(body[code]), payload: body[payload], message: body[message] };
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
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
