import { Deadline } from "../deadline.js";
import { isA } from "../errors/base.js";
import { misconfigured } from "../errors/configuration.js";
import { EnkashCredentialError, isTemporary, problemOf } from "../errors/credential.js";
import { checkNumber, copy } from "../resolve-options.js";
import { printable } from "../violations.js";
import { isHeaderValue, VISIBLE } from "./security-headers.js";

/** Argument of a load function. */
export interface LoadContext {
  /** Signal that aborts when the time for the load is over. */
  signal: AbortSignal;
  /** Whether EnKash refused the last value: do not take it from a cache of your own. */
  refused: boolean;
}

/** Credential with the instant at which it expires. Any other property is an error. */
export interface LoadedCredential {
  /** Value as it is to be sent. */
  value: string;
  /**
   * Instant at which the value expires, in milliseconds since the UNIX epoch.
   *
   * @default undefined: it is used until EnKash refuses it
   */
  expiresAt?: number | undefined;
}

/** Options of {@link cachedCredential}. */
export interface CachedCredentialOptions {
  /**
   * How long before its expiry a value is renewed, in milliseconds; half its lifetime at most.
   *
   * @default 60_000
   */
  renewBeforeMs?: number | undefined;
  /**
   * How long no new load is tried after a refused one, in milliseconds. A token server that
   * responded with a later `Retry-After` gets as much, up to an hour.
   *
   * @default 60_000
   */
  refusalPauseMs?: number | undefined;
  /**
   * Time for one load in milliseconds.
   *
   * @default 10_000
   */
  timeoutMs?: number | undefined;
}

/** Function for an option of `credentials`. Any number of clients can share it. */
export interface CachedCredential {
  /**
   * Returns the value, and loads it where that is needed.
   *
   * @param context `signal` ends this wait, not the load. `refused`: EnKash refused the last value.
   * @throws EnkashCredentialError if the load failed; the reason of `signal` if that aborts.
   */
  (context?: { signal?: AbortSignal | undefined; refused?: boolean | undefined }): Promise<string>;
  /** Forgets the value and a refusal, so that the next call loads, e.g. after a change of keys. */
  reset(): void;
}

/** Function that asks the token server for a value. A string is a value without expiry. */
export type LoadCredential = (
  context: LoadContext,
) => LoadedCredential | string | Promise<LoadedCredential | string>;

/**
 * Creates a credential that is loaded once and kept until shortly before it expires.
 *
 * - Any number of calls share one load. A call that is aborted leaves the load to the others.
 * - After a 117 or an HTTP 401 from EnKash the value is renewed, at most once per `refusalPauseMs`.
 * - A load that fails on the network, runs out of time, or throws an error with `temporary: true`
 *   is not remembered: the next call loads again.
 * - Every other failure counts as a refusal. For `refusalPauseMs` calls fail without a new load,
 *   since repeated wrong attempts can lock an account.
 *
 * @param load Asks the token server.
 * @param options Times.
 * @throws EnkashConfigurationError if an option is unknown or wrong.
 * @example
 * ```ts
 * const rewardsToken = cachedCredential(async ({ signal }) => {
 *   const response = await fetch("https://tokens.example", { method: "POST", signal });
 *   if (!response.ok) throw new Error(`The token server responded with ${response.status}.`);
 *   const { token, seconds } = (await response.json()) as { token: string; seconds: number };
 *   return { value: token, expiresAt: Date.now() + seconds * 1000 };
 * });
 * const enkash = createEnkashClient({ environment: "test", credentials: { rewardsToken } });
 * ```
 */
export function cachedCredential(
  load: LoadCredential,
  options: CachedCredentialOptions = {},
): CachedCredential {
  if (typeof load !== "function") misconfigured("cachedCredential.load", "must be a function.");
  // A load may ignore its signal: the deadline ends it all the same.
  return cacheOf((context, deadline) => deadline.race(call(load, context)), options);
}

/** Calls a load, which may throw at once. */
async function call(load: LoadCredential, context: LoadContext) {
  return await load(context);
}

/** Creates a credential of a load that ends with its deadline. */
export function cacheOf(load: EndingLoad, options: CachedCredentialOptions): CachedCredential {
  const given: CachedCredentialOptions = copy(options, CACHE_OPTIONS, {
    option: "cachedCredential",
  });
  const { renewBeforeMs = 60_000, refusalPauseMs = 60_000, timeoutMs = 10_000 } = given;
  const times = { renewBeforeMs, refusalPauseMs, timeoutMs };
  for (const [name, value] of Object.entries(times)) checkNumber(value, `cachedCredential.${name}`);
  const cache = new Cache(load, times);
  const get: CachedCredential = Object.assign(
    (context: Parameters<CachedCredential>[0]) => cache.get(context?.signal, context?.refused),
    { reset: () => cache.reset() },
  );
  return Object.freeze(get);
}

type EndingLoad = (context: LoadContext, deadline: Deadline) => Promise<LoadedCredential | string>;

/** Names of the options of {@link cachedCredential}. */
export const CACHE_OPTIONS = [
  "renewBeforeMs",
  "refusalPauseMs",
  "timeoutMs",
] as const satisfies (keyof CachedCredentialOptions)[];

type Times = Record<(typeof CACHE_OPTIONS)[number], number>;

/** Value in use. Its end is kept on two clocks: one can jump, the other can stand still. */
interface Held {
  value: string;
  /** End on the wall clock. */
  expiresAt: number;
  /** End on the steady clock. */
  ends: number;
  /** Instant of the next renewal on the steady clock. */
  renews: number;
}

/** State behind one {@link CachedCredential}. */
class Cache {
  readonly #load: EndingLoad;
  readonly #times: Times;
  #held: Held | undefined;
  #loading: { value: Promise<string>; ends: number } | undefined;
  #refusal: { cause: unknown; ends: number } | undefined;
  /** Until then a refused value causes no other renewal. */
  #renewedUntil = 0;
  /** Number of the latest load or reset. The outcome of an earlier load does not count. */
  #turn = 0;

  constructor(load: EndingLoad, times: Times) {
    this.#load = load;
    this.#times = times;
  }

  async get(signal: AbortSignal | undefined, refused = false): Promise<string> {
    signal?.throwIfAborted();
    if (refused && steadyNow() >= this.#renewedUntil) this.#held = undefined;
    const held = this.#held;
    if (held === undefined || isExpired(held)) return await this.#wait(refused, signal);
    if (steadyNow() >= held.renews) {
      // The value is still good: no call waits for the next one, or fails with it.
      held.renews = steadyNow() + this.#times.refusalPauseMs;
      this.#wait(false, undefined).catch(() => {});
    }
    return held.value;
  }

  reset(): void {
    this.#turn++;
    this.#held = undefined;
    this.#loading = undefined;
    this.#refusal = undefined;
    this.#renewedUntil = 0;
  }

  async #wait(refused: boolean, signal: AbortSignal | undefined): Promise<string> {
    const remaining = (this.#refusal?.ends ?? 0) - steadyNow();
    if (this.#refusal && remaining > 0) throw failure(this.#refusal.cause, false, remaining);
    // A load can be frozen with the request that started it, as on workers: do not wait for ever.
    if (this.#loading === undefined || steadyNow() >= this.#loading.ends) {
      this.#loading = { value: this.#run(refused), ends: steadyNow() + this.#times.timeoutMs };
    }
    return await unlessAborted(this.#loading.value, signal);
  }

  async #run(refused: boolean): Promise<string> {
    const turn = ++this.#turn;
    const { refusalPauseMs, timeoutMs } = this.#times;
    const deadline = new Deadline(timeoutMs, undefined);
    const { signal } = deadline;
    try {
      const loaded = await this.#load({ signal, refused }, deadline);
      const { value, expiresAt } = readLoaded(loaded);
      if (turn === this.#turn) this.#keep(value, expiresAt, refused);
      return value;
    } catch (cause) {
      const asked = askedPause(cause);
      if (isTemporary(cause)) throw failure(cause, true, asked);
      const pause = Math.max(refusalPauseMs, asked ?? 0);
      if (turn === this.#turn) this.#refusal = { cause, ends: steadyNow() + pause };
      throw failure(cause, false, pause);
    } finally {
      deadline.clear();
      if (turn === this.#turn) this.#loading = undefined;
    }
  }

  #keep(value: string, expiresAt: number, refused: boolean): void {
    const { renewBeforeMs, refusalPauseMs } = this.#times;
    const lifetime = expiresAt - Date.now();
    const ends = steadyNow() + lifetime;
    const renews = ends - Math.min(renewBeforeMs, lifetime / 2);
    this.#held = { value, expiresAt, ends, renews };
    if (refused) this.#renewedUntil = steadyNow() + refusalPauseMs;
  }
}

function isExpired({ expiresAt, ends }: Held): boolean {
  return Date.now() >= expiresAt || steadyNow() >= ends;
}

/** Returns milliseconds on a clock that never jumps. */
function steadyNow(): number {
  return performance.now();
}

/** Earliest instant that is taken for milliseconds, in 1973. Today in seconds lies before it. */
export const EARLIEST = 100_000_000_000;

/** Checks what a load returned. */
function readLoaded(loaded: unknown): { value: string; expiresAt: number } {
  const { value, expiresAt, ...others } = (
    typeof loaded === "string" ? { value: loaded } : (loaded ?? {})
  ) as {
    value?: unknown;
    expiresAt?: unknown;
  };
  if (!isHeaderValue(value)) throw unusable(`no value of ${VISIBLE}`);
  const [unknown] = Object.keys(others);
  // An `expiresIn` would be lost, and the value kept for ever.
  if (unknown !== undefined)
    throw unusable(`an unknown ${printable(unknown)}. Known: value, expiresAt`);
  // Without an instant the value is used until EnKash refuses it.
  if (expiresAt === undefined) return { value, expiresAt: Number.POSITIVE_INFINITY };
  if (typeof expiresAt !== "number" || !(expiresAt >= EARLIEST))
    throw unusable("an `expiresAt` that is not in milliseconds since the UNIX epoch");
  return { value, expiresAt };
}

function unusable(what: string): EnkashCredentialError {
  return new EnkashCredentialError(`the load returned ${what}`, { temporary: false });
}

/** Longest pause that a token server is granted: its header may be a mistake. */
const LONGEST_PAUSE = 3_600_000;

/** Returns the milliseconds that a token server asked to wait. */
function askedPause(cause: unknown): number | undefined {
  const seconds = isA(cause, EnkashCredentialError) ? cause.retryAfter : undefined;
  return seconds ? Math.min(seconds * 1000, LONGEST_PAUSE) : undefined;
}

function failure(cause: unknown, temporary: boolean, pauseMs?: number): EnkashCredentialError {
  const retryAfter = pauseMs === undefined ? undefined : Math.ceil(pauseMs / 1000);
  return new EnkashCredentialError(problemOf(cause), { temporary }, { retryAfter, cause });
}

/** Settles like `work`, or rejects as soon as a signal aborts. */
async function unlessAborted<Value>(
  work: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return await work;
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
