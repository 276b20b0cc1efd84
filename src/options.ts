import type { Credentials, OperationId } from "../generated/operations.js";
import type { Sent } from "./errors/circumstances.js";
import type { EnkashError } from "./errors/index.js";
import type { FetchInit, ResponseLike } from "./fetch-types.js";
import type { Violation } from "./violations.js";

/** Credential, or a function that returns one for each call. It is sent exactly as given. */
export type Credential = string | ((need: CredentialNeed) => string | Promise<string>);

/** Argument of a credential function. */
export interface CredentialNeed {
  /** Operation that is called. */
  operation: OperationId;
  /** Signal of the call: it aborts at the deadline and with the caller's own signal. */
  signal: AbortSignal;
  /**
   * Whether EnKash refused this credential, by `response_code` 117 or HTTP 401, and has accepted it
   * by no response since.
   */
  refused: boolean;
}

/** Options of {@link createEnkashClient}. */
export interface EnkashOptions {
  /**
   * Selects the documented test hosts. No live host is documented, so there is no other value.
   *
   * @default undefined: hosts come from `servers` and `baseUrl`
   */
  environment?: "test" | undefined;
  /**
   * Base URL for all operations, e.g. a local mock. Not together with `environment`.
   *
   * @default undefined
   */
  baseUrl?: string | undefined;
  /**
   * Base URL per operation. Takes precedence over `environment` and `baseUrl`.
   *
   * @default {}
   */
  servers?: { readonly [Id in OperationId]?: string | undefined } | undefined;
  /**
   * Credentials of the operations in use.
   *
   * @default {}
   */
  credentials?: Credentials<Credential> | undefined;
  /**
   * Further headers per operation, e.g. what EnKash asks of `payInvoices`, whose authentication is
   * not documented.
   *
   * @default {}
   */
  headers?:
    | { readonly [Id in OperationId]?: Readonly<Record<string, string>> | undefined }
    | undefined;
  /**
   * Time for one call in milliseconds: connection, headers and body together.
   *
   * @default 30_000
   */
  timeoutMs?: number | undefined;
  /**
   * Largest response body in bytes. The documented ones have a few thousand, and parsing megabytes
   * would hold the process up beyond the time of a call.
   *
   * @default 1_000_000
   */
  maxResponseBytes?: number | undefined;
  /**
   * How to treat a success response that violates the contract: report it to `onDrift`, or throw.
   *
   * @default "report"
   */
  drift?: "report" | "throw" | undefined;
  /**
   * Decimals of the amount of `createOrder`. Other revisions of the page say two at most; the page
   * of the contract states none, so this is a rule of the client. Nothing is rounded. For amounts
   * of `payInvoices` no page states a unit or decimals: they are sent as they are.
   *
   * @default 2
   */
  decimals?: 2 | "any" | undefined;
  /**
   * Names of hosts that may be reached by plain `http:`, e.g. those of a Docker network. Loopback
   * needs no entry.
   *
   * @default []
   */
  plainHttpHosts?: readonly string[] | undefined;
  /**
   * Replacement for the built-in `fetch`. Since it may repeat a request, whatever it throws leaves
   * `sent` at `"maybe"`, unless it throws an error with `sent: "no"`.
   *
   * @default the global `fetch` at the time of the call
   */
  fetch?: ((url: string, init: FetchInit) => Promise<ResponseLike>) | undefined;
  /**
   * Hook, called before a request is sent. What it throws is ignored, as with the other hooks.
   *
   * @default undefined
   */
  onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /**
   * Hook, called when the headers of a response came.
   *
   * @default undefined
   */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /**
   * Hook, called with the error that a call ends with.
   *
   * @default undefined
   */
  onError?: ((error: EnkashError) => unknown) | undefined;
  /**
   * Hook, called with a success response that violates the contract, unless `drift` is `"throw"`.
   *
   * @default undefined
   */
  onDrift?: ((event: DriftEvent) => unknown) | undefined;
  /**
   * Hook, called once at the end of every call, with its error or without.
   *
   * @default undefined
   */
  onEnd?: ((event: EndEvent) => unknown) | undefined;
}

/** Options of one call. */
export interface CallOptions {
  /**
   * Signal that aborts the call.
   *
   * @default undefined
   */
  signal?: AbortSignal | undefined;
  /**
   * Time for this call in milliseconds.
   *
   * @default `timeoutMs` of the client
   */
  timeoutMs?: number | undefined;
  /**
   * Further headers for this call. They take precedence over those of the client.
   *
   * @default {}
   */
  headers?: Readonly<Record<string, string>> | undefined;
}

/** Request that is about to be sent, without header values and body. */
export interface RequestEvent {
  /** Id of the call, unique in this process and the same in all its events. */
  callId: string;
  /** Operation that is called. */
  operation: OperationId;
  /** HTTP method. */
  method: string;
  /** Host and path. */
  url: string;
}

/** Response whose headers came. */
export interface ResponseEvent extends RequestEvent {
  /** HTTP status. */
  status: number;
  /** Value of a common request id header, if the response had one that is safe to log. */
  requestId: string | undefined;
  /** Seconds to wait before the next call, if the response had a header `Retry-After`. */
  retryAfter: number | undefined;
  /** Time since the call began, in milliseconds. */
  durationMs: number;
}

/** Success response that violates the contract. */
export interface DriftEvent extends ResponseEvent {
  /** Places where the response violates the contract, a hundred at most. */
  violations: readonly Violation[];
}

/** End of a call, whether or not its request was sent. */
export interface EndEvent {
  /** Id of the call, unique in this process and the same in all its events. */
  callId: string;
  /** Operation that was called. */
  operation: OperationId;
  /** HTTP method. */
  method: string;
  /** Host and path; undefined if no host is known. */
  url: string | undefined;
  /** HTTP status, if a response came. */
  status: number | undefined;
  /** Value of a common request id header, if the response had one that is safe to log. */
  requestId: string | undefined;
  /** Whether the request left. */
  sent: Sent;
  /** Time since the call began, in milliseconds. */
  durationMs: number;
  /** Error that the call ended with; undefined after a success. */
  error: EnkashError | undefined;
}
