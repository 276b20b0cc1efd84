import type { OperationId } from "../../generated/operations.js";
import type { EnkashAbortedError } from "./aborted.js";
import { EnkashErrorBase, hasBrand } from "./base.js";
import type { EnkashConfigurationError } from "./configuration.js";
import type { EnkashCredentialError } from "./credential.js";
import type { EnkashDriftError } from "./drift.js";
import type { EnkashHttpStatusError } from "./http-status.js";
import type { EnkashInvalidRequestError } from "./invalid-request.js";
import type { EnkashNetworkError } from "./network.js";
import type { EnkashRefusedError } from "./refused.js";
import type { EnkashTimeoutError } from "./timeout.js";
import type { EnkashUnexpectedResponseError } from "./unexpected-response.js";

/** Any error of this package. `switch (error.kind)` narrows it to its class. */
export type EnkashError =
  | EnkashConfigurationError
  | EnkashCredentialError
  | EnkashInvalidRequestError
  | EnkashRefusedError
  | EnkashHttpStatusError
  | EnkashNetworkError
  | EnkashTimeoutError
  | EnkashAbortedError
  | EnkashUnexpectedResponseError
  | { [Id in OperationId]: EnkashDriftError<Id> }[OperationId];

/** Base class of all errors of this package, for `error instanceof EnkashError`. */
export const EnkashError: abstract new (...never: never) => EnkashError = EnkashErrorBase as never;

/** Kinds of errors. */
export type EnkashErrorKind = EnkashError["kind"];

/**
 * Returns whether a value is an error of this package. Unlike `instanceof`, it knows errors of
 * another copy of the package as well.
 *
 * @param value Anything, e.g. what a `catch` caught.
 * @example
 * ```ts
 * try {
 *   await enkash.createOrder(order);
 * } catch (error) {
 *   if (!isEnkashError(error)) throw error;
 *   if (error.sent === "no") console.log("Nothing was paid.");
 * }
 * ```
 */
export function isEnkashError(value: unknown): value is EnkashError {
  return hasBrand(value);
}
