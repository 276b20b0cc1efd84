import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import * as undici6 from "undici-6";
import * as undici7 from "undici-7";
import { afterEach, expect, test, vi } from "vitest";
import { createEnkashClient, type EnkashOptions } from "../../src/index.js";
import { selfSigned } from "../support/certificate.js";
import { CREDENTIALS, errorOf, ORDER } from "./support.js";

const servers: Server[] = [];
const originalFetch = globalThis.fetch;
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  globalThis.fetch = originalFetch;
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

/** Returns a base URL at which nobody listens. */
async function refusing(): Promise<string> {
  const server = createTcpServer();
  const port = await listen(server);
  server.close();
  return `http://127.0.0.1:${port}`;
}

/** Returns the error of a call to a base URL, or with a `fetch` of the caller's. */
function fail(options: EnkashOptions) {
  const client = createEnkashClient({
    credentials: CREDENTIALS,
    baseUrl: "https://a.example",
    ...options,
  });
  return errorOf(client.createOrder(ORDER));
}

test("a certificate that is not trusted is refused before anything is sent", async () => {
  let received = 0;
  const server = createHttpsServer(selfSigned(), () => received++);
  const error = await fail({ baseUrl: `https://127.0.0.1:${await listen(server)}` });
  expect(error).toMatchObject({ kind: "network", sent: "no" });
  expect(error.message).toContain("DEPTH_ZERO_SELF_SIGNED_CERT");
  expect(received).toBe(0);
});

test("a connection that ends during the handshake has sent nothing", async () => {
  const server = createTcpServer((socket) => socket.once("data", () => socket.end()));
  const error = await fail({ baseUrl: `https://127.0.0.1:${await listen(server)}` });
  expect(error).toMatchObject({ kind: "network", sent: "no" });
});

test("a port that fetch blocks has sent nothing", async () => {
  expect(await fail({ baseUrl: "https://localhost:6667" })).toMatchObject({
    kind: "network",
    sent: "no",
  });
});

// Both codes can come after the request as well: a record that somebody put between, a late alert.
test.each([
  ["plain text", "HTTP/1.1 400 Bad Request\r\n\r\n", "ERR_SSL_WRONG_VERSION_NUMBER"],
  ["an alert", Buffer.from([21, 3, 3, 0, 2, 2, 70]), "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"],
])("%s in place of a handshake leaves open what was sent", async (_, reply, code) => {
  const server = createTcpServer((socket) => {
    socket.on("error", () => {}).once("data", () => socket.end(reply));
  });
  const error = await fail({ baseUrl: `https://127.0.0.1:${await listen(server)}` });
  expect(error).toMatchObject({ kind: "network", sent: "maybe" });
  expect(error.message).toContain(code);
});

const refused = () => {
  const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" });
  return Promise.reject(new TypeError("fetch failed", { cause }));
};

test("a global fetch that was replaced since the import may have sent the request twice", async () => {
  globalThis.fetch = refused;
  expect(await fail({})).toMatchObject({ kind: "network", sent: "maybe" });
});

/** Calls Node's own `fetch` a second time when it fails. */
async function twice(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  return originalFetch(url, init).catch(() => originalFetch(url, init));
}

/** Starts a server that reads one request, closes the connection and listens no more. */
async function startOnce() {
  const once = { received: 0, baseUrl: "" };
  const server = createTcpServer((socket) => {
    socket.once("data", () => {
      once.received++;
      server.close();
      socket.destroy();
    });
  });
  once.baseUrl = `http://127.0.0.1:${await listen(server)}`;
  return once;
}

// The second attempt is refused, which alone would mean that nothing was sent.
test.each([
  ["a function", Object.defineProperty(twice, "name", { value: "fetch" })],
  ["a bound function", twice.bind(undefined)],
  ["a proxy", new Proxy(originalFetch, { apply: (_, __, [url, init]) => twice(url, init) })],
])(
  "%s in place of the global fetch since before the import is no fetch of Node",
  async (_, fetch) => {
    globalThis.fetch = fetch;
    vi.resetModules();
    const { createEnkashClient } = await import("../../src/index.js");
    const server = await startOnce();
    const client = createEnkashClient({ baseUrl: server.baseUrl, credentials: CREDENTIALS });
    const error = await client.createOrder(ORDER).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: "network", sent: "maybe", cause: { message: REFUSED } });
    expect(server.received).toBe(1);
  },
);
const REFUSED = "ECONNREFUSED";

test("a function that speaks of Node's module is no fetch of Node", async () => {
  globalThis.fetch = async function fetch(url, init) {
    // As in Node: undici = require('internal/deps/undici/undici').
    return await twice(url as string, init);
  };
  expect(await fail({ baseUrl: await refusing() })).toMatchObject({ sent: "maybe" });
});

test("the fetch that was looked at is the one that sends", async () => {
  let reads = 0;
  Object.defineProperty(globalThis, "fetch", {
    configurable: true,
    get: () => (++reads === 1 ? originalFetch : twice),
  });
  const server = await startOnce();
  try {
    const error = await fail({ baseUrl: server.baseUrl });
    expect(error).toMatchObject({ sent: "maybe", cause: { message: "UND_ERR_SOCKET" } });
    expect({ reads, received: server.received }).toEqual({ reads: 1, received: 1 });
  } finally {
    Object.defineProperty(globalThis, "fetch", {
      configurable: true,
      writable: true,
      value: originalFetch,
    });
  }
});

test("under Next.js each request has a referrer of its own, which is not sent", async () => {
  const referrers: unknown[] = [];
  const headers: unknown[] = [];
  const upstream = createHttpServer((request, response) => {
    headers.push(request.headers.referer);
    response.end('{"response_code":0,"payload":{}}');
  });
  const client = createEnkashClient({
    baseUrl: `http://127.0.0.1:${await listen(upstream)}`,
    credentials: CREDENTIALS,
  });
  globalThis.fetch = (url, init) => {
    referrers.push(init?.referrer);
    return originalFetch(url, init);
  };
  await client.createOrder(ORDER);
  expect(referrers.splice(0)).toEqual([undefined]);
  headers.pop();
  Object.assign(globalThis.fetch, { __nextPatched: true });
  await client.createOrder(ORDER);
  await client.createOrder(ORDER);
  expect(new Set(referrers).size).toBe(2);
  expect(referrers).toEqual([
    expect.stringMatching(/^about:client\?/),
    expect.stringMatching(/^about:client\?/),
  ]);
  expect(headers).toEqual([undefined, undefined]);
});

test("a platform without a fetch fails as a network does", async () => {
  globalThis.fetch = undefined as never;
  expect(await fail({})).toMatchObject({ kind: "network", sent: "maybe" });
});

test("a dispatcher that was put around Node's own may have sent the request twice", async () => {
  await originalFetch("http://127.0.0.1:1").catch(() => {});
  const all = globalThis as unknown as Record<symbol, Dispatcher | undefined>;
  const place = Number.parseInt(process.versions.undici ?? "", 10) >= 8 ? 2 : 1;
  const key = Symbol.for(`undici.globalDispatcher.${place}`);
  const plain = all[key];
  if (plain === undefined) throw new Error("Node has no global dispatcher.");
  expect(await fail({ baseUrl: await refusing() })).toMatchObject({ sent: "no" });
  const dispatch = plain.dispatch.bind(plain);
  // What `compose` of undici returns: the agent, with another `dispatch`.
  all[key] = new Proxy(plain, {
    get: (target, name) => (name === "dispatch" ? dispatch : Reflect.get(target, name)),
  });
  try {
    expect(await fail({ baseUrl: await refusing() })).toMatchObject({ sent: "maybe" });
  } finally {
    all[key] = plain;
  }
});

test("a dispatcher that was its own again when the call failed may have sent the request twice", async () => {
  await originalFetch("http://127.0.0.1:1").catch(() => {});
  const agent = undici7.getGlobalDispatcher();
  const dispatch = agent.dispatch.bind(agent);
  Object.defineProperty(agent, "dispatch", {
    configurable: true,
    value: (...given: Parameters<typeof dispatch>) => {
      Reflect.deleteProperty(agent, "dispatch");
      return dispatch(...given);
    },
  });
  expect(await fail({ baseUrl: await refusing() })).toMatchObject({ sent: "maybe" });
  expect(Object.hasOwn(agent, "dispatch")).toBe(false);
  expect(await fail({ baseUrl: await refusing() })).toMatchObject({ sent: "no" });
});

interface Dispatcher {
  dispatch(...given: unknown[]): unknown;
}

/** What undici 8 leaves for older versions: a dispatcher around the one that it sends with. */
class Dispatcher1Wrapper implements Dispatcher {
  readonly #around: Dispatcher;

  constructor(around: Dispatcher) {
    this.#around = around;
  }

  dispatch(...given: unknown[]): unknown {
    return this.#around.dispatch(...given);
  }
}

const wrapped = (agent: Dispatcher) => [new Dispatcher1Wrapper(agent), agent];
const wrappedLast = (agent: Dispatcher) => [agent, new Dispatcher1Wrapper(agent)];

test.each([
  { undici: "8.10.2", of: "the older dispatcher", make: wrapped, sent: "no" },
  { undici: "10.0.0", of: "the older dispatcher", make: wrapped, sent: "no" },
  { undici: "7.29.1", of: "the dispatcher in use", make: wrapped, sent: "maybe" },
  { undici: "8.10.2", of: "the dispatcher in use", make: wrappedLast, sent: "maybe" },
])("with undici $undici and a wrapper of $of, sent is $sent", async ({ undici, make, sent }) => {
  await originalFetch("http://127.0.0.1:1").catch(() => {});
  const all = globalThis as unknown as Record<symbol, Dispatcher | undefined>;
  const keys = [1, 2].map((place) => Symbol.for(`undici.globalDispatcher.${place}`));
  const before = keys.map((key) => all[key]);
  const agent = before[1] ?? before[0];
  if (agent === undefined) throw new Error("Node has no global dispatcher.");
  const set = (each: (Dispatcher | undefined)[]) => {
    for (const [at, key] of keys.entries()) all[key] = each[at];
  };
  const baseUrl = await refusing();
  try {
    set(make(agent));
    vi.stubGlobal("process", { ...process, versions: { ...process.versions, undici } });
    expect(await fail({ baseUrl })).toMatchObject({ sent });
  } finally {
    vi.unstubAllGlobals();
    set(before);
  }
});

/** Calls a dispatcher a second time when it fails. */
function repeating(dispatch: undici6.Dispatcher["dispatch"]): undici6.Dispatcher["dispatch"] {
  return (options, handler) => {
    const onError = () => setImmediate(() => dispatch(options, handler));
    const first = new Proxy(handler, {
      get: (target, name) => {
        const value: unknown = name === "onError" ? onError : Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    return dispatch(options, first);
  };
}

/** What looks like an `Agent` of undici, and repeats. */
class Agent extends undici6.Agent {
  override dispatch = repeating((...given) => super.dispatch(...given));
}

class Overriding extends undici6.Agent {
  override dispatch(...given: Parameters<undici6.Dispatcher["dispatch"]>): boolean {
    return repeating((...each) => super.dispatch(...each))(...given);
  }
}
Object.defineProperty(Overriding, "name", { value: "Agent" });

// The second attempt is refused, which alone would mean that nothing was sent.
test.each([
  ["in a class of that name", () => new Agent()],
  ["in a class of that name, by its prototype", () => new Overriding()],
  ["by a prototype that was changed", changedAgent],
  ["by its factory", () => new undici6.Agent({ factory: (origin) => repeatingPool(origin) })],
  [
    "by its interceptors",
    async () => {
      const { Agent } = await import("undici-5");
      return new Agent({ interceptors: { Pool: [repeating], Client: [repeating] } as never });
    },
  ],
])("with an Agent that repeats %s, the request may have been sent", async (_, make) => {
  const plain = undici7.getGlobalDispatcher();
  const server = await startOnce();
  undici7.setGlobalDispatcher((await make()) as never);
  try {
    const error = await fail({ baseUrl: server.baseUrl });
    expect(error).toMatchObject({ kind: "network", sent: "maybe", cause: { message: REFUSED } });
    expect(server.received).toBe(1);
  } finally {
    vi.restoreAllMocks();
    undici7.setGlobalDispatcher(plain);
  }
});

function changedAgent(): undici6.Agent {
  const agent = new undici6.Agent();
  const dispatch = agent.dispatch.bind(agent);
  vi.spyOn(undici6.Agent.prototype, "dispatch").mockImplementation(repeating(dispatch));
  return agent;
}

function repeatingPool(origin: string | URL): undici6.Pool {
  const pool = new undici6.Pool(origin);
  return Object.assign(pool, { dispatch: repeating(pool.dispatch.bind(pool)) });
}

test.each([
  ["6", new undici6.Agent({ connections: 2 })],
  ["7", new undici7.Agent({ connections: 2 })],
])("a plain Agent of undici %s sends once", async (_, agent) => {
  const plain = undici7.getGlobalDispatcher();
  undici7.setGlobalDispatcher(agent as undici7.Dispatcher);
  try {
    expect(await fail({ baseUrl: await refusing() })).toMatchObject({ sent: "no" });
  } finally {
    undici7.setGlobalDispatcher(plain);
  }
});

test("a fetch of the caller's can declare that nothing was sent", async () => {
  const fetch = () => Promise.reject(Object.assign(new Error("circuit open"), { sent: "no" }));
  expect(await fail({ fetch })).toMatchObject({ kind: "network", sent: "no" });
});

test("an error of another call inside a fetch of the caller's declares nothing", async () => {
  const inner = await fail({ fetch: refused, timeoutMs: 1 });
  const other = await errorOf(() => createEnkashClient({ drift: 5 as never }));
  expect(other.sent).toBe("no");
  const copies = [other, { ...other }, Object.assign(new Error("x"), other), inner];
  for (const thrown of copies) {
    const error = await fail({ fetch: () => Promise.reject(thrown) });
    expect(error).toMatchObject({ kind: "network", sent: "maybe", operation: "createOrder" });
    expect(error).not.toBe(thrown);
  }
});

/** Throws as Next.js does where a page is rendered ahead of time. */
const refuseToSend = () =>
  Promise.reject(Object.assign(new Error("Dynamic server usage"), { digest: DIGEST }));
const DIGEST = "DYNAMIC_SERVER_USAGE";

test("the control flow of Next.js and React survives, and has sent nothing", async () => {
  globalThis.fetch = refuseToSend;
  expect(await fail({})).toMatchObject({ digest: DIGEST, sent: "no" });
  const $$typeof = Symbol.for("react.postpone");
  globalThis.fetch = () => Promise.reject(Object.assign(new Error("Postpone"), { $$typeof }));
  expect(await fail({})).toMatchObject({ $$typeof, sent: "no" });
});

test("the control flow survives a fetch of the caller's, which may have sent something before", async () => {
  const error = await fail({ fetch: refuseToSend });
  expect(error).toMatchObject({ digest: DIGEST, sent: "maybe" });
  expect(JSON.stringify(error)).not.toContain(DIGEST);
});

test("a digest that is no mark of a framework is left out", async () => {
  const thrown = Object.assign(new Error("x"), { digest: "1234567890 secret" });
  expect(await fail({ fetch: () => Promise.reject(thrown) })).not.toHaveProperty("digest");
});

// RFC 9110, 15.5.20 allows it. When the second attempt is refused, nothing looks sent.
test("on HTTP 421 the request is sent once, with its length, and the call ends with the status", async () => {
  const received: unknown[] = [];
  const server = createHttpServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    received.push([request.headers["content-length"], body]);
    response.writeHead(421, { connection: "close" }).end();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${await listen(server)}`;
  const client = createEnkashClient({ baseUrl, credentials: CREDENTIALS });
  const order = { ...ORDER, orderId: "A-₹-1" };
  const error = await errorOf(client.createOrder(order));
  expect(error).toMatchObject({ kind: "http-status", status: 421, sent: "yes" });
  expect(received).toEqual([[`${Buffer.byteLength(JSON.stringify(order))}`, order]]);
});

test("a mock of undici gets the request as text", async () => {
  const plain = undici7.getGlobalDispatcher();
  const mock = new undici7.MockAgent();
  mock.disableNetConnect();
  const isOrder = (body: string) => JSON.parse(body).orderId === ORDER.orderId;
  const request = { path: "/api/v0/orders", method: "POST", body: isOrder };
  mock.get("https://a.example").intercept(request).reply(200, { response_code: 117 });
  undici7.setGlobalDispatcher(mock);
  try {
    expect(await fail({})).toMatchObject({ kind: "refused", code: 117 });
  } finally {
    undici7.setGlobalDispatcher(plain);
  }
});

test("codes with digits are kept", async () => {
  const thrown = Object.assign(new Error("x"), { code: "ERR_HTTP2_GOAWAY_SESSION" });
  const error = await fail({ fetch: () => Promise.reject(thrown) });
  expect(error.message).toContain("ERR_HTTP2_GOAWAY_SESSION");
  const secret = Object.assign(new Error("x"), { code: "TOKEN_4111111111111111" });
  const other = await fail({ fetch: () => Promise.reject(secret) });
  expect(other.message).not.toContain("4111");
});
