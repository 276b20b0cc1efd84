import assert from "node:assert/strict";
import { test } from "node:test";
import { EnkashError } from "enkash-contract";
import { createMockFetch, fixtures, scenarios } from "enkash-contract/testing";
import { createEnkash, explain, type Settings, withRetry } from "./enkash.js";

const order = fixtures.createOrder.minimal.request;
const reset = () =>
  Promise.reject(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));

/** Creates the shop's client around a mock, with the lines that it logs. */
function start(mock = createMockFetch(), fetch: NonNullable<Settings["fetch"]> = mock) {
  const lines: string[] = [];
  const enkash = createEnkash({
    baseUrl: "https://enkash.example",
    keys: {
      merchantAccessKey: "merchant-hunter2",
      accessKey: "access-hunter2",
      secretKey: "secret-hunter2",
    },
    rewardsToken: "rewards-hunter2",
    fetch,
    log: (event, details) => lines.push(`${event} ${JSON.stringify(details)}`),
  });
  return { enkash, mock, lines, paths: () => mock.calls.map(({ path }) => path) };
}

async function caught(call: Promise<unknown>): Promise<EnkashError> {
  const error = await call.then(
    () => assert.fail("the call succeeded"),
    (error: unknown) => error,
  );
  assert.ok(error instanceof EnkashError);
  return error;
}

test("keys go in and an order comes out, with one token for all orders", async () => {
  const { enkash, paths } = start();
  const results = [enkash.createOrder(order), enkash.createOrder(order)];
  for (const { payload } of await Promise.all(results))
    assert.deepEqual(payload, fixtures.createOrder.minimal.response.payload);
  assert.deepEqual(paths(), ["/api/v0/merchant/token", "/api/v0/orders", "/api/v0/orders"]);
});

test("a token that could not be fetched is fetched again, and the order is sent once", async () => {
  const mock = createMockFetch();
  let requests = 0;
  const { enkash, paths } = start(mock, (url, init) =>
    requests++ === 0 ? reset() : mock(url, init),
  );
  await withRetry(() => enkash.createOrder(order));
  assert.deepEqual(paths(), ["/api/v0/merchant/token", "/api/v0/orders"]);
});

test("keys that are refused are tried once, and the customer reads that nothing was paid", async () => {
  let requests = 0;
  const refuse = async () => {
    requests++;
    return Response.json({ resultMessage: "secret-hunter2" }, { status: 401 });
  };
  const { enkash, lines } = start(createMockFetch(), refuse);
  const error = await caught(withRetry(() => enkash.createOrder(order)));
  await caught(withRetry(() => enkash.createOrder(order)));
  assert.equal(requests, 1);
  assert.equal(error.kind, "credential");
  assert.deepEqual(await explain(error).json(), { message: "Nothing was paid. Please try again." });
  assert.match(lines.join(), /gave no token, HTTP 401/);
  assert.doesNotMatch(lines.join(), /hunter2/);
});

test("a connection that broke is not tried again: the order may have been carried out", async () => {
  const { enkash, mock, paths } = start(createMockFetch().next("createOrder", scenarios.drop));
  const error = await caught(withRetry(() => enkash.createOrder(order)));
  assert.equal(error.sent, "maybe");
  assert.match(((await explain(error).json()) as { message: string }).message, /do not know yet/);
  assert.equal(paths().filter((path) => path === "/api/v0/orders").length, 1);
  mock.assertNoPending();
});

test("responses, drift and errors are logged, without keys and tokens", async () => {
  const mock = createMockFetch()
    .next("createOrder", scenarios.tokenInvalid)
    .next("fetchOrderInfo", scenarios.unknownStatus);
  const { enkash, lines } = start(mock);
  await caught(enkash.createOrder(order));
  await enkash.fetchOrderInfo(fixtures.fetchOrderInfo.minimal.request);
  assert.deepEqual(
    lines.map((line) => line.split(" ")[0]),
    ["enkash.response", "enkash.error", "enkash.response", "enkash.drift"],
  );
  assert.doesNotMatch(lines.join(), /hunter2|mock-payment-gateway-token/);
});
