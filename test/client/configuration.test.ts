import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createEnkashClient, type EnkashOptions, operations } from "../../src/index.js";
import { CREDENTIALS, errorOf, ORDER, PAYMENT, recording, useHostileServer } from "./support.js";

const server = useHostileServer();
const [gateway] = operations.createOrder.servers;
const [marketplace] = operations.fetchOrderInfo.servers;

test("the test environment has the documented hosts, with the credentials as the pages state them", async () => {
  const { client, sent } = recording({ environment: "test", credentials: CREDENTIALS });
  await client.createOrder(ORDER);
  await client.fetchOrderInfo({ orderId: "1" });
  expect(sent.map(({ url }) => url)).toEqual([
    `${gateway.url}/api/v0/orders`,
    `${marketplace.url}/api/v0/order/orderDetails`,
  ]);
  expect(sent.map(({ headers }) => headers.get("Authorization"))).toEqual([
    "secret-gateway-token",
    "Bearer secret-rewards-token",
  ]);
  expect(sent.map(({ headers }) => headers.get("merchantAccessKey"))).toEqual(["secret-key", null]);
  expect(sent.map(({ headers }) => headers.get("Content-Type"))).toEqual([
    "application/json",
    "application/json",
  ]);
});

test.each<[string, EnkashOptions, "createOrder" | "payInvoices" | "fetchOrderInfo", string]>([
  ["createOrder without any host", {}, "createOrder", "environment"],
  [
    "payInvoices in the test environment",
    { environment: "test" },
    "payInvoices",
    "servers.payInvoices",
  ],
  [
    "createOrder without the key",
    { environment: "test" },
    "createOrder",
    "credentials.merchantAccessKey",
  ],
  [
    "createOrder without the token",
    { environment: "test", credentials: { merchantAccessKey: "k" } },
    "createOrder",
    "credentials.paymentGatewayToken",
  ],
  [
    "fetchOrderInfo without the token",
    { environment: "test" },
    "fetchOrderInfo",
    "credentials.rewardsToken",
  ],
])(
  "%s fails before anything is sent, and names the option",
  async (_, options, operation, option) => {
    const { client, sent } = recording(options);
    const request = { createOrder: ORDER, payInvoices: PAYMENT, fetchOrderInfo: { orderId: "1" } }[
      operation
    ];
    const error = await errorOf(client[operation](request as never));
    expect(error).toMatchObject({
      kind: "configuration",
      option,
      operation,
      method: "POST",
      sent: "no",
    });
    expect(error.message).toContain(`\`${option}\` is missing`);
    expect(sent).toEqual([]);
  },
);

test.each<[string, object, string]>([
  ["a live environment", { environment: "live" }, "environment"],
  ["a misspelt option", { enviroment: "test" }, "enviroment"],
  [
    "a misspelt operation",
    { servers: { createOrders: "https://a.example" } },
    "servers.createOrders",
  ],
  ["a misspelt credential", { credentials: { accessKey: "k" } }, "credentials.accessKey"],
  [
    "environment and baseUrl together",
    { environment: "test", baseUrl: "https://a.example" },
    "baseUrl",
  ],
  ["no URL", { baseUrl: "a.example" }, "baseUrl"],
  ["plain http", { baseUrl: "http://a.example" }, "baseUrl"],
  [
    "plain http to a host that only looks like loopback",
    { baseUrl: "http://127.0.0.1.example" },
    "baseUrl",
  ],
  ["another protocol", { servers: { payInvoices: "ftp://a.example" } }, "servers.payInvoices"],
  ["a password in the URL", { baseUrl: "https://u:p@a.example" }, "baseUrl"],
  ["a query in the URL", { baseUrl: "https://a.example/?key=1" }, "baseUrl"],
  ["a time of zero", { timeoutMs: 0 }, "timeoutMs"],
  ["a time over what a timer can count", { timeoutMs: 2 ** 31 }, "timeoutMs"],
  ["a limit that is no number", { maxResponseBytes: "1" }, "maxResponseBytes"],
  ["an unknown drift", { drift: "ignore" }, "drift"],
  [
    "a header with a line break",
    { headers: { payInvoices: { "X-Key": "a\nb" } } },
    "headers.payInvoices.X-Key",
  ],
  [
    "a header without a value",
    { headers: { payInvoices: { "X-Key": undefined } } },
    "headers.payInvoices.X-Key",
  ],
  [
    "a name that no header can have",
    { headers: { payInvoices: { "X Key": "a" } } },
    "headers.payInvoices",
  ],
  [
    "a card number as the name of a header",
    { headers: { payInvoices: { 4111111111111111: "" } } },
    "headers.payInvoices.*",
  ],
  ["a token as the name of an option", { [`ey${"J".repeat(60)}`]: "test" }, "*"],
  [
    "an option that cannot be read",
    {
      get timeoutMs() {
        throw new Error("hunter2");
      },
    },
    "options",
  ],
  ["a bare question mark in the URL", { baseUrl: "https://a.example?" }, "baseUrl"],
  ["a bare hash in the URL", { baseUrl: "https://a.example/#" }, "baseUrl"],
  ["a URL object", { baseUrl: new URL("https://a.example") }, "baseUrl"],
  ["a user in the URL", { baseUrl: "https://u@a.example" }, "baseUrl"],
  ["a fetch that is no function", { fetch: 5 }, "fetch"],
  ["a hook that is no function", { onDrift: "log" }, "onDrift"],
  [
    "headers as Headers, whose content would be lost",
    { headers: { payInvoices: new Headers() } },
    "headers.payInvoices",
  ],
  ["servers as a Map", { servers: new Map() }, "servers"],
  [
    "a header that belongs to the connection",
    { headers: { payInvoices: { Upgrade: "x" } } },
    "headers.payInvoices",
  ],
  [
    "a length of its own",
    { headers: { payInvoices: { "Content-Length": "1" } } },
    "headers.payInvoices",
  ],
  ["a host of its own", { headers: { payInvoices: { Host: "b.example" } } }, "headers.payInvoices"],
  ["no options at all", null as unknown as object, "options"],
  [
    "an instance whose getters would be lost",
    new (class {
      get baseUrl() {
        return "https://a.example";
      }
    })(),
    "options",
  ],
  ["inherited options", Object.create({ baseUrl: "https://a.example" }), "options"],
  ["credentials as a promise", { credentials: Promise.resolve({}) }, "credentials"],
  ["a number of decimals other than two", { decimals: 3 }, "decimals"],
  ["a base URL with the path of the API", { baseUrl: "https://a.example/api/v0" }, "baseUrl"],
  ["a base URL with the first part of the path", { baseUrl: "https://a.example/api/" }, "baseUrl"],
  [
    "a base URL with the whole path of an operation",
    { servers: { createOrder: "https://a.example/api/v0/orders" } },
    "servers.createOrder",
  ],
  ["plain http to a named host", { baseUrl: "http://mock:4010" }, "baseUrl"],
  [
    "plain http to another host than the listed one",
    { baseUrl: "http://mock.example", plainHttpHosts: ["mock"] },
    "baseUrl",
  ],
  [
    "a list of hosts with a port",
    { baseUrl: "http://mock:4010", plainHttpHosts: ["mock:4010"] },
    "plainHttpHosts",
  ],
  [
    "a list of hosts that cannot be read",
    {
      plainHttpHosts: Object.defineProperty(["mock"], 0, {
        get() {
          throw new Error("hunter2");
        },
      }),
    },
    "plainHttpHosts",
  ],
  ["a host in place of a list", { plainHttpHosts: "mock" }, "plainHttpHosts"],
  ["an onEnd that is no function", { onEnd: {} }, "onEnd"],
  [
    "a header that is the client's",
    { headers: { payInvoices: { "content-type": "a" } } },
    "headers.payInvoices",
  ],
  [
    "a header that is a credential",
    { headers: { createOrder: { authorization: "a" } } },
    "headers.createOrder",
  ],
])("%s is refused when the client is created", async (_, options, option) => {
  const error = await errorOf(() => createEnkashClient(options));
  expect(error).toMatchObject({ kind: "configuration", option, sent: "no" });
  expect(error.message).toContain(`Wrong option: \`${option}\``);
});

test.each([
  "http://127.0.0.1:4010",
  "http://localhost:4010",
  "http://[::1]:4010",
  "https://a.example/base/",
])("%s is a usable base URL", async (baseUrl) => {
  const { client, sent } = recording({ baseUrl, credentials: CREDENTIALS });
  await client.createOrder(ORDER);
  expect(sent[0]?.url).toBe(`${baseUrl.replace(/\/$/, "")}/api/v0/orders`);
});

test("servers go before baseUrl and environment", async () => {
  const { client, sent } = recording({
    environment: "test",
    credentials: CREDENTIALS,
    servers: { payInvoices: "https://bbps.example" },
  });
  await client.payInvoices(PAYMENT);
  await client.createOrder(ORDER);
  expect(sent.map(({ url }) => new URL(url).origin)).toEqual(["https://bbps.example", gateway.url]);
});

test("payInvoices sends the headers of the client and of the call, the call going first", async () => {
  const { client, sent } = recording({
    baseUrl: "https://bbps.example",
    headers: { payInvoices: { Authorization: "client", "X-Client": "1" } },
  });
  await client.payInvoices(PAYMENT, { headers: { Authorization: "call" } });
  expect(sent[0]?.headers.get("Authorization")).toBe("call");
  expect(sent[0]?.headers.get("X-Client")).toBe("1");
});

test("headers whose names differ in case alone are one header, and the call's value wins", async () => {
  const { client, sent } = recording({
    baseUrl: "https://bbps.example",
    headers: { payInvoices: { "X-Ref": "client" } },
  });
  await client.payInvoices(PAYMENT, { headers: { "x-ref": "call" } });
  expect(sent[0]?.headers.get("X-Ref")).toBe("call");
});

test("a header of one operation does not reach the host of another", async () => {
  const { client, sent } = recording({
    environment: "test",
    credentials: CREDENTIALS,
    headers: { payInvoices: { "X-Bbps-Key": "1" } },
  });
  await client.createOrder(ORDER);
  expect(sent[0]?.headers.has("X-Bbps-Key")).toBe(false);
});

test("a space around the URL does not change where a request goes", async () => {
  const { client, sent } = recording({ baseUrl: " https://a.example ", credentials: CREDENTIALS });
  await client.createOrder(ORDER);
  expect(sent[0]?.url).toBe("https://a.example/api/v0/orders");
});

test("a later change of the options, however deep, changes no call", async () => {
  const options = {
    servers: { createOrder: "https://good.example" },
    credentials: { ...CREDENTIALS },
    headers: { createOrder: { "X-Ref": "1" } },
  };
  const { client, sent } = recording(options);
  options.servers.createOrder = "http://evil.example";
  options.credentials.paymentGatewayToken = "changed";
  options.headers.createOrder["X-Ref"] = "2";
  await client.createOrder(ORDER);
  expect(sent[0]?.url).toBe("https://good.example/api/v0/orders");
  expect(sent[0]?.headers.get("Authorization")).toBe(CREDENTIALS.paymentGatewayToken);
  expect(sent[0]?.headers.get("X-Ref")).toBe("1");
});

test("an option that changes between two looks is looked at once", async () => {
  let looks = 0;
  const { client, sent } = recording({
    credentials: CREDENTIALS,
    get baseUrl() {
      return looks++ === 0 ? "https://good.example" : "http://evil.example";
    },
  });
  await client.createOrder(ORDER);
  expect(new URL(sent[0]?.url ?? "").host).toBe("good.example");
});

test("headers of a call that change after its start do not travel", async () => {
  const { client, sent } = recording({ baseUrl: "https://a.example", credentials: CREDENTIALS });
  const headers = { "X-Ref": "1" };
  const first = client.createOrder(ORDER, { headers });
  headers["X-Ref"] = "2";
  await first;
  expect(sent[0]?.headers.get("X-Ref")).toBe("1");
});

test.each<[string, unknown, string]>([
  ["null", null, "options"],
  ["a controller in place of its signal", { signal: new AbortController() }, "signal"],
  ["Headers", { headers: new Headers({ Authorization: "x" }) }, "headers"],
  ["a controller in place of options", new AbortController(), "options"],
  ["a signal in place of options", new AbortController().signal, "options"],
  ["an array", [], "options"],
])("%s as options of a call is refused, and leaves no timer behind", async (_, options, option) => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  const error = await errorOf(server.client("ok").payInvoices(PAYMENT, options as object));
  expect(error).toMatchObject({ kind: "configuration", option, sent: "no" });
  expect(timers()).toBeLessThanOrEqual(before);
});

test("a misspelt option of a call is refused before anything is sent", async () => {
  const error = await errorOf(server.client("ok").createOrder(ORDER, { timeout: 5 } as object));
  expect(error).toMatchObject({
    kind: "configuration",
    option: "timeout",
    operation: "createOrder",
  });
  expect(server.received).toEqual([]);
});

test("without a fetch of the caller's, the one in force at the time of the call is used", async () => {
  const client = server.client("ok");
  const original = globalThis.fetch;
  let used = 0;
  // The one place where a global is replaced: that it is looked up late cannot be seen otherwise.
  globalThis.fetch = (input, init) => {
    used++;
    return original(input, init);
  };
  try {
    await client.createOrder(ORDER);
  } finally {
    globalThis.fetch = original;
  }
  expect(used).toBe(1);
});

test.each([
  "/api",
  "/api/v0",
  "/API/V0/",
  "/api//v0",
  "/api/v0/orders",
  "/api/v0/order",
  "/api/v0/merchant/token",
  "/of/us/api",
])("a base URL with the path %s would double it", (path) => {
  const doubled = path.replace(/^\/of\/us|\/$/g, "");
  const create = () => createEnkashClient({ baseUrl: `https://a.example${path}` });
  const message = `\`baseUrl\` must end before ${doubled}: the client adds /api/v0/orders.`;
  expect(create).toThrow(message);
});

test.each(["/api/v1", "/v0", "/orders", "/rapi", "/api/enkash", "/api/v01"])(
  "a base URL with the path %s doubles nothing",
  async (path) => {
    const { client, sent } = recording({
      baseUrl: `https://a.example${path}`,
      credentials: CREDENTIALS,
    });
    await client.createOrder(ORDER);
    expect(sent[0]?.url).toBe(`https://a.example${path}/api/v0/orders`);
  },
);

test("plain http reaches a host of a Docker network that is listed", async () => {
  const { client, sent } = recording({
    baseUrl: "http://enkash_mock:4010",
    plainHttpHosts: ["enkash_mock"],
    credentials: CREDENTIALS,
  });
  await client.createOrder(ORDER);
  expect(sent[0]?.url).toBe("http://enkash_mock:4010/api/v0/orders");
});

test("options without a prototype and of another realm are options", async () => {
  const plain = Object.assign(Object.create(null), { environment: "test" });
  const foreign = runInNewContext('({ environment: "test" })');
  for (const options of [plain, foreign]) expect(createEnkashClient(options)).toBeDefined();
});
