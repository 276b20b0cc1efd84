import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createEnkashClient } from "../../src/index.js";
import { createMockFetch, fixtures, type MockCall } from "../../src/testing/index.js";

const SECRETS = ["SECRET-KEY", "SECRET-TOKEN", "SECRET-NAME", "SECRET-QUERY"];

async function send() {
  const mock = createMockFetch();
  const credentials = { merchantAccessKey: "SECRET-KEY", paymentGatewayToken: "SECRET-TOKEN" };
  const client = createEnkashClient({ baseUrl: "https://kit.example", credentials, fetch: mock });
  const request = {
    ...fixtures.createOrder.full.request,
    customerInfo: { firstName: "SECRET-NAME" },
  };
  await client.createOrder(request);
  await mock("https://kit.example/api/v0/orders?token=SECRET-QUERY", {
    method: "POST",
    body: '{"SECRET-NAME',
  });
  return { mock, request, calls: mock.calls };
}

test("a call holds what was sent, whole", async () => {
  const { calls, request } = await send();
  const [first, second] = calls;
  expect(first).toMatchObject({
    operation: "createOrder",
    method: "POST",
    path: "/api/v0/orders",
    problem: undefined,
  });
  expect(first?.unredacted().body).toEqual(request);
  expect(first?.unredacted().text).toBe(JSON.stringify(request));
  expect(first?.unredacted().headers.get("merchantAccessKey")).toBe("SECRET-KEY");
  expect(second?.unredacted()).toMatchObject({
    url: "https://kit.example/api/v0/orders?token=SECRET-QUERY",
    body: '{"SECRET-NAME',
    text: '{"SECRET-NAME',
  });
  expect(second?.problem?.status).toBe(401);
});

test("a call that is printed shows where it went and which headers it had, and no value that was sent", async () => {
  const { mock, calls } = await send();
  const prints = [
    inspect(mock, { depth: 9 }),
    inspect(calls, { depth: 9 }),
    inspect(calls, { depth: 9, showHidden: true }),
    JSON.stringify(calls),
    `${calls}`,
    String(Object.entries(calls[0] ?? {}).flat()),
  ];
  for (const print of prints) for (const secret of SECRETS) expect(print).not.toContain(secret);
  expect(prints[1]).toContain("path: '/api/v0/orders'");
  expect(prints[1]).toContain("merchantaccesskey: '[redacted]'");
  expect(prints[3]).toContain('"body":"[redacted]"');
});

test("a failing assertion about a call prints no value that was sent", async () => {
  const { calls } = await send();
  const failure = await Promise.resolve()
    .then(() => expect(calls).toEqual([{ operation: "payInvoices" }]))
    .catch((error: Error & { actual?: unknown }) => error);
  const report = inspect(failure, { depth: 9 });
  expect(report).toContain("payInvoices");
  for (const secret of SECRETS) expect(report).not.toContain(secret);
});

test("the calls of a mock grow with it, and nothing empties them", async () => {
  const { mock, calls } = await send();
  const acts = [
    () => Object.assign(calls, { length: 0 }),
    () => (calls as MockCall[]).pop(),
    () => (calls as MockCall[]).splice(0),
    () => Object.assign(calls, { 0: undefined }),
    () => Reflect.deleteProperty(calls, 0),
  ];
  for (const act of acts) expect(act).toThrow("The calls of a mock cannot be changed.");
  expect(() => Object.assign(mock, { calls: [] })).toThrow(TypeError);
  expect(calls.length).toBe(2);
  await mock("https://kit.example/unknown");
  expect(calls.map(({ path }) => path)).toEqual(["/api/v0/orders", "/api/v0/orders", "/unknown"]);
});
