import { runInNewContext } from "node:vm";
import { expect, test, vi } from "vitest";
import { createEnkashClient, EnkashInvalidRequestError } from "../../src/index.js";
import { CREDENTIALS, errorOf, ORDER, PAYMENT, recording, useHostileServer } from "./support.js";

const server = useHostileServer();

/**
 * Sends a request that no type would let through, and returns its violations as `pointer keyword`.
 */
async function violations(
  request: unknown,
  operation: "createOrder" | "payInvoices" = "createOrder",
) {
  const error = await errorOf(server.client("ok")[operation](request as never));
  expect(error).toBeInstanceOf(EnkashInvalidRequestError);
  expect(error).toMatchObject({ kind: "invalid-request", sent: "no", operation });
  expect(server.received).toEqual([]);
  if (error.kind !== "invalid-request") throw error;
  for (const { pointer, message } of error.violations) {
    expect(error.message).toContain(`  ${pointer || "the request"} ${message}`);
  }
  return error.violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`);
}

test("all violations are reported at once, in words a person can act on", async () => {
  const request = { orderId: 7, amount: { value: "499.50", currency: "USD" }, mid: "M1" };
  expect(await violations(request)).toEqual([
    "/paymentDetail required",
    "/mid additionalProperties",
    "/orderId type",
    "/amount/value type",
    "/amount/currency enum",
  ]);
});

test.each<[string, unknown, string]>([
  [
    "an amount as a string, toFixed(2)",
    { ...ORDER, amount: { value: "499.50", currency: "INR" } },
    "/amount/value type",
  ],
  ["paymentDetail left out", { orderId: "A", amount: ORDER.amount }, "/paymentDetail required"],
  ["an invented mid", { ...ORDER, mid: "M" }, "/mid additionalProperties"],
  ["an invented merchantId", { ...ORDER, merchantId: "M" }, "/merchantId additionalProperties"],
  ["an invented orderAmount", { ...ORDER, orderAmount: 1 }, "/orderAmount additionalProperties"],
  [
    "an invented customerInfo.customerIpAddress",
    { ...ORDER, customerInfo: { customerIpAddress: "127.0.0.1" } },
    "/customerInfo/customerIpAddress additionalProperties",
  ],
])("%s is a clear error before anything is sent", async (_, request, violation) => {
  expect(await violations(request)).toEqual([violation]);
});

test.each<[string, unknown, string]>([
  ["NaN", Number.NaN, "/amount/value type"],
  ["Infinity", Number.POSITIVE_INFINITY, "/amount/value type"],
  ["undefined", undefined, "/amount/value required"],
  ["a function", () => 1, "/amount/value required"],
  ["null", null, "/amount/value type"],
  ["an amount below one paisa", 0.001, "/amount/value minimum"],
])("%s in place of the amount is refused", async (_, value, violation) => {
  expect(await violations({ ...ORDER, amount: { value, currency: "INR" } })).toEqual([violation]);
});

test("a property that is only inherited is missing, since it would not travel", async () => {
  expect(await violations(Object.create(ORDER))).toEqual([
    "/orderId required",
    "/amount required",
    "/paymentDetail required",
  ]);
});

test.each([
  ["extend", () => {}],
  ["extend", {}],
  ["extend", null],
  ["pattern", "^x"],
  ["format", () => {}],
])("%s: %s on every object is neither a property nor a limit", async (name, value) => {
  const { client, sent } = recording({ baseUrl: "https://a.example", credentials: CREDENTIALS });
  const keys = Object.keys({});
  Object.defineProperty(Object.prototype, name, { value, enumerable: true, configurable: true });
  try {
    await client.createOrder(ORDER);
  } finally {
    Reflect.deleteProperty(Object.prototype, name);
  }
  expect(sent).toHaveLength(1);
  expect(Object.keys({})).toEqual(keys);
});

test("a hundred losses are listed at most", async () => {
  const lost = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`key${at}`, () => {}]));
  const call = server.client("ok").createOrder({ ...ORDER, customParameters: lost as never });
  expect((await errorOf(call)) as EnkashInvalidRequestError).toMatchObject({
    violations: { length: 100 },
  });
});

test("__proto__ and constructor are unknown properties", async () => {
  const request = JSON.parse(
    '{"__proto__":{"a":1},"constructor":1,"orderId":"A","amount":{"value":1,"currency":"INR"},"paymentDetail":{}}',
  );
  expect((await violations(request)).sort()).toEqual([
    "/__proto__ additionalProperties",
    "/constructor additionalProperties",
  ]);
});

test("what is checked is what travels: a value that changes when it is written is checked as written", async () => {
  expect(await violations({ ...ORDER, orderId: { toJSON: () => 7 } })).toEqual(["/orderId type"]);
});

test("toJSON is called once, with the name of its property", async () => {
  const keys: string[] = [];
  const toJSON = (key: string) => keys.push(key) && "A1001";
  await server.client("ok").createOrder({ ...ORDER, orderId: { toJSON } as never });
  expect(keys).toEqual(["orderId"]);
});

test.each([
  ["a BigInt", { ...ORDER, amount: { value: 1n, currency: "INR" } }],
  ["a circle", Object.assign({ ...ORDER }, { self: null })],
])("%s, which JSON cannot write, is refused", async (name, request) => {
  if (name === "a circle") Object.assign(request, { self: request });
  expect(await violations(request)).toEqual([" json"]);
});

test.each([undefined, null, "text", 7, []])(
  "%j in place of a request is refused",
  async (request) => {
    expect(await violations(request)).toEqual([" type"]);
  },
);

test("a name that could forge a line of a log, or is a number as long as a card's, is not shown", async () => {
  expect(await violations({ ...ORDER, "x\nOrder PAID": 1 })).toEqual(["/* additionalProperties"]);
  expect(await violations({ ...ORDER, customParameters: { "4111111111111111": 7 } })).toEqual([
    "/customParameters/* type",
  ]);
});

test("a name with a slash or a tilde is escaped in the pointer", async () => {
  expect(await violations({ ...ORDER, "a/b~c": 1 })).toEqual(["/a~1b~0c additionalProperties"]);
});

test("limits, patterns and array items are checked too", async () => {
  const paymentDetail = { accountNumber: "1".repeat(37), ifsc: "kkbk0000432" };
  expect(await violations({ ...ORDER, paymentDetail })).toEqual([
    "/paymentDetail/accountNumber maxLength",
    "/paymentDetail/ifsc pattern",
  ]);
  const payment = {
    ...PAYMENT.payment,
    objectId: "x",
    invoicesPayInfos: [{}, { invoiceAmount: { dueAmount: "1" } }],
  };
  expect(await violations({ ...PAYMENT, payment }, "payInvoices")).toEqual([
    "/payment/objectId pattern",
    "/payment/invoicesPayInfos/1/invoiceAmount/dueAmount type",
  ]);
});

test("a violation carries the id of its fact", async () => {
  const error = await errorOf(
    server.client("ok").createOrder({ ...ORDER, amount: { value: 0, currency: "INR" } }),
  );
  if (error.kind !== "invalid-request") throw error;
  expect(error.violations).toEqual([
    {
      path: ["amount", "value"],
      pointer: "/amount/value",
      keyword: "minimum",
      message: "must be at least 0.01",
      fact: "createOrder.request.amount.value",
    },
  ]);
});

test("the request travels as it was given", async () => {
  const order = {
    ...ORDER,
    amount: { value: 19.99, currency: "INR" as const },
    customParameters: { ключ: "значение" },
  };
  await server.client("ok").createOrder(order);
  expect(JSON.parse(server.received[0]?.body ?? "")).toEqual(order);
  expect(server.received[0]?.headers.merchantaccesskey).toBe(CREDENTIALS.merchantAccessKey);
});

test("fetch gets the URL and all that belongs to the request, and no Request", async () => {
  const seen: unknown[][] = [];
  const client = createEnkashClient({
    baseUrl: "https://a.example",
    credentials: CREDENTIALS,
    fetch: async (...given) => {
      seen.push(given);
      return Response.json({ response_code: 0, payload: {} });
    },
  });
  await client.createOrder(ORDER);
  expect(seen).toEqual([
    [
      "https://a.example/api/v0/orders",
      {
        method: "POST",
        headers: {
          "content-type": "application/json",
          merchantAccessKey: CREDENTIALS.merchantAccessKey,
          Authorization: CREDENTIALS.paymentGatewayToken,
        },
        body: JSON.stringify(ORDER),
        signal: expect.any(AbortSignal),
        redirect: "manual",
        cache: "no-store",
      },
    ],
  ]);
});

class WithGetter {
  get note() {
    return "lost";
  }
}
class WithFields {
  note = "kept";
  describe() {
    return this.note;
  }
}

test.each<[string, unknown]>([
  ["a Map", new Map([["note", "lost"]])],
  ["a Set", new Set(["lost"])],
  ["a promise", Promise.resolve({ note: "lost" })],
  ["URLSearchParams", new URLSearchParams("note=lost")],
  ["an instance with a getter", new WithGetter()],
  ["inherited data", Object.create({ note: "lost" })],
])("%s, whose content JSON would lose, is refused", async (_, customParameters) => {
  expect(await violations({ ...ORDER, customParameters })).toEqual(["/customParameters json"]);
});

test.each<[string, unknown]>([
  ["a function", () => "lost"],
  ["a symbol", Symbol("lost")],
])("%s in place of an optional text is refused rather than dropped", async (_, description) => {
  expect(await violations({ ...ORDER, description })).toEqual(["/description json"]);
});

test.each<[string, unknown]>([
  ["an instance with fields of its own", new WithFields()],
  ["an object without a prototype", Object.assign(Object.create(null), { note: "kept" })],
  ["an object of another realm", runInNewContext('({ note: "kept" })')],
  ["an object with toJSON", { toJSON: () => ({ note: "kept" }) }],
])("%s travels whole", async (_, customParameters) => {
  await server.client("ok").createOrder({ ...ORDER, customParameters } as typeof ORDER);
  expect(JSON.parse(server.received[0]?.body ?? "")).toMatchObject({
    customParameters: { note: "kept" },
  });
});

test("a property whose value is undefined is as good as absent", async () => {
  await server.client("ok").createOrder({ ...ORDER, returnUrl: undefined, description: undefined });
  expect(JSON.parse(server.received[0]?.body ?? "")).toEqual(ORDER);
});

test("names with the digits of a card in groups are not shown", async () => {
  for (const name of ["4111 1111 1111 1111", "4111-1111-1111-1111", "4111.1111.1111"])
    expect(await violations({ ...ORDER, [name]: 1 })).toEqual(["/* additionalProperties"]);
});

test("where the platform refuses the key `cache`, as workerd before 2024-11, it is left out", async () => {
  const original = globalThis.Request;
  // The platform itself is the matter here, so one of its globals is replaced.
  globalThis.Request = class {
    constructor(_: string, init?: RequestInit) {
      if (init && "cache" in init) throw new Error("The 'cache' field is not implemented.");
    }
  } as unknown as typeof Request;
  vi.resetModules();
  const inits: object[] = [];
  try {
    const fresh = await import("../../src/index.js");
    const client = fresh.createEnkashClient({
      baseUrl: "https://a.example",
      credentials: CREDENTIALS,
      fetch: async (_, init) => {
        inits.push(init);
        return Response.json({ response_code: 0, payload: {} });
      },
    });
    await client.createOrder(ORDER);
  } finally {
    globalThis.Request = original;
  }
  expect(inits).toHaveLength(1);
  expect(inits[0]).not.toHaveProperty("cache");
});
