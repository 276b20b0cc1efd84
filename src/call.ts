import { type OperationId, type OperationTypes, operations } from "../generated/operations.js";
import { securityHeaders } from "./credentials/security-headers.js";
import { Deadline } from "./deadline.js";
import { EnkashAbortedError } from "./errors/aborted.js";
import type { Circumstances, Sent } from "./errors/base.js";
import { EnkashConfigurationError } from "./errors/configuration.js";
import { EnkashCredentialError } from "./errors/credential.js";
import { EnkashDriftError } from "./errors/drift.js";
import { EnkashHttpStatusError } from "./errors/http-status.js";
import type { EnkashError } from "./errors/index.js";
import { EnkashInvalidRequestError } from "./errors/invalid-request.js";
import { EnkashNetworkError, neverConnected } from "./errors/network.js";
import { EnkashRefusedError } from "./errors/refused.js";
import { EnkashTimeoutError } from "./errors/timeout.js";
import {
  EnkashUnexpectedResponseError,
  type UnexpectedReason,
} from "./errors/unexpected-response.js";
import { fetchResponse, readText } from "./exchange.js";
import type { CallOptions, FetchInit, ResponseLike } from "./options.js";
import { platformFetch } from "./platform-fetch.js";
import { discard, TooLarge } from "./read-body.js";
import { mergeHeaders, requestInit, writeRequest } from "./request.js";
import { requestId } from "./request-id.js";
import { hostOf, type ResolvedOptions, resolveCallOptions } from "./resolve-options.js";
import { findDrift, isOk, isRedirect, nameBody, retryAfter } from "./response.js";
import { type EnkashResult, readEnvelope } from "./result.js";
import { isTestFailure } from "./test-failure.js";

/** One call, from the check of the request to the check of the response. */
export class Call<Id extends OperationId> {
  readonly #id: Id;
  readonly #settings: ResolvedOptions;
  readonly #options: CallOptions;
  readonly #url: string;
  readonly #timeoutMs: number;
  readonly #deadline: Deadline;
  /** All that was sent: none of it may come back in an error. */
  #confidential = "";
  /** Headers with the credentials. */
  #security: Readonly<Record<string, string>> = {};
  #sent: Sent = "no";
  #response: ResponseLike | undefined;

  constructor(id: Id, settings: ResolvedOptions, given: CallOptions) {
    const options = resolveCallOptions(id, given);
    this.#id = id;
    this.#settings = settings;
    this.#options = options;
    this.#url = hostOf(id, settings) + operations[id].path;
    this.#timeoutMs = options.timeoutMs ?? settings.timeoutMs ?? 30_000;
    this.#deadline = new Deadline(this.#timeoutMs, options.signal);
  }

  async run(request: OperationTypes[Id]["request"]): Promise<EnkashResult<Id>> {
    try {
      const init = await this.#prepare(this.#write(request));
      const response = await this.#send(init);
      return this.#check(await this.#read(response), response);
    } finally {
      this.#deadline.clear();
    }
  }

  /** Returns the request as JSON, or throws if it violates the contract. */
  #write(request: unknown): string {
    const { json, violations, cause } = writeRequest(this.#id, request);
    this.#confidential = json;
    if (violations.length > 0)
      throw new EnkashInvalidRequestError(violations, this.#circumstances(cause));
    return json;
  }

  /** Puts together all that `fetch` gets. Whatever fails here fails before anything is sent. */
  async #prepare(body: string): Promise<FetchInit> {
    const { credentials, refusals, headers, onRequest } = this.#settings;
    const { signal } = this.#deadline;
    const call = { operation: this.#id, url: this.#url, signal };
    try {
      signal.throwIfAborted();
      const security = await this.#deadline.race(securityHeaders(call, credentials, refusals));
      this.#security = security;
      const all = mergeHeaders(headers?.[this.#id], this.#options.headers, security);
      this.#confidential += ` ${Object.values(all).join(" ")}`;
      const init = requestInit(this.#id, all, { body, signal });
      notify(onRequest, this.#event());
      signal.throwIfAborted();
      return init;
    } catch (error) {
      if (error instanceof EnkashConfigurationError) throw error;
      const ended = this.#ended();
      if (ended) throw ended;
      if (error instanceof EnkashCredentialError) throw error;
      throw new EnkashNetworkError(this.#circumstances(error));
    }
  }

  /** Calls `fetch`, and returns the response once its headers are there. */
  async #send(init: FetchInit): Promise<ResponseLike> {
    const { fetch = platformFetch, onResponse } = this.#settings;
    this.#sent = "maybe";
    try {
      this.#response = await fetchResponse(fetch, { url: this.#url, init }, this.#deadline);
    } catch (cause) {
      if (isTestFailure(cause)) throw cause;
      if (this.#settings.fetch === undefined && neverConnected(cause)) this.#sent = "no";
      throw this.#ended() ?? new EnkashNetworkError(this.#circumstances(cause));
    }
    this.#sent = "yes";
    if (onResponse) notify(onResponse, this.#responseEvent(this.#response));
    return this.#response;
  }

  /** Reads the body. */
  async #read(response: ResponseLike): Promise<string> {
    if (isRedirect(response)) {
      discard(response);
      throw this.#unexpected("redirect");
    }
    const { maxResponseBytes = 10_000_000 } = this.#settings;
    try {
      return await readText(response, maxResponseBytes, this.#deadline);
    } catch (cause) {
      if (cause instanceof TooLarge) throw this.#ended() ?? this.#unexpected("too-large");
      throw this.#ended() ?? this.#unexpected("truncated", undefined, cause);
    }
  }

  /** Returns the result, or throws the error that the response stands for. */
  #check(text: string, response: ResponseLike): EnkashResult<Id> {
    const envelope = readEnvelope(this.#id, text);
    const code = envelope?.code;
    this.#settings.refusals.note(this.#id, { code, status: response.status }, this.#security);
    if (envelope !== undefined && code !== undefined && code !== 0)
      throw new EnkashRefusedError(code, envelope, this.#circumstances());
    if (!isOk(response)) throw new EnkashHttpStatusError(text, this.#circumstances());
    if (envelope === undefined) throw this.#unexpected(nameBody(text, response), text);
    const { body, payload, message } = envelope;
    if (code === undefined || payload === undefined || payload === null)
      throw this.#unexpected("no-envelope", text);
    const result = {
      payload,
      code,
      message: typeof message === "string" ? message : undefined,
      body,
      response,
    } as unknown as EnkashResult<Id>;
    this.#checkDrift(result);
    return result;
  }

  #checkDrift(result: EnkashResult<Id>): void {
    const violations = findDrift(this.#id, result);
    if (violations.length === 0) return;
    if (this.#settings.drift === "throw")
      throw new EnkashDriftError(violations, result, this.#circumstances());
    notify(this.#settings.onDrift, { ...this.#responseEvent(result.response), violations });
  }

  /** Returns the error of a call that its deadline or its signal has ended. */
  #ended(): EnkashError | undefined {
    const { reason } = this.#deadline;
    if (reason === "timeout") return new EnkashTimeoutError(this.#timeoutMs, this.#circumstances());
    if (reason === "aborted") return new EnkashAbortedError(this.#circumstances());
    return undefined;
  }

  #unexpected(reason: UnexpectedReason, text?: string, cause?: unknown): EnkashError {
    return new EnkashUnexpectedResponseError(reason, text, this.#circumstances(cause));
  }

  #event() {
    return { operation: this.#id, method: operations[this.#id].method, url: this.#url };
  }

  #responseEvent(response: ResponseLike) {
    return { ...this.#event(), status: response.status, requestId: this.#requestId() };
  }

  #requestId(): string | undefined {
    return this.#response && requestId(this.#response.headers, this.#confidential);
  }

  #circumstances(cause?: unknown): Circumstances {
    return {
      ...this.#event(),
      response: this.#response,
      requestId: this.#requestId(),
      retryAfter: this.#response && retryAfter(this.#response),
      sent: this.#sent,
      cause,
    };
  }
}

/** Calls a hook. Whatever it throws, now or later, does not reach the call. */
export function notify<Event>(hook: ((event: Event) => unknown) | undefined, event: Event): void {
  if (hook === undefined) return;
  try {
    Promise.resolve(hook(event)).catch(() => {});
  } catch {
    // A failing hook must not fail the call.
  }
}
