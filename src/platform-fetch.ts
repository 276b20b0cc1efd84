import type { FetchInit, ResponseLike } from "./options.js";

/** Calls the `fetch` of the platform, and keeps it from sending the request again by itself. */
export function platformFetch(url: string, init: FetchInit): Promise<ResponseLike> {
  return globalThis.fetch(url, { ...init, ...unrepeatable(init) });
}

/** Returns a body that cannot be sent twice, where the platform would do that. */
function unrepeatable({ body, headers }: FetchInit): RequestInit {
  // When a kept connection closes before the response, Deno repeats all but a Blob.
  if ("Deno" in globalThis) return { body: new Blob([body]) };
  // On HTTP 421, Node repeats all but a stream. A mock of undici would have to read one.
  if (ownerOf(globalThis.fetch) !== "node" || dispatcher()?.isMockActive) return {};
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

/**
 * Returns whether the `fetch` of the platform is known to send a request once: it is its own, and
 * so is the dispatcher that Node's sends with.
 */
export function sendsOnce(): boolean {
  const sender = dispatcher();
  // One that repeats is of another class, or was composed around an agent.
  const isPlain =
    sender === undefined ||
    (/^((EnvHttp)?Proxy)?Agent$/.test(sender.constructor.name) &&
      sender.dispatch === sender.constructor.prototype.dispatch);
  return isPlain && isOwnFetch();
}

/** Returns whether the global `fetch` is known to be the platform's own. */
export function isOwnFetch(): boolean {
  return ownerOf(globalThis.fetch) !== undefined;
}

// How the own `fetch` of Node prints, and that of Bun, browsers and workers.
const NODE = /internal\/deps\/undici/;
const NATIVE = /^function fetch\(\) \{\s+\[native code/;

/** Owners of what was seen: to print a function takes longer than to check a request. */
const owners = new WeakMap<object, "node" | "native" | undefined>();

/** Returns whose own `fetch` a function is, if it is recognised. */
function ownerOf(fetch: typeof globalThis.fetch | undefined): "node" | "native" | undefined {
  // In Bun, what was bound prints as native, too, but for its name.
  if (fetch?.name !== "fetch") return undefined;
  if (!owners.has(fetch)) {
    const text = Function.prototype.toString.call(fetch);
    owners.set(fetch, NODE.test(text) ? "node" : NATIVE.test(text) ? "native" : undefined);
  }
  return owners.get(fetch);
}

interface Runtime {
  process?: { versions?: { undici?: string } };
  [dispatcher: symbol]: { dispatch: unknown; isMockActive?: unknown } | undefined;
}

/** Returns what Node's `fetch` sends with; undefined before its first request. */
function dispatcher() {
  const runtime = globalThis as Runtime;
  // From undici 8 on, there is a wrapper for older versions in the first place.
  const place = /^([89]|\d\d)/.test(`${runtime.process?.versions?.undici}`) ? 2 : 1;
  return runtime[Symbol.for(`undici.globalDispatcher.${place}`)];
}
