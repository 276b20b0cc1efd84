import type { OperationId, OperationTypes } from "../generated/operations.js";
import type { ResponseLike } from "./fetch-types.js";

/** Result of a call that succeeded, in one shape for all operations. */
export interface EnkashResult<Id extends OperationId> {
  /** Payload of the response, under one name for all operations. */
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

/** What was found in the body of a response. */
export interface Envelope {
  body: Record<string, unknown>;
  code: number | undefined;
  payload: unknown;
  message: unknown;
  /** Whether the payload has the JSON type of the contract. */
  hasPayload: boolean;
  /** Whether all bytes were UTF-8. */
  isUtf8: boolean;
}
