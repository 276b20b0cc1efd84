import type { FetchInit, ResponseLike } from "./fetch-types.js";

/** Calls the `fetch` of the platform, and keeps it from sending the request again by itself. */
export function platformFetch(
  url: string,
  init: FetchInit,
  fetch = globalThis.fetch,
): Promise<ResponseLike> {
  return fetch(url, { ...init, ...unshared(fetch), ...unrepeatable(init, fetch) });
}

let count = 0;

/** Returns what makes each key in the caches of Next.js unique, which marks the `fetch` it patched. */
function unshared(fetch: typeof globalThis.fetch & { __nextPatched?: unknown }): RequestInit {
  if (!fetch.__nextPatched) return {};
  // `about:client` is the default. Not random: while Next.js prerenders, that would be an error.
  return { referrer: `about:client?${performance.timeOrigin + performance.now()}-${++count}` };
}

/** Returns what keeps a request from being sent twice, where the platform would do that. */
function unrepeatable({ body, headers }: FetchInit, fetch: typeof globalThis.fetch): RequestInit {
  // When a kept connection closes before the response, Deno repeats all but a Blob, and Bun before
  // 1.3.14 repeats everything: no connection is kept there.
  if ("Deno" in globalThis) return { body: new Blob([body]) };
  if ("Bun" in globalThis) return { keepalive: false };
  // On HTTP 421, Node repeats all but a stream. A mock of undici would have to read one.
  if (!markOf(fetch)?.includes("internal") || dispatcher()?.isMockActive) return {};
  const bytes = new TextEncoder().encode(body);
  return {
    body: streamOf(bytes),
    headers: { ...headers, "content-length": `${bytes.length}` },
    duplex: "half",
  } as RequestInit;
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

/** The `fetch` of the platform at one moment, with what it sends with. */
export interface Sender {
  fetch: (url: string, init: FetchInit) => Promise<ResponseLike>;
  /**
   * Returns whether a request is known to be sent once: the `fetch` is the platform's own, and so
   * is the dispatcher that Node's sends with. To look takes time, and only a call that failed needs
   * to know.
   */
  sendsOnce: () => boolean;
}

/** Notes what the `fetch` of the platform is and sends with now. */
export function noteSender(): Sender {
  const { fetch } = globalThis;
  const sender = dispatcher();
  const dispatch = sender?.dispatch;
  return {
    fetch: (url, init) => platformFetch(url, init, fetch),
    // There is no dispatcher before the first request.
    sendsOnce: () =>
      markOf(fetch) !== undefined && (sender === undefined || isPlain(sender, dispatch)),
  };
}

/** Returns whether the global `fetch` is known to be the platform's own. */
export function isOwnFetch(): boolean {
  return markOf(globalThis.fetch) !== undefined;
}

/** Marks of a platform's own `fetch` in print: Node's, and that of Bun, browsers and workers. */
const OWN =
  /^function fetch\((\) \{\s+\[native code|input, init = undefined\) \{[\s\S]*= require\('internal\/deps\/undici)/;

/** Marks of what was seen: to print a function takes longer than to check a request. */
const marks = new WeakMap<object, string | undefined>();

/** Returns the mark of a platform's own `fetch`, or undefined if it has none. */
function markOf(fetch: typeof globalThis.fetch | undefined): string | undefined {
  // In Bun a bound function also prints as native; its name differs.
  if (fetch?.name !== "fetch") return undefined;
  if (!marks.has(fetch)) marks.set(fetch, OWN.exec(Function.prototype.toString.call(fetch))?.[0]);
  return marks.get(fetch);
}

interface Dispatcher {
  dispatch: unknown;
  isMockActive?: unknown;
  // biome-ignore lint/suspicious/noExplicitAny: what undici keeps inside
  [inside: symbol]: any;
}

interface Runtime {
  process?: { versions?: { undici?: string } };
  [place: symbol]: Dispatcher | undefined;
}

/** Returns what Node's `fetch` sends with. */
function dispatcher(): Dispatcher | undefined {
  const runtime = globalThis as Runtime;
  // From undici 8 on, place 1 has a wrapper for older versions.
  const place = /^([89]|\d\d)/.test(`${runtime.process?.versions?.undici}`) ? 2 : 1;
  return runtime[Symbol.for(`undici.globalDispatcher.${place}`)];
}

/** Agents that Node makes, and the `Agent` of undici. A class that was derived prints otherwise. */
const AGENT = /^class (Agent )?extends DispatcherBase\d* /;

/** Returns whether a dispatcher is known to send a request once. */
function isPlain(sender: Dispatcher, dispatch: unknown): boolean {
  const agent = sender.constructor;
  return (
    AGENT.test(`${agent}`) &&
    // A composed agent, or a changed prototype, has a different `dispatch`.
    dispatch === Object.getPrototypeOf(agent).prototype.dispatch &&
    // Options that put something around the connections, which may repeat.
    Object.getOwnPropertySymbols(sender).every((key) =>
      key.description === "factory"
        ? sender[key].name === "defaultFactory"
        : !sender[key]?.interceptors,
    )
  );
}
