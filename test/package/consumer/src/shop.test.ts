import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { fetchOrderInfoPaymentStatuses, type PayInvoicesRequest } from "enkash-contract";
import { createMockFetch, fixtures, type MockFetch, scenarios } from "enkash-contract/testing";
import { createEnkash } from "./enkash.js";
import { createShop } from "./shop.js";

let mock: MockFetch;
let shop: ReturnType<typeof createShop>;

beforeEach(() => {
  mock = createMockFetch();
  const enkash = createEnkash({
    baseUrl: "https://enkash.example",
    keys: { merchantAccessKey: "test", accessKey: "test", secretKey: "test" },
    rewardsToken: "test",
    fetch: mock,
    timeoutMs: 50,
    log: () => {},
  });
  shop = createShop(enkash);
});
afterEach(() => mock.assertNoPending());

const get = (path: string) => shop(new Request(`https://shop.example${path}`));
const post = (path: string, body: unknown) =>
  shop(new Request(`https://shop.example${path}`, { method: "POST", body: JSON.stringify(body) }));
const message = async (response: Response) =>
  ((await response.json()) as { message: string }).message;

test("an order sends the customer to the checkout", async () => {
  const response = await post("/orders", { id: "A1001", paise: 49950 });
  assert.equal(response.status, 303);
  assert.equal(
    response.headers.get("location"),
    fixtures.createOrder.minimal.response.payload.redirectionUrl,
  );
  const sent = mock.calls.find(({ operation }) => operation === "createOrder");
  assert.deepEqual(sent?.unredacted().body, {
    orderId: "A1001",
    amount: { value: 499.5, currency: "INR" },
    returnUrl: "https://shop.example/orders/A1001",
    paymentDetail: {},
  });
});

test("an order without an amount never leaves the shop, and the customer reads why", async () => {
  const response = await post("/orders", { id: "A1001", paise: 0 });
  assert.equal(response.status, 400);
  assert.match(await response.text(), /\/amount\/value must be at least 0\.01/);
  assert.deepEqual(mock.calls, []);
});

test("a response without an address is no redirect", async () => {
  const noText = scenarios.changed<"createOrder">(({ payload }) => {
    Object.assign(payload as object, { redirectionUrl: null });
  });
  mock.next("createOrder", scenarios.missingField("/payload/redirectionUrl"), noText);
  for (const _ of ["missing", "null"])
    assert.equal((await post("/orders", { id: "A1001", paise: 100 })).status, 502);
});

test("after a refusal with HTTP 200 nobody is told to pay again", async () => {
  mock.next("createOrder", scenarios.refused(5, "Declined."), scenarios.tokenInvalid);
  for (const _ of ["declined", "token invalid"]) {
    const response = await post("/orders", { id: "A1001", paise: 100 });
    assert.equal(response.status, 503);
    assert.match(await message(response), /do not know yet/);
  }
});

test("two invoices are paid in one batch, and their sum is exact", async () => {
  const invoices = [
    { number: "S-1", paise: 10 },
    { number: "S-2", paise: 20 },
  ];
  const batch = {
    id: fixtures.payInvoices.full.request.payment.objectId,
    utr: "TESTUTR0001",
    invoices,
  };
  const response = await post("/invoice-payments", batch);
  assert.equal(response.status, 202);
  assert.deepEqual(await response.json(), {
    reference: fixtures.payInvoices.minimal.response.payload,
  });
  const sent = mock.calls[0]?.unredacted().body as PayInvoicesRequest;
  assert.equal(sent.payment.paymentAmount.totalAmount, 0.3);
  assert.equal(sent.payment.invoicesPayInfos.length, 2);
});

for (const [name, scenario] of Object.entries({
  "a broken connection": scenarios.drop,
  "no response in time": scenarios.hang,
  "half a response": scenarios.truncated,
  "a page of a proxy": scenarios.html502,
  "an empty error": scenarios.empty500,
})) {
  test(`after ${name} nobody is told to pay again`, async () => {
    mock.next("payInvoices", scenario);
    const id = fixtures.payInvoices.full.request.payment.objectId;
    const response = await post("/invoice-payments", { id, utr: "TESTUTR0001", invoices: [] });
    assert.equal(response.status, 503);
    assert.match(await message(response), /do not know yet/);
    assert.equal(mock.calls.length, 1);
  });
}

test("vouchers are handed out for a paid order, and for no other status there is", async () => {
  mock.next(
    "fetchOrderInfo",
    "success",
    "inProgress",
    "failed",
    "cancelled",
    "expired",
    "refunded",
  );
  const statuses = [];
  for (const _ of fetchOrderInfoPaymentStatuses)
    statuses.push((await get("/orders/OR1/vouchers")).status);
  assert.deepEqual(statuses, [200, 202, 409, 409, 409, 409]);
});

test("an order that cannot be looked up is not called unpaid: it may be paid long ago", async () => {
  mock.next("fetchOrderInfo", scenarios.connectionRefused);
  const response = await get("/orders/OR1/vouchers");
  assert.equal(response.status, 503);
  assert.equal(await message(response), "We cannot look up your order. Please try again later.");
});

test("vouchers are handed out as they came, and are not to be stored", async () => {
  mock.next("fetchOrderInfo", "full");
  const response = await get("/orders/OR1/vouchers");
  assert.equal(response.headers.get("cache-control"), "no-store");
  assert.deepEqual(
    await response.json(),
    fixtures.fetchOrderInfo.full.response.paylod.voucherDetailsList,
  );
});

test("a status that nobody knows yet hands out nothing, and a new field hurts nobody", async () => {
  mock.next("fetchOrderInfo", scenarios.unknownStatus, scenarios.extraField);
  assert.equal((await get("/orders/OR1/vouchers")).status, 503);
  assert.equal((await get("/orders/OR1/vouchers")).status, 200);
});
