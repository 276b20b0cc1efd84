import {
  mediaTypes,
  type OperationId,
  type OperationTypes,
  operations,
} from "../generated/operations.js";
import { securityHeaders, sentFor } from "./credentials/security-headers.js";
import { Deadline } from "./deadline.js";
import { EnkashAbortedError } from "./errors/aborted.js";
import { EnkashErrorBase, isA } from "./errors/base.js";
import type { Circumstances, Sent } from "./errors/circumstances.js";
import { EnkashConfigurationError, misconfigured } from "./errors/configuration.js";
import { EnkashDriftError } from "./errors/drift.js";
import { EnkashHttpStatusError } from "./errors/http-status.js";
import type { EnkashError } from "./errors/index.js";
import { EnkashInvalidRequestError } from "./errors/invalid-request.js";
import {
  beforeSending,
  declaresUnsent,
  EnkashNetworkError,
  isRefusedByFramework,
} from "./errors/network.js";
import { EnkashRefusedError } from "./errors/refused.js";
import { EnkashTimeoutError } from "./errors/timeout.js";
import {
  EnkashUnexpectedResponseError,
  type UnexpectedReason,
} from "./errors/unexpected-response.js";
import { fetchResponse, readText } from "./exchange.js";
import type { FetchInit } from "./fetch-types.js";
import type { CallOptions } from "./options.js";
import { noteSender } from "./platform-fetch.js";
import { type BodyText, discard, TooLarge, Unreadable } from "./read-body.js";
import { mergeHeaders, safeInit, writeRequest } from "./request.js";
import { requestId } from "./request-id.js";
import { hostOf, type ResolvedOptions, resolveCallOptions } from "./resolve-options.js";
import { isRedirect, nameBody, type ReceivedResponse, retryAfter } from "./response.js";
import { findDrift, outcomeOf, readEnvelope } from "./result.js";
import type { EnkashResult, Envelope } from "./result-types.js";
import { isTestFailure } from "./test-failure.js";

/** One call, from the check of the request to the check of the response. */
export class Call<Id extends OperationId> {
  readonly #id: Id;
  readonly #settings: ResolvedOptions;
  readonly #callId = nextCallId();
  readonly #started = performance.now();
  #url: string | undefined;
  #timeoutMs = 0;
  #deadline: Deadline | undefined;
  /** Body and headers that were sent: none of them may come back in an error. */
  #body: unknown;
  #headers: Readonly<Record<string, string>> = {};
  #sent: Sent = "no";
  #response: ReceivedResponse | undefined;
  #requestId: { value: string | undefined } | undefined;

  constructor(id: Id, settings: ResolvedOptions) {
    this.#id = id;
    this.#settings = settings;
  }

  async run(
    request: OperationTypes[Id]["request"],
    options: CallOptions | undefined,
  ): Promise<EnkashResult<Id>> {
    try {
      const result = await this.#carryOut(request, options);
      this.#end(undefined);
      return result;
    } catch (thrown) {
      if (isTestFailure(thrown)) throw thrown;
      const error = this.#own(thrown);
      notify(this.#settings.onError, error);
      this.#end(error);
      throw error;
    } finally {
      this.#deadline?.clear();
    }
  }

  async #carryOut(request: unknown, given?: CallOptions): Promise<EnkashResult<Id>> {
    const options = resolveCallOptions(this.#id, given);
    const url = hostOf(this.#id, this.#settings) + operations[this.#id].path;
    this.#url = url;
    const body = this.#write(request);
    this.#timeoutMs = options.timeoutMs ?? this.#settings.timeoutMs ?? 30_000;
    const deadline = this.#start(options.signal);
    const init = await this.#prepare(body, { deadline, url, options });
    const response = await this.#send(url, init, deadline);
    return this.#check(await this.#read(response, deadline), response);
  }

  #start(signal: AbortSignal | undefined): Deadline {
    try {
      this.#deadline = new Deadline(this.#timeoutMs, signal);
      return this.#deadline;
    } catch (cause) {
      // It passed as a signal, but throws when a listener is added.
      return misconfigured("signal", "must be an AbortSignal.", { operation: this.#id, cause });
    }
  }

  /** Returns the request as JSON, or throws if it violates the contract. */
  #write(request: unknown): string {
    const { json, body, violations, cause } = writeRequest(this.#id, request, this.#settings);
    this.#body = body;
    if (violations.length > 0)
      throw new EnkashInvalidRequestError(violations, this.#circumstances(cause));
    return json;
  }

  /** Puts together all that `fetch` gets. Whatever fails here fails before anything is sent. */
  async #prepare(
    body: string,
    { deadline, url, options }: { deadline: Deadline; url: string; options: CallOptions },
  ): Promise<FetchInit> {
    const { credentials, refusals, headers, onRequest } = this.#settings;
    const { signal } = deadline;
    const call = { operation: this.#id, url, signal };
    try {
      signal.throwIfAborted();
      const security = await deadline.race(securityHeaders(call, credentials, refusals));
      this.#headers = { ...mergeHeaders(headers[this.#id], options.headers), ...security };
      const { method } = operations[this.#id];
      const all = { "content-type": mediaTypes[this.#id].request, ...this.#headers };
      const init = safeInit({ method, headers: all, body, signal });
      if (onRequest) notify(onRequest, { ...this.#event(), url });
      signal.throwIfAborted();
      return init;
    } catch (error) {
      if (error instanceof EnkashConfigurationError) throw error;
      throw this.#ended() ?? error;
    }
  }

  /** Calls `fetch`, and returns the response once its headers are there. */
  async #send(url: string, init: FetchInit, deadline: Deadline): Promise<ReceivedResponse> {
    const { fetch: own, onResponse } = this.#settings;
    const sender = noteSender();
    this.#sent = "maybe";
    try {
      this.#response = await fetchResponse(own ?? sender.fetch, { url, init }, deadline);
    } catch (cause) {
      if (isTestFailure(cause)) throw cause;
      if (
        declaresUnsent(cause) ||
        (own === undefined &&
          (isRefusedByFramework(cause) || (sender.sendsOnce() && beforeSending(cause))))
      )
        this.#sent = "no";
      throw this.#ended() ?? new EnkashNetworkError(this.#circumstances(cause));
    }
    this.#sent = "yes";
    if (onResponse) notify(onResponse, this.#responseEvent(this.#response));
    return this.#response;
  }

  /** Reads the body. */
  async #read(response: ReceivedResponse, deadline: Deadline): Promise<BodyText> {
    if (isRedirect(response)) {
      discard(response.original);
      throw this.#unexpected("redirect");
    }
    try {
      return await readText(response, this.#settings.maxResponseBytes ?? 1_000_000, deadline);
    } catch (cause) {
      const ended = this.#ended();
      if (ended) throw ended;
      if (isA(cause, TooLarge)) throw this.#unexpected("too-large");
      const reason = isA(cause, Unreadable) ? "unreadable" : "truncated";
      throw this.#unexpected(reason, undefined, cause);
    }
  }

  /** Returns the result, or throws the error that the response stands for. */
  #check(content: BodyText, response: ReceivedResponse): EnkashResult<Id> {
    const { text } = content;
    const envelope = readEnvelope(this.#id, content);
    const { status } = response;
    this.#settings.refusals.note(this.#id, { code: envelope?.code, status }, this.#headers);
    const outcome = outcomeOf(response, envelope);
    if (outcome === "http-status") throw new EnkashHttpStatusError(text, this.#circumstances());
    if (outcome === "not-json") throw this.#unexpected(nameBody(text, response), text);
    if (outcome === "no-envelope") throw this.#unexpected(outcome, text);
    const found = envelope as Envelope & { code: number };
    const { code, body, payload, message } = found;
    if (outcome === "refused") throw new EnkashRefusedError(code, found, this.#circumstances());
    const result = {
      payload,
      code,
      message: typeof message === "string" ? message : undefined,
      body,
      response: response.original,
    } as unknown as EnkashResult<Id>;
    this.#checkDrift(found, result, response);
    return result;
  }

  #checkDrift(envelope: Envelope, result: EnkashResult<Id>, response: ReceivedResponse): void {
    const { drift, onDrift } = this.#settings;
    // Skip the check if nobody would see its result.
    if (drift !== "throw" && onDrift === undefined) return;
    const violations = findDrift(this.#id, response.status, envelope);
    if (violations.length === 0) return;
    if (drift === "throw") throw new EnkashDriftError(violations, result, this.#circumstances());
    notify(onDrift, { ...this.#responseEvent(response), violations });
  }

  /** Returns the error of a call that its deadline or its signal has ended. */
  #ended(): EnkashError | undefined {
    const reason = this.#deadline?.reason;
    if (reason === "timeout") return new EnkashTimeoutError(this.#timeoutMs, this.#circumstances());
    if (reason === "aborted") return new EnkashAbortedError(this.#circumstances());
    return undefined;
  }

  #unexpected(reason: UnexpectedReason, text?: string, cause?: unknown): EnkashError {
    return new EnkashUnexpectedResponseError(reason, text, this.#circumstances(cause));
  }

  /** Returns the error that the caller gets, whatever was thrown. */
  #own(thrown: unknown): EnkashError {
    const error = isA(thrown, EnkashErrorBase)
      ? thrown
      : new EnkashNetworkError(this.#circumstances(thrown));
    return Object.assign(error, { callId: this.#callId }) as EnkashError;
  }

  #end(error: EnkashError | undefined): void {
    const { onEnd } = this.#settings;
    if (onEnd === undefined) return;
    const status = this.#response?.status;
    const known = { status, requestId: this.#idOfRequest(), sent: this.#sent };
    notify(onEnd, { ...this.#event(), ...known, durationMs: this.#duration(), error });
  }

  #event() {
    const { method } = operations[this.#id];
    return { callId: this.#callId, operation: this.#id, method, url: this.#url };
  }

  #responseEvent(response: ReceivedResponse) {
    return {
      ...this.#event(),
      url: this.#url ?? "",
      status: response.status,
      requestId: this.#idOfRequest(),
      retryAfter: retryAfter(response),
      durationMs: this.#duration(),
    };
  }

  #duration(): number {
    return performance.now() - this.#started;
  }

  #idOfRequest(): string | undefined {
    if (this.#response === undefined) return undefined;
    const credentials: unknown[] = Object.values(this.#settings.credentials);
    const keys = credentials.flatMap((each) => sentFor.get(each as object) ?? []);
    const confidential = [this.#body, ...Object.values(this.#headers), ...keys];
    this.#requestId ??= { value: requestId(this.#response.headers, confidential) };
    return this.#requestId.value;
  }

  #circumstances(cause?: unknown): Circumstances {
    return {
      ...this.#event(),
      response: this.#response,
      requestId: this.#idOfRequest(),
      retryAfter: this.#response && retryAfter(this.#response),
      sent: this.#sent,
      cause,
    };
  }
}

let prefix = "";
let calls = 0;

/** Returns an id that is unique in this process. */
function nextCallId(): string {
  // Not at import: workers forbid random numbers there.
  prefix ||= Math.random().toString(36).slice(2, 8);
  return `${prefix}-${++calls}`;
}

/** Calls a hook. Whatever it throws, now or later, does not reach the call. */
function notify<Event>(hook: ((event: Event) => unknown) | undefined, event: Event): void {
  if (hook === undefined) return;
  try {
    Promise.resolve(hook(event)).catch(() => {});
  } catch {
    // A failing hook must not fail the call.
  }
}
