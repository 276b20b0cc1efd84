import type { EnkashAbortedError } from "./aborted.js";
import { EnkashErrorBase } from "./base.js";
import type { EnkashConfigurationError } from "./configuration.js";
import type { EnkashDriftError } from "./drift.js";
import type { EnkashHttpStatusError } from "./http-status.js";
import type { EnkashInvalidRequestError } from "./invalid-request.js";
import type { EnkashNetworkError } from "./network.js";
import type { EnkashRefusedError } from "./refused.js";
import type { EnkashTimeoutError } from "./timeout.js";
import type { EnkashUnexpectedResponseError } from "./unexpected-response.js";

/** Is any error of this package. `switch (error.kind)` narrows it to its class. */
export type EnkashError =
  | EnkashConfigurationError
  | EnkashInvalidRequestError
  | EnkashRefusedError
  | EnkashHttpStatusError
  | EnkashNetworkError
  | EnkashTimeoutError
  | EnkashAbortedError
  | EnkashUnexpectedResponseError
  | EnkashDriftError;

/** Tells errors of this package apart: `error instanceof EnkashError`. */
export const EnkashError: abstract new (...never: never) => EnkashError = EnkashErrorBase as never;

/** Names the kinds of errors. */
export type EnkashErrorKind = EnkashError["kind"];
