import type { FetchInit, ResponseLike } from "./options.js";

const atImport = globalThis.fetch;

/**
 * Calls the `fetch` of the platform.
 *
 * When a kept connection closes before the response, Deno sends a request again, even a POST. It
 * cannot repeat a Blob, which streams.
 */
export function platformFetch(url: string, init: FetchInit): Promise<ResponseLike> {
  if (!("Deno" in globalThis)) return globalThis.fetch(url, init);
  return globalThis.fetch(url, { ...init, body: new Blob([init.body]) });
}

/**
 * Returns whether the `fetch` of the platform is known to send a request once: nobody replaced it
 * since the import, nor the dispatcher that Node's own sends with.
 */
export function sendsOnce(): boolean {
  return globalThis.fetch === atImport && DISPATCHERS.every(isPlainDispatcher);
}

const DISPATCHERS = [1, 2].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));

function isPlainDispatcher(key: symbol): boolean {
  const dispatcher = (globalThis as Record<symbol, { dispatch?: unknown } | undefined>)[key];
  if (dispatcher === undefined) return true;
  // One that repeats is of another class, or was composed around an agent.
  return (
    /^(Agent|ProxyAgent|EnvHttpProxyAgent)$/.test(dispatcher.constructor.name) &&
    dispatcher.dispatch === Object.getPrototypeOf(dispatcher).dispatch
  );
}
