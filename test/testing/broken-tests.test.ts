import { expect, test } from "vitest";
import { createEnkashClient } from "../../src/index.js";
import { createMockFetch, fixtures, type Scenario, scenarios } from "../../src/testing/index.js";
import { sendPayment } from "./requests.js";

const broken = new RangeError("a fault of the test");

test.each<[string, Scenario, unknown]>([
  [
    "throws",
    () => {
      throw broken;
    },
    broken,
  ],
  ["rejects", () => Promise.reject(broken), broken],
  [
    "returns nothing",
    (() => {}) as never,
    { message: expect.stringContaining("returned no Resp") },
  ],
  [
    "changes too late",
    scenarios.changed((async () => {}) as never),
    { message: "A change must not be asynchronous." },
  ],
  [
    "changes a copy",
    scenarios.changed((() => ({ payload: "" })) as never),
    { message: expect.stringContaining("a copy, which is lost") },
  ],
  ["throws no error", () => Promise.reject("text"), { cause: "text" }],
  ["throws a frozen error", () => Promise.reject(Object.freeze(new Error("x"))), { cause: {} }],
])(
  "a scenario that %s is a fault of the test, and no failure of the network",
  async (_, play, expected) => {
    const mock = createMockFetch().next("payInvoices", play);
    const thrown = await sendPayment(mock).catch((error) => error);
    if (expected === broken) expect(thrown).toBe(broken);
    else expect(thrown).toMatchObject(expected as object);
    const asserted = await Promise.resolve()
      .then(() => mock.assertNoPending())
      .catch((error) => error);
    expect(asserted).toBe(thrown);
  },
);

test("a fault of the test reaches the test through the client, as it is and past the hooks", async () => {
  const mock = createMockFetch({ strict: true }).next("payInvoices", () => Promise.reject(broken));
  const errors: unknown[] = [];
  const client = createEnkashClient({
    baseUrl: "https://kit.example",
    fetch: mock,
    onError: (error) => errors.push(error),
  });
  const pay = () => client.payInvoices(fixtures.payInvoices.full.request);
  await expect(pay()).rejects.toBe(broken);
  await expect(pay()).rejects.toThrow("payInvoices has no response, and the mock is strict.");
  expect(errors).toEqual([]);
});

test("a Response that a scenario gives twice is a fault of the test", async () => {
  const once = Response.json({});
  const mock = createMockFetch({ responses: { payInvoices: () => once } });
  await (await sendPayment(mock)).text();
  await expect(sendPayment(mock)).rejects.toThrow("a Response that was read: create one per call");
});

test.each([
  [
    "throws",
    () => {
      throw broken;
    },
  ],
  ["returns a promise", (async () => true) as never],
])("a condition that %s is a fault of the test", async (_, when) => {
  const mock = createMockFetch().next("payInvoices", { when, response: "full" });
  await expect(sendPayment(mock)).rejects.toThrow();
  expect(() => mock.assertNoPending()).toThrow();
});

test("an error that a scenario rejects with on purpose is no fault of the test", async () => {
  const error = Object.assign(new TypeError("fetch failed"), { code: "ETIMEDOUT" });
  const mock = createMockFetch().next("payInvoices", scenarios.rejects(error));
  await expect(sendPayment(mock)).rejects.toBe(error);
  mock.assertNoPending();
});
