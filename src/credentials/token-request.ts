import type { Deadline } from "../deadline.js";
import { codes, isA } from "../errors/base.js";
import {
  type CredentialFailure,
  EnkashCredentialError,
  isTemporary,
} from "../errors/credential.js";
import { REASONS } from "../errors/unexpected-response.js";
import { fetchResponse, readText } from "../exchange.js";
import type { FetchInit, ResponseLike } from "../fetch-types.js";
import { isOwnFetch, platformFetch } from "../platform-fetch.js";
import { discard, TooLarge, Unreadable } from "../read-body.js";
import { safeInit } from "../request.js";
import { requestId } from "../request-id.js";
import { isOk, isRedirect, nameBody, retryAfter } from "../response.js";
import { parseObject } from "../result.js";
import { EARLIEST, type LoadedCredential } from "./cached-credential.js";
import { isHeaderValue, VISIBLE } from "./security-headers.js";

/** Checked options of a request for a token. */
export interface TokenSource {
  url: string;
  body: string;
  headers: Record<string, string>;
  /** Keys and headers: no request id may repeat them. */
  confidential: unknown[];
  scheme: "bearer" | "raw";
  fetch: ((url: string, init: FetchInit) => Promise<ResponseLike>) | undefined;
}

/** Largest response in bytes. The documented one has four short properties. */
const MAX_BYTES = 100_000;

/**
 * One request for a token. What it sends and expects follows EnKash's token page and guide, which
 * are not among the pages of the contract.
 */
export class TokenRequest {
  readonly #source: TokenSource;
  readonly #deadline: Deadline;
  #response: ResponseLike | undefined;

  constructor(source: TokenSource, deadline: Deadline) {
    this.#source = source;
    this.#deadline = deadline;
  }

  async run(): Promise<LoadedCredential> {
    const response = await this.#send();
    return this.#check(await this.#read(response), response);
  }

  async #send(): Promise<ResponseLike> {
    const { url, body, headers, fetch = platformFetch } = this.#source;
    try {
      const all = { "content-type": "application/json", ...headers };
      const { signal } = this.#deadline;
      const init = safeInit({ method: "POST", headers: all, body, signal });
      this.#response = await fetchResponse(fetch, { url, init }, this.#deadline);
      return this.#response;
    } catch (cause) {
      // Another `fetch` may throw for a refusal, too.
      const isPlatforms = this.#source.fetch === undefined && isOwnFetch();
      const temporary = isPlatforms || isTemporary(cause);
      throw this.#failure(`no response${named(cause)}`, { temporary, cause });
    }
  }

  async #read(response: ResponseLike): Promise<string> {
    if (isRedirect(response)) {
      discard(response);
      throw this.#failure(REASONS.redirect, { temporary: false });
    }
    try {
      const { text } = await readText(response, MAX_BYTES, this.#deadline);
      return text;
    } catch (cause) {
      if (isA(cause, TooLarge))
        throw this.#failure(`more than ${MAX_BYTES} bytes`, { temporary: false });
      // A `fetch` of the caller's that gives no readable body now will give none next time.
      const isUnreadable = isA(cause, Unreadable);
      const reason = REASONS[isUnreadable ? "unreadable" : "truncated"];
      // A status 4xx refuses the keys, whatever the body would have said.
      const temporary = !isUnreadable && !/^4/.test(`${response.status}`);
      throw this.#failure(`${reason}${named(cause)}`, { temporary, cause });
    }
  }

  #check(text: string, response: ResponseLike): LoadedCredential {
    const { scheme } = this.#source;
    const body = parseObject(text);
    if (body === undefined) {
      const temporary = response.status >= 500;
      throw this.#failure(REASONS[nameBody(text, response)], { temporary, text });
    }
    const { token, expiry } = body;
    if (!isOk(response) || token === undefined || token === null || token === "")
      throw this.#failure("no token", { temporary: false, text });
    if (!isHeaderValue(token))
      throw this.#failure(`a token that is not of ${VISIBLE}`, { temporary: false, text });
    const prefix = scheme === "bearer" && !/^bearer /i.test(token) ? "Bearer " : "";
    return { value: prefix + token, expiresAt: readExpiry(expiry) };
  }

  #failure(what: string, { cause, ...failure }: CredentialFailure & { cause?: unknown }) {
    const { url, confidential } = this.#source;
    const response = this.#response;
    const status = response && `, HTTP ${response.status}`;
    return new EnkashCredentialError(`the token server gave ${what}${status ?? ""}`, failure, {
      method: "POST",
      url,
      response,
      requestId: response && requestId(response.headers, confidential),
      retryAfter: response && retryAfter(response),
      cause,
    });
  }
}

function named(cause: unknown): string {
  const found = codes(cause).join(", ");
  return found && `: ${found}`;
}

/** Reads `expiry`. Ignores what cannot be an instant in milliseconds. */
function readExpiry(expiry: unknown): number | undefined {
  const instant = typeof expiry === "string" && /^\d{1,16}$/.test(expiry) ? Number(expiry) : expiry;
  return typeof instant === "number" && instant >= EARLIEST ? instant : undefined;
}
