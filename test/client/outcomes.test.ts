import { createServer } from "node:net";
import { expect, test, vi } from "vitest";
import {
  createEnkashClient,
  type EnkashErrorKind,
  EnkashUnexpectedResponseError,
  isEnkashError,
} from "../../src/index.js";
import type { Misbehaviour } from "../support/hostile-server.js";
import { CREDENTIALS, errorOf, ORDER, useHostileServer } from "./support.js";

const server = useHostileServer();

test.each<[Misbehaviour, EnkashErrorKind, number, string?]>([
  ["400-json", "http-status", 400],
  ["400-html", "http-status", 400],
  ["403-json", "http-status", 403],
  ["403-html", "http-status", 403],
  ["429", "http-status", 429],
  ["500-empty", "http-status", 500],
  ["502-html", "http-status", 502],
  ["500-echo", "http-status", 500],
  ["200-html", "unexpected-response", 200, "html"],
  ["200-empty", "unexpected-response", 200, "empty"],
  ["200-wrong-json", "unexpected-response", 200, "no-envelope"],
  ["200-array", "unexpected-response", 200, "not-json"],
  ["200-no-payload", "unexpected-response", 200, "no-envelope"],
  ["200-broken-json", "unexpected-response", 200, "not-json"],
  ["200-truncated", "unexpected-response", 200, "truncated"],
  ["drop-after-headers", "unexpected-response", 200, "truncated"],
  ["307-same-origin", "unexpected-response", 307, "redirect"],
  ["307-cross-origin", "unexpected-response", 307, "redirect"],
  ["401-refused", "refused", 401],
  ["200-refused", "refused", 200],
  ["200-refused-string", "refused", 200],
  ["200-refused-echo", "refused", 200],
])(
  "%s ends as %s with status %i, and the request counts as sent",
  async (scenario, kind, status, reason) => {
    const error = await errorOf(server.client(scenario).createOrder(ORDER));
    expect(error).toMatchObject({
      kind,
      status,
      sent: "yes",
      operation: "createOrder",
      method: "POST",
    });
    expect(error.url).toBe(`${server.url(scenario)}/api/v0/orders`);
    expect(error.message).toContain(`(POST ${error.url})`);
    if (reason !== undefined) expect(error).toMatchObject({ reason });
    expect(server.received.map((entry) => entry.scenario)).toEqual([scenario]);
  },
);

test("a refusal carries its code and, where nobody prints it, what EnKash said", async () => {
  const error = await errorOf(server.client("200-refused").createOrder(ORDER));
  if (error.kind !== "refused") throw error;
  expect(error.code).toBe(117);
  const { payload, message } = error.unredacted();
  expect(payload).toBe("Token is invalid.");
  expect(message).toBe(CREDENTIALS.paymentGatewayToken);
});

test("a request id of the response is kept", async () => {
  expect(await errorOf(server.client("502-html").createOrder(ORDER))).toMatchObject({
    requestId: "req-1",
  });
});

test("an error that had a response keeps its headers, and how long to wait", async () => {
  const error = await errorOf(server.client("429").createOrder(ORDER));
  expect(error.retryAfter).toBe(1);
  const { response, text } = error.unredacted();
  expect(response?.status).toBe(429);
  expect(response?.headers.get("x-request-id")).toBe("req-1");
  expect(text).toBe("{}");
});

test.each([
  ["120", 120],
  [new Date(Date.now() - 60_000).toUTCString(), 0],
  ["4111111111111111", undefined],
  ["soon", undefined],
  ["-1", undefined],
])("Retry-After: %s is %s seconds", async (value, seconds) => {
  const fetch = async () => new Response("", { status: 503, headers: { "Retry-After": value } });
  const error = await errorOf(server.client("ok", { fetch }).createOrder(ORDER));
  expect(error.retryAfter).toBe(seconds);
});

test("Retry-After as a date counts from now", async () => {
  const later = new Date(Date.now() + 3_600_000).toUTCString();
  const fetch = async () => new Response("", { status: 503, headers: { "Retry-After": later } });
  const { retryAfter } = await errorOf(server.client("ok", { fetch }).createOrder(ORDER));
  expect(retryAfter).toBeGreaterThan(3_500);
  expect(retryAfter).toBeLessThanOrEqual(3_600);
});

test("isEnkashError knows the errors of another copy of the package, and nothing else", async () => {
  const error = await errorOf(server.client("429").createOrder(ORDER));
  expect(isEnkashError(error)).toBe(true);
  vi.resetModules();
  const copy = await import("../../src/index.js");
  expect(error instanceof copy.EnkashError).toBe(false);
  expect(copy.isEnkashError(error)).toBe(true);
  for (const value of [undefined, null, "x", {}, new Error("x"), { kind: "network", sent: "no" }])
    expect(isEnkashError(value)).toBe(false);
});

test("a socket that drops before the headers leaves open whether the request was carried out", async () => {
  const error = await errorOf(server.client("drop-before-headers").createOrder(ORDER));
  expect(error).toMatchObject({ kind: "network", sent: "maybe", status: undefined });
  expect(error.cause).toBeInstanceOf(Error);
  expect(error.message).toContain("ask EnKash before you repeat the call.");
});

test("a refused connection is known not to have sent anything", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => closed.once("listening", resolve));
  const { port } = closed.address() as { port: number };
  await new Promise((resolve) => closed.close(resolve));
  const client = createEnkashClient({
    baseUrl: `http://127.0.0.1:${port}`,
    credentials: CREDENTIALS,
  });
  expect(await errorOf(client.createOrder(ORDER))).toMatchObject({ kind: "network", sent: "no" });
});

test("a host that does not resolve is known not to have received anything", async () => {
  const client = createEnkashClient({
    baseUrl: "https://enkash.invalid",
    credentials: CREDENTIALS,
  });
  expect(await errorOf(client.createOrder(ORDER))).toMatchObject({ kind: "network", sent: "no" });
});

test("with a fetch of the caller's own, a failure never counts as not sent: that fetch may have tried twice", async () => {
  const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" });
  const fetch = () => Promise.reject(new TypeError("fetch failed", { cause }));
  const error = await errorOf(server.client("ok", { fetch }).createOrder(ORDER));
  expect(error).toMatchObject({ kind: "network", sent: "maybe" });
  expect(error.message).toContain("ECONNREFUSED");
});

test.each<[string, () => unknown]>([
  ["undefined", () => undefined],
  ["something that is not a Response", () => ({ status: 200, headers: {} })],
  ["Response.error()", () => Response.error()],
])("a fetch that resolves to %s ends as a network failure", async (_, result) => {
  const fetch = async () => result() as Response;
  expect(await errorOf(server.client("ok", { fetch }).createOrder(ORDER))).toMatchObject({
    kind: "network",
    sent: "maybe",
  });
});

const unreadable = () => {
  throw new Error("This cannot be read.");
};

test.each<[string, unknown]>([
  ["undefined", undefined],
  ["an object that throws when it is read", Object.defineProperty({}, "code", { get: unreadable })],
  [
    "an error of this family from another call",
    Object.assign(Object.create(EnkashUnexpectedResponseError.prototype)),
  ],
])("a fetch that rejects with %s ends as a network failure of this call", async (_, reason) => {
  const fetch = () => Promise.reject(reason);
  const error = await errorOf(server.client("ok", { fetch }).createOrder(ORDER));
  expect(error).toMatchObject({ kind: "network", sent: "maybe", operation: "createOrder" });
});

test("an opaque redirect, as a browser reports it, is a redirect", async () => {
  const opaque = Object.defineProperty(new Response(null, { status: 200 }), "type", {
    value: "opaqueredirect",
  });
  expect(
    await errorOf(server.client("ok", { fetch: async () => opaque }).createOrder(ORDER)),
  ).toMatchObject({
    kind: "unexpected-response",
    reason: "redirect",
  });
});

test.each<[unknown, number]>([
  [-0, 0],
  ["-0", 0],
  ["00", 0],
])("the code %j is the success %i", async (code, expected) => {
  const fetch = async () =>
    new Response(
      `{"response_code":${Object.is(code, -0) ? "-0" : JSON.stringify(code)},"payload":{}}`,
    );
  const order = await server.client("ok", { fetch }).createOrder(ORDER);
  expect(order.code).toBe(expected);
});

test.each([" 0", true, null, 1.5, {}, "1e3"])("the code %j is no code", async (code) => {
  const fetch = async () => Response.json({ response_code: code, payload: {} });
  expect(await errorOf(server.client("ok", { fetch }).createOrder(ORDER))).toMatchObject({
    reason: "no-envelope",
  });
});

test("a body whose characters are split between chunks is put together again", async () => {
  const bytes = new TextEncoder().encode('{"response_code":0,"payload":{"orderId":"₹"}}');
  const body = new ReadableStream({
    start: (controller) => {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const order = await server
    .client("ok", { fetch: async () => new Response(body) })
    .createOrder(ORDER);
  expect(order.payload.orderId).toBe("₹");
});

test("a response of a fetch of the caller's with a Map for its headers is read like any other", async () => {
  const { body } = Response.json({ response_code: 117, payload: "Token is invalid." });
  const fetch = async () =>
    ({ ok: true, status: 200, headers: new Map(), body }) as unknown as Response;
  const error = await errorOf(server.client("ok", { fetch }).createOrder(ORDER));
  expect(error).toMatchObject({ kind: "refused", code: 117, sent: "yes", requestId: undefined });
});

test("a fetch of the caller's that returns no response is told from one that throws", async () => {
  const fetch = async () => ({ headers: {} }) as unknown as Response;
  const error = await errorOf(server.client("ok", { fetch }).createOrder(ORDER));
  expect(error).toMatchObject({ kind: "network", sent: "maybe" });
  expect(error.unredacted().cause).toEqual(new TypeError("fetch returned no response"));
});

test("a hostile response of two megabytes of wrong items is reported with its first hundred violations", async () => {
  const body = `{"response_code":"0","response_message":"","paylod":{"voucherDetailsList":[${"0,".repeat(999_999)}0]}}`;
  let violations = 0;
  const client = server.client("ok", {
    maxResponseBytes: 3_000_000,
    fetch: async () => new Response(body),
    onDrift: (event) => {
      violations = event.violations.length;
    },
  });
  await client.fetchOrderInfo({ orderId: "1" });
  expect(violations).toBe(100);
});

test.each(["307-same-origin", "307-cross-origin"] as const)(
  "%s takes nothing to its target",
  async (scenario) => {
    await errorOf(server.client(scenario).createOrder(ORDER));
    expect(server.received.map(({ path }) => path)).toEqual(["/api/v0/orders"]);
  },
);

test("a fetch that followed a redirect on its own does not pass as a response", async () => {
  const client = server.client("307-same-origin", {
    fetch: (url, init) => fetch(url, { ...init, redirect: "follow" }),
  });
  expect(await errorOf(client.createOrder(ORDER))).toMatchObject({
    kind: "unexpected-response",
    reason: "redirect",
  });
});

test("a body without an end is cut off at the limit", async () => {
  const error = await errorOf(
    server.client("endless", { maxResponseBytes: 50_000 }).createOrder(ORDER),
  );
  expect(error).toBeInstanceOf(EnkashUnexpectedResponseError);
  expect(error).toMatchObject({
    kind: "unexpected-response",
    reason: "too-large",
    status: 200,
    sent: "yes",
  });
});

test("the limit of a body is 1 MB unless set otherwise", async () => {
  const spaces = (size: number) => async () => new Response(" ".repeat(size));
  const over = createEnkashClient({
    environment: "test",
    credentials: CREDENTIALS,
    fetch: spaces(1_000_001),
  });
  expect(await errorOf(over.createOrder(ORDER))).toMatchObject({ reason: "too-large" });
  const under = createEnkashClient({
    environment: "test",
    credentials: CREDENTIALS,
    fetch: spaces(1_000_000),
  });
  expect(await errorOf(under.createOrder(ORDER))).toMatchObject({ reason: "empty" });
});

test("nothing is retried, whatever the outcome", async () => {
  for (const scenario of ["500-empty", "429", "drop-before-headers", "200-truncated"] as const) {
    await errorOf(server.client(scenario).createOrder(ORDER));
  }
  expect(server.received).toHaveLength(4);
});
