import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createEnkashClient, isEnkashError, paymentGatewayToken } from "../../src/index.js";
import { createMockFetch, fixtures, scenarios } from "../../src/testing/index.js";

const URL = "https://gateway.example/api/v0/merchant/token";
const KEYS = { accessKey: "access", secretKey: "secret" };
const HEADERS = { "content-type": "application/json" };
const order = fixtures.createOrder.minimal.request;

/** Creates a client that gets its token and sends its orders by one mock. */
function shopOf(fetch: ReturnType<typeof createMockFetch>) {
  const baseUrl = "https://gateway.example";
  return createEnkashClient({
    baseUrl,
    fetch,
    credentials: {
      merchantAccessKey: "merchant-key",
      paymentGatewayToken: paymentGatewayToken({ ...KEYS, baseUrl, scheme: "bearer", fetch }),
    },
  });
}

test("keys go in and an order comes out, without a network", async () => {
  const fetch = createMockFetch();
  const enkash = shopOf(fetch);
  const { payload } = await enkash.createOrder(order);
  await enkash.createOrder(order);
  expect(payload).toEqual(fixtures.createOrder.minimal.response.payload);
  expect(fetch.calls.map(({ path }) => path)).toEqual([
    "/api/v0/merchant/token",
    "/api/v0/orders",
    "/api/v0/orders",
  ]);
  expect(fetch.calls[0]).toMatchObject({ operation: undefined, problem: undefined });
  expect(fetch.calls[1]?.unredacted().headers.get("authorization")).toBe(
    "Bearer mock-payment-gateway-token",
  );
  expect(inspect(fetch.calls)).not.toContain("secret");
});

test("an order refused with 117 makes the next one ask for another token", async () => {
  const fetch = createMockFetch().next("createOrder", scenarios.tokenInvalid);
  const enkash = shopOf(fetch);
  const error = await enkash.createOrder(order).catch((error: unknown) => error);
  expect(isEnkashError(error) && error.kind).toBe("refused");
  await enkash.createOrder(order);
  expect(fetch.calls.map(({ path }) => path.split("/").at(-1))).toEqual([
    "token",
    "orders",
    "token",
    "orders",
  ]);
});

test("a strict mock needs no setup for the token", async () => {
  const fetch = createMockFetch({ strict: true }).next("createOrder", "minimal");
  await shopOf(fetch).createOrder(order);
  fetch.assertNoPending();
});

test("the response is flat, as the token page has it", async () => {
  const response = await createMockFetch()(URL, {
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify(KEYS),
  });
  const body = (await response.json()) as { expiry: number };
  expect(body).toEqual({
    token: expect.stringMatching(/./),
    expiry: expect.any(Number),
    resultCode: 0,
    resultMessage: expect.any(String),
  });
  expect(body.expiry).toBeGreaterThan(Date.now() + 60_000);
});

test.each<[string, number, RequestInit]>([
  ["GET", 405, { method: "GET" }],
  ["no content type", 415, { headers: {} }],
  ["a form", 415, { headers: { "content-type": "application/x-www-form-urlencoded" } }],
  ["no JSON", 400, { body: "{" }],
  ["null", 400, { body: "null" }],
  ["no body", 400, { body: null }],
  ["no secretKey", 422, { body: '{"accessKey":"access"}' }],
  ["an empty accessKey", 422, { body: '{"accessKey":"","secretKey":"secret"}' }],
  ["a number", 422, { body: '{"accessKey":1,"secretKey":"secret"}' }],
  ["an array", 422, { body: "[]" }],
])("a request for a token with %s is refused with %i, in words", async (_, status, init) => {
  const fetch = createMockFetch();
  const body = init.method === "GET" ? null : JSON.stringify(KEYS);
  const response = await fetch(URL, { method: "POST", headers: HEADERS, body, ...init });
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = (await response.json()) as { detail: string };
  expect(problem).toMatchObject({ status, violations: [] });
  expect(problem.detail).toContain("not part of the contract");
  expect(problem.detail).not.toContain('secret"');
  expect(fetch.calls[0]?.problem).toEqual({ ...problem, operation: undefined });
});
