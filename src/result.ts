import type { OperationId, OperationTypes } from "../generated/operations.js";

/** Holds the answer to a call that succeeded, in one shape for all operations. */
export interface EnkashResult<Id extends OperationId> {
  /** What stands in `payload`, or in `paylod` on the wire of `fetchOrderInfo`. */
  payload: OperationTypes[Id]["payload"];
  /** `response_code` as a number, be it a string on the wire or not. Always 0 here. */
  code: number;
  /** `response_message`. */
  message: string | undefined;
  /** The body as it was on the wire. */
  body: OperationTypes[Id]["response"];
  /** The response, for status and headers; its body has been read. */
  response: Response;
}

/** Reads `response_code` as a number, or returns `undefined` where it is none. */
export function readCode(value: unknown): number | undefined {
  const code = typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  // Adding 0 turns -0 into 0.
  return Number.isSafeInteger(code) ? (code as number) + 0 : undefined;
}

/** Parses a body as a JSON object, or returns `undefined` where it is none. */
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
