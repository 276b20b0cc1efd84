import type { CredentialName, OperationId } from "../generated/client.js";
import type { EnkashError } from "./errors/index.js";
import type { Violation } from "./violations.js";

/** Is a credential, or a function that returns one for each call. It is sent exactly as given. */
export type Credential = string | (() => string | Promise<string>);

/** Holds what {@link createEnkashClient} takes. */
export interface EnkashOptions {
  /** Selects the documented test hosts. There is no other environment: live hosts are not documented. */
  environment?: "test";
  /** Is one base URL for all operations, of a mock, say. Not together with `environment`. */
  baseUrl?: string;
  /** Is a base URL per operation, and goes before `environment` and `baseUrl`. */
  servers?: { readonly [Id in OperationId]?: string };
  /** Holds the credentials that the operations in use ask for. */
  credentials?: { readonly [Name in CredentialName]?: Credential };
  /** Holds further headers per operation: what EnKash asks of `payInvoices`, whose authentication is not documented. */
  headers?: { readonly [Id in OperationId]?: Readonly<Record<string, string>> };
  /** Is the time for one call in milliseconds, connection, headers and body together. 30,000 by default. */
  timeoutMs?: number;
  /** Is the largest response body in bytes. 10,000,000 by default. */
  maxResponseBytes?: number;
  /** Says what to do with a success that departs from the contract: `"report"` to `onDrift` (default), or `"throw"`. */
  drift?: "report" | "throw";
  /** Replaces `fetch`, which is otherwise looked up when a call is made. The signal aborts at the deadline. */
  fetch?: (request: Request, init: { signal: AbortSignal }) => Promise<Response>;
  onRequest?: (event: RequestEvent) => unknown;
  onResponse?: (event: ResponseEvent) => unknown;
  onError?: (error: EnkashError) => unknown;
  onDrift?: (event: DriftEvent) => unknown;
}

/** Holds what one call may set. */
export interface CallOptions {
  /** Aborts the call. */
  signal?: AbortSignal;
  /** Is the time for this call in milliseconds. */
  timeoutMs?: number;
  /** Holds further headers for this call. */
  headers?: Readonly<Record<string, string>>;
}

/** Tells that a request is about to be sent. It holds neither header values nor a body. */
export interface RequestEvent {
  operation: OperationId;
  method: string;
  url: string;
}

/** Tells that the headers of a response came. */
export interface ResponseEvent extends RequestEvent {
  status: number;
  requestId: string | undefined;
}

/** Tells where a success departs from the contract. */
export interface DriftEvent extends ResponseEvent {
  violations: readonly Violation[];
}
