import type { RawClient } from "../generated/client.js";
import { type OperationId, type OperationTypes, operations } from "../generated/operations.js";
import { validators } from "../generated/validators.js";
import { Deadline } from "./deadline.js";
import { EnkashAbortedError } from "./errors/aborted.js";
import { type Circumstances, EnkashErrorBase, type Sent } from "./errors/base.js";
import { EnkashDriftError } from "./errors/drift.js";
import { EnkashHttpStatusError } from "./errors/http-status.js";
import { EnkashInvalidRequestError } from "./errors/invalid-request.js";
import { EnkashNetworkError, neverConnected } from "./errors/network.js";
import { EnkashRefusedError } from "./errors/refused.js";
import { EnkashTimeoutError } from "./errors/timeout.js";
import { EnkashUnexpectedResponseError } from "./errors/unexpected-response.js";
import type { CallOptions } from "./options.js";
import { readBody, TooLarge } from "./read-body.js";
import { requestId } from "./request-id.js";
import {
  hostOf,
  type ResolvedOptions,
  resolveCallOptions,
  securityHeaders,
} from "./resolve-options.js";
import { type EnkashResult, parseObject, readCode } from "./result.js";
import { explain, type Violation, violation } from "./violations.js";

/** Is what `fetch` or a body threw, whatever that may be: an error of this family from another call, say. */
class Broken extends Error {}

/** Carries out one call, from the check of the request to the check of the answer. */
export class Call<Id extends OperationId> {
  readonly #id: Id;
  readonly #settings: ResolvedOptions;
  readonly #options: CallOptions;
  readonly #baseUrl: string;
  readonly #url: string;
  /** What was sent: none of it may come back in an error. */
  #confidential = "";
  #sent: Sent = "no";
  #response: Response | undefined;

  constructor(id: Id, settings: ResolvedOptions, options: CallOptions) {
    this.#id = id;
    this.#settings = settings;
    this.#options = resolveCallOptions(id, options);
    this.#baseUrl = hostOf(id, settings);
    this.#url = this.#baseUrl + operations[id].path;
  }

  async run(request: OperationTypes[Id]["request"], raw: RawClient): Promise<EnkashResult<Id>> {
    const body = this.#checkRequest(request);
    const timeoutMs = this.#options.timeoutMs ?? this.#settings.timeoutMs ?? 30_000;
    const deadline = new Deadline(timeoutMs, this.#options.signal);
    try {
      return this.#readAnswer(await this.#exchange(body, raw, deadline));
    } catch (error) {
      if (error instanceof EnkashErrorBase) throw error;
      const cause = error instanceof Broken ? error.cause : error;
      if (deadline.reason === "timeout")
        throw new EnkashTimeoutError(timeoutMs, this.#circumstances());
      if (deadline.reason === "aborted") throw new EnkashAbortedError(this.#circumstances());
      if (this.#response === undefined) throw new EnkashNetworkError(this.#circumstances(cause));
      if (cause instanceof TooLarge) this.#unexpected("too-large", undefined);
      throw new EnkashUnexpectedResponseError("truncated", undefined, this.#circumstances(cause));
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
      this.#confidential = JSON.stringify(request) ?? "null";
      body = JSON.parse(this.#confidential);
    } catch (cause) {
      const message = "cannot be written as JSON: a BigInt, a circle";
      refuse([violation(this.#id, "request", "", "json", message)], cause);
    }
    const validate = validators[this.#id].request;
    if (!validate(body)) refuse(explain(validate.errors, this.#id, "request"));
    return body as OperationTypes[Id]["request"];
  }

  async #exchange(
    body: OperationTypes[Id]["request"],
    raw: RawClient,
    deadline: Deadline,
  ): Promise<string> {
    deadline.signal.throwIfAborted();
    const security = await deadline.race(
      securityHeaders(this.#id, this.#url, this.#settings.credentials),
    );
    const headers = {
      ...this.#settings.headers?.[this.#id],
      ...this.#options.headers,
      ...security,
    };
    const json = this.#confidential;
    this.#confidential += ` ${Object.values(headers).join(" ")}`;
    let text = "";
    const send = raw[this.#id] as (
      body: unknown,
      options: Parameters<RawClient[Id]>[1],
    ) => Promise<unknown>;
    await send(body, {
      baseUrl: this.#baseUrl,
      headers,
      redirect: "manual",
      bodySerializer: () => json,
      fetch: async (request) => {
        text = await this.#fetch(request, deadline);
        // openapi-fetch builds the request; reading a body of unknown size and kind is done here.
        return new Response(null, { status: 204 });
      },
    });
    return text;
  }

  async #fetch(request: Request, deadline: Deadline): Promise<string> {
    const {
      fetch = globalThis.fetch,
      maxResponseBytes = 10_000_000,
      onRequest,
      onResponse,
    } = this.#settings;
    notify(onRequest, this.#event());
    deadline.signal.throwIfAborted();
    this.#sent = "maybe";
    const isOver = () => deadline.reason !== undefined;
    try {
      const pending = Promise.resolve(fetch(request, { signal: deadline.signal }));
      // A response that comes when nobody waits for it any more is given up.
      pending.then((late) => (isOver() ? late.body?.cancel() : undefined)).catch(() => {});
      const response = await deadline.race(pending);
      // An own fetch can return anything, and Response.error() is no response, either.
      if (
        typeof response.headers.get !== "function" ||
        !(response.status >= 0) ||
        response.type === "error"
      ) {
        throw new TypeError("fetch returned no response");
      }
      this.#response = response;
    } catch (cause) {
      if (this.#settings.fetch === undefined && neverConnected(cause)) this.#sent = "no";
      throw new Broken("", { cause });
    }
    this.#sent = "yes";
    const response = this.#response;
    if (onResponse)
      notify(onResponse, {
        ...this.#event(),
        status: response.status,
        requestId: this.#requestId(),
      });
    if (
      response.type === "opaqueredirect" ||
      response.redirected ||
      /^30[12378]$/.test(`${response.status}`)
    ) {
      response.body?.cancel().catch(() => {});
      this.#unexpected("redirect", undefined);
    }
    try {
      return await deadline.race(readBody(response, maxResponseBytes, isOver));
    } catch (cause) {
      throw new Broken("", { cause });
    }
  }

  #readAnswer(text: string): EnkashResult<Id> {
    const { envelope } = operations[this.#id];
    const response = this.#response as Response;
    const body = parseObject(text);
    const code = readCode(body?.[envelope.code]);
    if (body !== undefined && code !== undefined && code !== 0) {
      throw new EnkashRefusedError(code, body, envelope, this.#circumstances());
    }
    if (!response.ok) throw new EnkashHttpStatusError(text, this.#circumstances());
    const payload = body?.[envelope.payload];
    if (body === undefined) return this.#unexpected(notAnObject(text, response), text);
    if (code === undefined || payload === undefined || payload === null)
      return this.#unexpected("no-envelope", text);
    const message = body[envelope.message];
    const answer = {
      payload,
      code,
      message: typeof message === "string" ? message : undefined,
      body,
      response,
    } as EnkashResult<Id>;
    this.#checkDrift(answer);
    return answer;
  }

  #checkDrift(answer: EnkashResult<Id>): void {
    const validate = validators[this.#id].response;
    const violations = validate(answer.body) ? [] : explain(validate.errors, this.#id, "response");
    const { status } = answer.response;
    if (status !== 200) {
      const message = "came with a status other than the documented 200";
      violations.push(violation(this.#id, "response", "", "status", message));
    }
    if (violations.length === 0) return;
    if (this.#settings.drift === "throw")
      throw new EnkashDriftError(violations, answer, this.#circumstances());
    notify(this.#settings.onDrift, {
      ...this.#event(),
      status,
      requestId: this.#requestId(),
      violations,
    });
  }

  #unexpected(reason: EnkashUnexpectedResponseError["reason"], text: string | undefined): never {
    throw new EnkashUnexpectedResponseError(reason, text, this.#circumstances());
  }

  #event() {
    return { operation: this.#id, method: operations[this.#id].method, url: this.#url };
  }

  #requestId(): string | undefined {
    return this.#response && requestId(this.#response.headers, this.#confidential);
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

function notAnObject(text: string, response: Response): EnkashUnexpectedResponseError["reason"] {
  if (text.trim() === "") return "empty";
  return /^\s*</.test(text) || /html/i.test(response.headers.get("content-type") ?? "")
    ? "html"
    : "not-json";
}
