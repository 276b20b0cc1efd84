import type { Credentials, OperationId } from "../generated/operations.js";
import type { EnkashError } from "./errors/index.js";
import type { Violation } from "./violations.js";

/** Is a credential, or a function that returns one for each call. It is sent exactly as given. */
export type Credential = string | (() => string | Promise<string>);

/** Holds what {@link createEnkashClient} takes. */
export interface EnkashOptions {
  /** Selects the documented test hosts. There is no other environment: live hosts are not documented. */
  environment?: "test" | undefined;
  /** Is one base URL for all operations, of a mock, say. Not together with `environment`. */
  baseUrl?: string | undefined;
  /** Is a base URL per operation, and goes before `environment` and `baseUrl`. */
  servers?: { readonly [Id in OperationId]?: string | undefined } | undefined;
  /** Holds the credentials that the operations in use ask for. */
  credentials?: Credentials<Credential> | undefined;
  /** Holds further headers per operation: what EnKash asks of `payInvoices`, whose authentication is not documented. */
  headers?:
    | { readonly [Id in OperationId]?: Readonly<Record<string, string>> | undefined }
    | undefined;
  /** Is the time for one call in milliseconds, connection, headers and body together. 30,000 by default. */
  timeoutMs?: number | undefined;
  /** Is the largest response body in bytes. 10,000,000 by default. */
  maxResponseBytes?: number | undefined;
  /** Says what to do with a success that departs from the contract: `"report"` to `onDrift` (default), or `"throw"`. */
  drift?: "report" | "throw" | undefined;
  /**
   * Replaces `fetch`, which is otherwise looked up when a call is made. The signal aborts at the deadline. Since it may
   * repeat a request, whatever it throws leaves `sent` at `"maybe"`.
   */
  fetch?: ((request: Request, init: { signal: AbortSignal }) => Promise<Response>) | undefined;
  /** Is called before a request is sent. What it throws is ignored, as with the other three. */
  onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /** Is called when the headers of a response came. */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /** Is called with the error that a call ends with. */
  onError?: ((error: EnkashError) => unknown) | undefined;
  /** Is called with a success that departs from the contract. */
  onDrift?: ((event: DriftEvent) => unknown) | undefined;
}

/** Holds what one call may set. */
export interface CallOptions {
  /** Aborts the call. */
  signal?: AbortSignal | undefined;
  /** Is the time for this call in milliseconds. */
  timeoutMs?: number | undefined;
  /** Holds further headers for this call. */
  headers?: Readonly<Record<string, string>> | undefined;
}

/** Tells that a request is about to be sent. It holds neither header values nor a body. */
export interface RequestEvent {
  /** The operation that is called. */
  operation: OperationId;
  /** HTTP method. */
  method: string;
  /** Host and path. */
  url: string;
}

/** Tells that the headers of a response came. */
export interface ResponseEvent extends RequestEvent {
  /** HTTP status. */
  status: number;
  /** The value of a common request id header, if the response had one. */
  requestId: string | undefined;
}

/** Tells where a success departs from the contract. */
export interface DriftEvent extends ResponseEvent {
  /** Each place where the answer departs. */
  violations: readonly Violation[];
}
