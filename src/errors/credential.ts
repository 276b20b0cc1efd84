import { chain, codes, EnkashErrorBase, isA } from "./base.js";
import type { Circumstances } from "./circumstances.js";
import { correction } from "./network.js";
import { nextStep } from "./next-step.js";

/** What is known of a failure to get a credential. */
export interface CredentialFailure {
  /** Option that the credential stands in; undefined outside of a call. */
  option?: string | undefined;
  /** See {@link EnkashCredentialError.temporary}. */
  temporary: boolean;
  /** Body of the token server's response. */
  text?: string | undefined;
}

/**
 * Reports that the function behind a credential failed, or returned nothing that can be sent. The
 * request was not sent. What the function threw is in `unredacted().cause`; `retryAfter` has the
 * seconds until a `cachedCredential` loads again, or that the token server asked to wait.
 *
 * @example
 * ```ts
 * if (error.kind === "credential" && !error.temporary) {
 *   console.error(`Check the keys. ${error.message}`);
 * }
 * ```
 */
export class EnkashCredentialError extends EnkashErrorBase {
  static {
    EnkashCredentialError.prototype.name = "EnkashCredentialError";
  }

  /** `credential`: the function behind a credential failed. */
  readonly kind = "credential" as const;
  /** Option with the function: `credentials.rewardsToken`; undefined outside of a call. */
  readonly option: string | undefined;
  /**
   * Whether the same attempt may succeed later: the token server gave no response, one that broke
   * off, or HTTP 5xx without JSON; or the function threw an error with `temporary: true`. A
   * `cachedCredential` does not remember such a failure. `repeatable` says whether the same call
   * can succeed without a correction.
   */
  readonly temporary: boolean;

  /**
   * @param problem What happened, with neither a secret nor a foreign message.
   * @param failure What is known of it.
   * @param circumstances The call, or the request for a token.
   */
  constructor(
    problem: string,
    failure: CredentialFailure,
    circumstances: Omit<Circumstances, "sent"> = {},
  ) {
    const { operation, retryAfter } = circumstances;
    const { option, temporary, text } = failure;
    const failed = operation === undefined ? "get a credential" : `send ${operation}`;
    const what = `Failed to ${failed}: ${option === undefined ? "" : `\`${option}\` `}${problem}`;
    const call = { ...circumstances, sent: "no" } as const;
    const pause = (words: string, end: string) =>
      retryAfter === undefined ? "" : ` ${words} ${retryAfter} seconds${end}`;
    const demand = temporary
      ? pause("Wait", ".") || correction(call.cause)
      : " Correct what failed: wrong attempts can lock an account." +
        pause("No new attempt for", ", unless you call reset().");
    const next = nextStep(call, !demand) + demand;
    super(what, call, { next, ...(text !== undefined && { text }) });
    this.option = option;
    this.temporary = temporary;
  }
}

/**
 * Names of timeouts, and messages of network failures of `fetch` in browsers, workers and servers.
 * A programming mistake matches neither.
 */
const NETWORK =
  /^((Abort|Timeout)Error$|fetch failed|Failed to fetch|Load failed|Network(Error| connection lost)|error (sending request|reading a body))/;

/** Codes of a connection that failed, of Node and of undici. */
const CONNECTION = /^(E(AI_|CONN|HOST|NET|NOTFOUND|PIPE|TIMEDOUT)|UND_ERR_(SOCKET|\w+_TIMEOUT))/;

/**
 * Returns whether an attempt to get a credential failed without a response of the token server.
 * An error can state it by a property `temporary`. An unknown error counts as permanent.
 */
export function isTemporary(error: unknown): boolean {
  const declared = read(error, "temporary");
  if (typeof declared === "boolean") return declared;
  const isNetwork = (text: unknown) => typeof text === "string" && NETWORK.test(text);
  return (
    chain(error).some(({ name, message }) => isNetwork(name) || isNetwork(message)) ||
    codes(error).some((code) => CONNECTION.test(code))
  );
}

/** Returns what happened in words that may be logged: those of this package, or codes. */
export function problemOf(error: unknown): string {
  if (isA(error, EnkashCredentialError))
    return error.message.replace(/\n.*$/s, "").replace("Failed to get a credential: ", "");
  return codes(error).join(", ") || "see `unredacted().cause`";
}

function read(value: unknown, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}
