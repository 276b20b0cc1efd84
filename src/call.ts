import { validators } from "#validators";
import { type OperationId, type OperationTypes, operations, type RawClient } from "../generated/client.js";
import { type EnkashAnswer, parseObject, readCode } from "./answer.js";
import { checkCallOptions, securityHeaders, serverOf } from "./configuration.js";
import { Deadline } from "./deadline.js";
import { EnkashAbortedError } from "./errors/aborted.js";
import { type Circumstances, EnkashErrorBase, type Sent } from "./errors/base.js";
import { EnkashDriftError } from "./errors/drift.js";
import { EnkashHttpStatusError } from "./errors/http-status.js";
import { EnkashInvalidRequestError } from "./errors/invalid-request.js";
import { EnkashNetworkError } from "./errors/network.js";
import { EnkashRefusedError } from "./errors/refused.js";
import { EnkashTimeoutError } from "./errors/timeout.js";
import { EnkashUnexpectedResponseError } from "./errors/unexpected-response.js";
import type { CallOptions, EnkashOptions } from "./options.js";
import { readBody, TooLarge } from "./read-body.js";
import { explain, type Violation } from "./violations.js";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const REQUEST_ID_HEADERS = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"];

/** Carries out one call, from the check of the request to the check of the answer. */
export class Call<Id extends OperationId> {
  readonly #id: Id;
  readonly #options: EnkashOptions;
  readonly #callOptions: CallOptions;
  readonly #url: string;
  readonly #baseUrl: string;
  #secrets: readonly string[] = [];
  #sent: Sent = "no";
  #response: Response | undefined;

  constructor(id: Id, options: EnkashOptions, callOptions: CallOptions) {
    checkCallOptions(id, callOptions);
    this.#id = id;
    this.#options = options;
    this.#callOptions = callOptions;
    this.#baseUrl = serverOf(id, options);
    this.#url = this.#baseUrl + operations[id].path;
  }

  async run(request: OperationTypes[Id]["request"], raw: RawClient): Promise<EnkashAnswer<Id>> {
    const body = this.#checkRequest(request);
    const timeoutMs = this.#callOptions.timeoutMs ?? this.#options.timeoutMs ?? 30_000;
    const deadline = new Deadline(timeoutMs, this.#callOptions.signal);
    try {
      const text = await this.#exchange(body, raw, deadline);
      return this.#readAnswer(text);
    } catch (error) {
      if (error instanceof EnkashErrorBase) throw error;
      if (deadline.reason === "timeout") throw new EnkashTimeoutError(timeoutMs, this.#circumstances());
      if (deadline.reason === "aborted") throw new EnkashAbortedError(this.#circumstances());
      if (this.#response === undefined) throw new EnkashNetworkError(this.#circumstances(error));
      if (error instanceof TooLarge) this.#unexpected("too-large", undefined);
      throw new EnkashUnexpectedResponseError("truncated", undefined, this.#circumstances(error));
    } finally {
      deadline.clear();
    }
  }

  /** Returns the request as it will travel, which is what the contract is checked against. */
  #checkRequest(request: OperationTypes[Id]["request"]): OperationTypes[Id]["request"] {
    const refuse = (violations: Violation[], cause?: unknown): never => {
      throw new EnkashInvalidRequestError(violations, this.#circumstances(cause));
    };
    let body: unknown;
    try {
      // JSON turns NaN into null and drops what is inherited or undefined: the check sees what EnKash would see.
      body = JSON.parse(JSON.stringify(request) ?? "null");
    } catch (cause) {
      const expected = "cannot be written as JSON: it holds a BigInt or refers to itself";
      refuse([{ pointer: "", keyword: "json", expected, fact: `${this.#id}.request` }], cause);
    }
    const validate = validators[this.#id].request;
    if (!validate(body)) refuse(explain(validate.errors, this.#id, "request"));
    return body as OperationTypes[Id]["request"];
  }

  async #exchange(body: OperationTypes[Id]["request"], raw: RawClient, deadline: Deadline): Promise<string> {
    const security = await deadline.race(securityHeaders(this.#id, this.#options.credentials));
    const extra = { ...this.#options.headers?.[this.#id], ...this.#callOptions.headers };
    this.#secrets = Object.values({ ...extra, ...security });
    let text = "";
    const send = raw[this.#id] as (body: unknown, options: Parameters<RawClient[Id]>[1]) => Promise<unknown>;
    await send(body, {
      baseUrl: this.#baseUrl,
      headers: { ...extra, ...security },
      signal: deadline.signal,
      redirect: "manual",
      fetch: async (request) => {
        text = await this.#fetch(request, deadline);
        // openapi-fetch builds the request; reading a body of unknown size and kind is done here.
        return new Response(null, { status: 204 });
      },
    });
    return text;
  }

  async #fetch(request: Request, deadline: Deadline): Promise<string> {
    const { fetch = globalThis.fetch, maxResponseBytes = 10_000_000, onRequest, onResponse } = this.#options;
    deadline.signal.throwIfAborted();
    notify(onRequest, this.#event());
    this.#sent = "maybe";
    const response = await deadline.race(Promise.resolve(fetch(request)));
    this.#sent = "yes";
    this.#response = response;
    notify(onResponse, { ...this.#event(), status: response.status, requestId: this.#requestId() });
    if (response.type === "opaqueredirect" || response.redirected || REDIRECTS.has(response.status)) {
      response.body?.cancel().catch(() => {});
      this.#unexpected("redirect", undefined);
    }
    return deadline.race(readBody(response, maxResponseBytes));
  }

  #readAnswer(text: string): EnkashAnswer<Id> {
    const { envelope } = operations[this.#id];
    const response = this.#response as Response;
    const body = parseObject(text);
    const code = readCode(body?.[envelope.code]);
    if (body !== undefined && code !== undefined && code !== 0) {
      throw new EnkashRefusedError(code, body, envelope, this.#circumstances());
    }
    if (!response.ok) throw new EnkashHttpStatusError(text, this.#circumstances());
    const payload = body?.[envelope.payload];
    if (body === undefined || code === undefined || payload === undefined || payload === null) {
      return this.#unexpected(reasonOf(text, response), text);
    }
    const message = body[envelope.message];
    const answer = {
      payload,
      code,
      message: typeof message === "string" ? message : undefined,
      body,
      response,
    } as EnkashAnswer<Id>;
    this.#checkDrift(answer);
    return answer;
  }

  #checkDrift(answer: EnkashAnswer<Id>): void {
    const validate = validators[this.#id].response;
    const violations = validate(answer.body) ? [] : explain(validate.errors, this.#id, "response");
    const { status } = answer.response;
    if (status !== 200) {
      const expected = "came with a status other than the documented 200";
      violations.push({ pointer: "", keyword: "status", expected, fact: `${this.#id}.response` });
    }
    if (violations.length === 0) return;
    if (this.#options.drift === "throw") throw new EnkashDriftError(violations, answer, this.#circumstances());
    notify(this.#options.onDrift, { ...this.#event(), status, requestId: this.#requestId(), violations });
  }

  #unexpected(reason: EnkashUnexpectedResponseError["reason"], text: string | undefined): never {
    throw new EnkashUnexpectedResponseError(reason, text, this.#circumstances());
  }

  #event() {
    return { operation: this.#id, method: operations[this.#id].method, url: this.#url };
  }

  #circumstances(cause?: unknown): Circumstances {
    return {
      ...this.#event(),
      status: this.#response?.status,
      requestId: this.#requestId(),
      sent: this.#sent,
      cause,
    };
  }

  /** A server that repeats a credential in such a header does not get it into a log. */
  #requestId(): string | undefined {
    const headers = this.#response?.headers;
    const id = REQUEST_ID_HEADERS.map((name) => headers?.get(name)).find((value) => value != null);
    if (id == null || !/^[\w.:+/=-]{1,128}$/.test(id)) return undefined;
    return this.#secrets.some((secret) => secret.includes(id) || id.includes(secret)) ? undefined : id;
  }
}

/** Calls a hook. Whatever it throws, now or later, does not reach the call. */
export function notify<Event>(hook: ((event: Event) => unknown) | undefined, event: Event): void {
  if (hook === undefined) return;
  try {
    Promise.resolve(hook(event)).catch(() => {});
  } catch {
    // The call goes on: it is about money, the hook is about a log.
  }
}

function reasonOf(text: string, response: Response): EnkashUnexpectedResponseError["reason"] {
  if (text.trim() === "") return "empty";
  if (/^\s*</.test(text) || /html/i.test(response.headers.get("content-type") ?? "")) return "html";
  return parseObject(text) === undefined ? "not-json" : "no-envelope";
}
