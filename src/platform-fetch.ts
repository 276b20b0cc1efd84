import type { FetchInit, ResponseLike } from "./options.js";
import { mergeHeaders } from "./request.js";

/** Calls the `fetch` of the platform, and keeps it from sending the request again by itself. */
export function platformFetch(url: string, init: FetchInit): Promise<ResponseLike> {
  return globalThis.fetch(url, { ...init, ...unrepeatable(init) });
}

/** Returns a body that cannot be sent twice, where the platform would do that. */
function unrepeatable({ body, headers }: FetchInit): RequestInit {
  // When a kept connection closes before the response, Deno repeats all but a Blob.
  if ("Deno" in globalThis) return { body: new Blob([body]) };
  // On HTTP 421, Node repeats all but a stream. A mock would have to read one.
  if (!NODE.test(source()) || dispatchers().some((each) => each?.isMockActive)) return {};
  const bytes = new TextEncoder().encode(body);
  const all = mergeHeaders(headers, { "content-length": `${bytes.length}` });
  // The types know no such body.
  return { body: stream(bytes) as never, headers: all, duplex: "half" } as RequestInit;
}

async function* stream(bytes: Uint8Array) {
  yield bytes;
}

/**
 * Returns whether the `fetch` of the platform is known to send a request once: it is the own one
 * of Node or Bun, and so is the dispatcher that Node's sends with.
 */
export function sendsOnce(): boolean {
  return (NODE.test(source()) || BUN.test(source())) && dispatchers().every(isPlainDispatcher);
}

/** How the own `fetch` of Node prints, which loads undici. */
const NODE = /internal\/deps\/undici/;

/** How that of Bun prints, with its name in front, which tells it from one that was bound. */
const BUN = /^fetch:function fetch\(\) \{\s*\[native code\]\s*\}$/;

function source(): string {
  const { fetch } = globalThis;
  return typeof fetch === "function"
    ? `${fetch.name}:${Function.prototype.toString.call(fetch)}`
    : "";
}

type Dispatcher = { dispatch?: unknown; isMockActive?: unknown } | undefined;

/** Returns what Node's `fetch` sends with: the second one since version 26, else the first. */
function dispatchers(): Dispatcher[] {
  return [2, 1].map(
    (version) =>
      (globalThis as Record<symbol, Dispatcher>)[Symbol.for(`undici.globalDispatcher.${version}`)],
  );
}

/** Returns whether a dispatcher is none that repeats: of another class, or put around an agent. */
function isPlainDispatcher(dispatcher: Dispatcher, at: number, [current]: Dispatcher[]): boolean {
  if (dispatcher === undefined) return true;
  const prototype = Object.getPrototypeOf(dispatcher);
  const { name } = prototype.constructor;
  const isPlain = /^(Agent|ProxyAgent|EnvHttpProxyAgent)$/.test(name);
  // What undici 8 leaves for older versions stands around the current one.
  const isLegacy = at === 1 && current !== undefined && name === "Dispatcher1Wrapper";
  return (isPlain || isLegacy) && dispatcher.dispatch === prototype.dispatch;
}
