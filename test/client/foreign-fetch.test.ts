import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import nodeFetch2 from "node-fetch-2";
import nodeFetch3 from "node-fetch-3";
import * as undici5 from "undici-5";
import * as undici6 from "undici-6";
import * as undici7 from "undici-7";
import { afterEach, expect, test } from "vitest";
import { createEnkashClient, type EnkashOptions } from "../../src/index.js";
import { selfSigned } from "../support/certificate.js";
import { CREDENTIALS, errorOf, ORDER, useHostileServer } from "./support.js";

const server = useHostileServer();
const servers: Server[] = [];
afterEach(() => void servers.splice(0).map((each) => each.close()));

async function listen(each: Server): Promise<number> {
  servers.push(each);
  await once(each.listen(0, "127.0.0.1"), "listening");
  return (each.address() as AddressInfo).port;
}

// That each is taken as it is, without a cast, is a part of the test; the types of node-fetch 2 are
// older than `exactOptionalPropertyTypes`.
const FETCHES: Record<string, NonNullable<EnkashOptions["fetch"]>> = {
  "undici 5": undici5.fetch,
  "undici 6": undici6.fetch,
  "undici 7": undici7.fetch,
  "node-fetch 2": (url, init) => nodeFetch2(url, init as nodeFetch2.RequestInit),
  "node-fetch 3": nodeFetch3,
};

test.each(Object.entries(FETCHES))(
  "%s carries a call, and its failures are told apart",
  async (name, fetch) => {
    const order = await server.client("ok", { fetch }).createOrder(ORDER);
    expect(order.payload.orderId).toBe("E1");
    expect(server.received[0]?.headers).toMatchObject({
      authorization: CREDENTIALS.paymentGatewayToken,
      "content-type": "application/json",
    });
    expect(JSON.parse(server.received[0]?.body ?? "")).toEqual(ORDER);
    const outcome = (scenario: Parameters<typeof server.client>[0], timeoutMs = 10_000) =>
      errorOf(server.client(scenario, { fetch, timeoutMs }).createOrder(ORDER));
    expect(await outcome("200-refused")).toMatchObject({ kind: "refused", code: 117 });
    const failed = await outcome("502-html");
    expect(failed).toMatchObject({ kind: "http-status", status: 502, requestId: "req-1" });
    expect(failed.unredacted().response?.headers.get("content-type")).toBe("text/html");
    expect(await outcome("307-cross-origin")).toMatchObject({ reason: "redirect" });
    // node-fetch 2 does not notice the end of the connection: the deadline does.
    const reason = name === "node-fetch 2" ? {} : { reason: "truncated" };
    expect(await outcome("200-truncated", 500)).toMatchObject({ ...reason, sent: "yes" });
    expect(await outcome("drop-before-headers")).toMatchObject({ kind: "network", sent: "maybe" });
    expect(await outcome("hang-before-headers", 100)).toMatchObject({ kind: "timeout" });
    expect(await outcome("hang-in-body", 300)).toMatchObject({ kind: "timeout", sent: "yes" });
    expect(server.received.filter(({ scenario }) => scenario === "stranger")).toEqual([]);
  },
);

test.each(Object.entries(FETCHES))("%s stops when the caller's signal aborts", async (_, fetch) => {
  const controller = new AbortController();
  let closed: Promise<unknown> = Promise.resolve();
  const hanging = createServer((request: IncomingMessage) => {
    closed = once(request.socket, "close");
    controller.abort();
  });
  const client = createEnkashClient({
    baseUrl: `http://127.0.0.1:${await listen(hanging)}`,
    credentials: CREDENTIALS,
    fetch,
  });
  const error = await errorOf(client.createOrder(ORDER, { signal: controller.signal }));
  expect(error).toMatchObject({ kind: "aborted", sent: "maybe" });
  await closed;
});

/** Responds as React Native does: without a stream. */
const text = async (body: string) => ({
  status: 200,
  headers: new Map([["content-type", "application/json"]]) as unknown as Headers,
  text: async () => body,
});
const OK = '{"response_code":0,"response_message":"Success","payload":{"orderId":"E1"}}';

test("a response without a stream is read by text()", async () => {
  const fetch = () => text(OK);
  const order = await server.client("ok", { fetch }).createOrder(ORDER);
  expect(order.payload.orderId).toBe("E1");
  const long = () => text(" ".repeat(1_000_001));
  expect(await errorOf(server.client("ok", { fetch: long }).createOrder(ORDER))).toMatchObject({
    reason: "too-large",
  });
});

const read = async () => {
  const response = new Response(OK);
  await response.text();
  return response;
};
const locked = async () => {
  const response = new Response(OK);
  response.body?.getReader();
  return response;
};
const texts = async () => ({
  status: 200,
  headers: new Headers(),
  body: new ReadableStream({ start: (controller) => controller.enqueue("text") }),
});

const objects = async () => ({
  status: 200,
  headers: new Headers(),
  text: async () => ({}) as string,
});

test.each<[string, NonNullable<EnkashOptions["fetch"]>, string]>([
  ["whose body was read before", read, "the body had been read before"],
  ["that somebody else reads", locked, "somebody else reads the body"],
  ["without a stream or text()", async () => ({ status: 200, headers: new Headers() }), "neither"],
  ["with a stream of texts", texts, "no stream of bytes"],
  ["whose text() gives no text", objects, "neither a web stream nor a text"],
])("a response %s is reported as what it is", async (_, fetch, words) => {
  const error = await errorOf(server.client("ok", { fetch }).createOrder(ORDER));
  expect(error).toMatchObject({ kind: "unexpected-response", reason: "unreadable", sent: "yes" });
  expect(String(error.unredacted().cause)).toContain(words);
});

const fail = () => {
  throw new Error("broken");
};

test.each<[string, object]>([
  ["status", { get: fail }],
  ["headers", { get: fail }],
  ["type", { get: fail }],
  ["redirected", { get: fail }],
  ["bodyUsed", { get: fail }],
  ["body", { get: fail }],
])("a response whose `%s` throws is none", async (name, descriptor) => {
  const fetch = async () => Object.defineProperty(new Response(OK), name, descriptor);
  const error = await errorOf(server.client("ok", { fetch }).createOrder(ORDER));
  expect(error).toMatchObject({ kind: "network", sent: "maybe" });
});

test("headers that throw do not fail a call", async () => {
  const headers = { get: fail, [Symbol.iterator]: fail };
  const fetch = async () => ({ status: 200, headers, text: async () => OK });
  const order = await server.client("ok", { fetch, onResponse: () => {} }).createOrder(ORDER);
  expect(order.code).toBe(0);
  const failing = async () => ({ status: 500, headers, text: async () => "<p>" });
  const error = await errorOf(server.client("ok", { fetch: failing }).createOrder(ORDER));
  expect(error).toMatchObject({ kind: "http-status", status: 500 });
  expect([...(error.unredacted().response?.headers ?? [])]).toEqual([]);
});

/** Starts a proxy for CONNECT, and counts what goes through it. */
async function startProxy() {
  const seen: (string | undefined)[] = [];
  const proxy = createServer().on("connect", ({ url }, socket, head) => {
    seen.push(url);
    const [host = "", port = ""] = (url ?? "").split(":");
    const upstream = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  return { seen, url: `http://127.0.0.1:${await listen(proxy)}` };
}

test("recipe: a proxy, by a dispatcher of undici", async () => {
  const proxy = await startProxy();
  const dispatcher = new undici7.ProxyAgent({ uri: proxy.url, proxyTunnel: true });
  const client = server.client("ok", {
    fetch: (url, init) => undici7.fetch(url, { ...init, dispatcher }),
  });
  expect((await client.createOrder(ORDER)).code).toBe(0);
  expect(proxy.seen).toEqual([new URL(server.url("ok")).host]);
  await dispatcher.close();
});

test("recipe: a certificate authority of your own, by a dispatcher of undici", async () => {
  const certificate = selfSigned();
  const https = createHttpsServer(certificate, (_, response) => response.end(OK));
  const dispatcher = new undici7.Agent({ connect: { ca: certificate.cert } });
  const client = createEnkashClient({
    baseUrl: `https://127.0.0.1:${await listen(https)}`,
    credentials: CREDENTIALS,
    fetch: (url, init) => undici7.fetch(url, { ...init, dispatcher }),
  });
  expect((await client.createOrder(ORDER)).code).toBe(0);
  await dispatcher.close();
});

test.each([() => undefined, fail])(
  "a stream that cannot be cancelled is too large all the same",
  async (cancel) => {
    const read = async () => ({ done: false, value: new Uint8Array(9) });
    const body = { getReader: () => ({ read, cancel }) };
    const fetch = async () => ({ status: 200, headers: new Headers(), body });
    const client = server.client("ok", { fetch, maxResponseBytes: 8 });
    expect(await errorOf(client.createOrder(ORDER))).toMatchObject({ reason: "too-large" });
  },
);

const bytes = new TextEncoder().encode('{"response_code":0,"payload":{}}');

test.each<[string, unknown]>([
  ["a DataView", new DataView(bytes.buffer)],
  ["a Uint16Array", new Uint16Array(bytes.buffer)],
  ["a string", "{}"],
])("a stream of %s is none of bytes", async (_, value) => {
  const read = async () => ({ done: false, value });
  const body = { getReader: () => ({ read }) };
  const fetch = async () => ({ status: 200, headers: new Headers(), body }) as never;
  const error = await errorOf(server.client("ok", { fetch }).createOrder(ORDER));
  expect(error).toMatchObject({ reason: "unreadable", sent: "yes" });
});

test.each([-1, 1000, 200.5, "200", undefined])(
  "a response with the status %s is none",
  async (status) => {
    const fetch = async () => ({ status: status as number, headers: new Headers() });
    const error = await errorOf(server.client("ok", { fetch }).createOrder(ORDER));
    expect(error).toMatchObject({ kind: "network", sent: "maybe", status: undefined });
  },
);

test("a hook and a fetch of the caller's change nothing but their copies", async () => {
  const urls: string[] = [];
  const client = createEnkashClient({
    baseUrl: "https://a.example",
    credentials: CREDENTIALS,
    onRequest: (event) => Object.assign(event, { url: "https://b.example", operation: "x" }),
    fetch: async (url, init) => {
      urls.push(url);
      Object.assign(init.headers, { Authorization: "changed" });
      return new Response(OK);
    },
  });
  await client.createOrder(ORDER);
  await client.createOrder(ORDER);
  expect(urls).toEqual(Array(2).fill("https://a.example/api/v0/orders"));
});
