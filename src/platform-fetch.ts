import type { FetchInit, ResponseLike } from "./options.js";

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
