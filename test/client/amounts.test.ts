import { expect, test } from "vitest";
import { createEnkashClient, rupeesFromPaise } from "../../src/index.js";
import { CREDENTIALS, errorOf, PAYMENT, recording } from "./support.js";

const order = (value: number) => ({
  orderId: "A1001",
  amount: { value, currency: "INR" as const },
  paymentDetail: {},
});

test.each([499.99999999999994, 499.999, 0.1 + 0.2, 1e21, 90071992547409.92])(
  "an amount of %s rupees is no whole number of paise, and is not sent",
  async (value) => {
    const { client, sent } = recording({ environment: "test", credentials: CREDENTIALS });
    const error = await errorOf(client.createOrder(order(value)));
    if (error.kind !== "invalid-request") throw error;
    expect(error.violations).toMatchObject([
      { pointer: "/amount/value", keyword: "decimals", fact: "createOrder.request.amount.value" },
    ]);
    expect(error.message).toContain("/amount/value must have two decimals at most");
    expect(error.message).toContain("other revisions of the page");
    expect(sent).toEqual([]);
  },
);

test.each([0.01, 0.29, 1, 20.1, 20.15, 499.5, 1234567.89, 90071992547409.91])(
  "an amount of %s rupees is sent as it is",
  async (value) => {
    const { client, sent } = recording({ environment: "test", credentials: CREDENTIALS });
    await client.createOrder(order(value));
    expect(await sent[0]?.json()).toMatchObject({ amount: { value } });
  },
);

test("amounts of invoices are sent as they are: no page states their unit or their decimals", async () => {
  const { client, sent } = recording({ baseUrl: "https://a.example" });
  const paymentAmount = { totalAmount: 0.1 + 0.2 };
  await client.payInvoices({ ...PAYMENT, payment: { ...PAYMENT.payment, paymentAmount } });
  expect(await sent[0]?.json()).toMatchObject({
    payment: { paymentAmount: { totalAmount: 0.30000000000000004 } },
  });
});

test('`decimals: "any"` turns the rule off', async () => {
  const { client, sent } = recording({
    environment: "test",
    credentials: CREDENTIALS,
    decimals: "any",
  });
  await client.createOrder(order(499.999));
  expect(sent).toHaveLength(1);
  expect(() => createEnkashClient({ decimals: 3 as never })).toThrow(
    '`decimals` must be 2 or "any"',
  );
});

test.each([
  [0, 0],
  [1, 0.01],
  [29, 0.29],
  [100, 1],
  [2015, 20.15],
  [49950, 499.5],
  [7036874417766399, 70368744177663.99],
])("%s paise are %s rupees", (paise, rupees) => {
  expect(rupeesFromPaise(paise)).toBe(rupees);
});

test.each([0.5, -1, Number.NaN, Number.POSITIVE_INFINITY, "100", 2 ** 53, 7036874417766401])(
  "%s paise are refused rather than rounded",
  (paise) => {
    expect(() => rupeesFromPaise(paise as number)).toThrow(RangeError);
  },
);
