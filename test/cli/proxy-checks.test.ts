import type { Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { operationIds } from "../../generated/operations.js";
import { readFacts } from "../../scripts/contract/facts.js";
import { factsOf } from "../../src/cli/facts.js";
import { listen, stop } from "../../src/cli/listen.js";
import { createMockServer } from "../../src/cli/mock-server.js";
import { describeExchange, toJsonLine } from "../../src/cli/proxy-lines.js";
import { Tally } from "../../src/cli/tally.js";
import {
  type CredentialName,
  createEnkashClient,
  type OperationId,
  operations,
} from "../../src/index.js";
import { fixtures } from "../../src/testing/index.js";
import { startProxy, startRawServer } from "../support/proxy.js";
import { headersOf } from "../testing/requests.js";

const SECRET = "SECRET-4111111111111111";
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Starts a proxy in front of the mock server. */
async function start() {
  const server: Server = createMockServer({ cors: undefined, log: () => {} });
  const proxy = await startProxy(await listen(server, { host: "127.0.0.1", port: 0 }));
  closing.push(proxy.close, () => stop(server));
  return proxy;
}

/** Starts a proxy in front of a server that responds to everything with one body. */
async function startWith(body: string, status = "200 OK", type = "application/json") {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nX-Secret: ${SECRET}\r\n`;
  const response = `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  const server = await startRawServer((socket) => socket.end(response));
  const proxy = await startProxy(server.url);
  closing.push(proxy.close, server.close);
  return proxy;
}

type Proxy = Awaited<ReturnType<typeof start>>;

/** Sends a body to an operation, waits until it was checked, and returns the last exchange. */
async function send(
  proxy: Proxy,
  operation: OperationId,
  body: unknown,
  { method = "POST", ...headers }: Record<string, string> = {},
) {
  const init = { method, headers: { ...headersOf(operation), ...headers } };
  const isWritten = typeof body === "string" || body instanceof Uint8Array;
  const text = isWritten ? (body as BodyInit) : JSON.stringify(body);
  const url = proxy.url + operations[operation].path;
  await (await fetch(url, method === "GET" ? init : { ...init, body: text })).text();
  await proxy.settled();
  return proxy.exchanges.at(-1);
}

const order = fixtures.createOrder.full.request;

test("the client works through the proxy, and each operation is a success without a violation", async () => {
  const proxy = await start();
  const names = Object.values(operations).flatMap(({ security }) =>
    security.map(({ credential }) => [credential, "secret"]),
  );
  const credentials = Object.fromEntries(names) as Record<CredentialName, string>;
  const client = createEnkashClient({ baseUrl: proxy.url, credentials });
  await client.createOrder(order);
  await client.payInvoices(fixtures.payInvoices.full.request);
  await client.fetchOrderInfo(fixtures.fetchOrderInfo.full.request);
  await proxy.settled();
  for (const { outcome, request, response } of proxy.exchanges) {
    expect(outcome).toBe("success");
    expect([request?.violations, response?.violations]).toEqual([[], []]);
  }
  expect(proxy.exchanges.map(({ operation }) => operation)).toEqual([
    "createOrder",
    "payInvoices",
    "fetchOrderInfo",
  ]);
});

test("all that is wrong with a request is listed, not only what a server would find first", async () => {
  const proxy = await start();
  const broken = { ...order, amount: { value: "1", currency: "INR" } };
  const exchange = await send(proxy, "createOrder", broken, {
    Authorization: "",
    accept: "text/html",
  });
  const found = exchange?.request?.violations.map(({ fact, keyword }) => `${fact} ${keyword}`);
  expect(found).toEqual([
    "createOrder.header.Authorization security",
    "createOrder.request.amount.value type",
    "createOrder.request accept",
  ]);
});

test.each([
  ["json", '{"a":', {}],
  ["json", Buffer.from('{"orderId":"A\u00e9"}', "latin1"), {}],
  ["mediaType", "{}", { "content-type": "text/plain" }],
  ["required", "", {}],
  ["method", "", { method: "GET" }],
])("a request that is wrong as a whole breaks the keyword %s", async (keyword, body, headers) => {
  const exchange = await send(await start(), "fetchOrderInfo", body, headers);
  const found = exchange?.request?.violations;
  expect(found?.map((violation) => violation.keyword)).toContain(keyword);
  expect(found?.[0]?.page).toBe(
    "Fetch Order Info by Partner order Reference id, modified 2025-01-25 09:51:56",
  );
});

test("what the client alone does not send gets a line and is no violation", async () => {
  const proxy = await start();
  const amount = { value: 499.999, currency: "INR" };
  const exchange = await send(proxy, "createOrder", { ...order, amount, orderId: " " });
  expect(exchange?.request?.violations).toEqual([]);
  const [, ...lines] = describeExchange(exchange as never).split("\n");
  expect(lines).toEqual([
    expect.stringMatching(
      /^ {2}request {2}\/orderId {2}must not be blank .*: the contract allows it/,
    ),
    expect.stringMatching(
      /^ {2}request {2}\/amount\/value {2}must have two decimals .*: the contract allows it/,
    ),
  ]);
  const broken = await send(proxy, "createOrder", { ...order, amount, mid: "M1" });
  expect(broken?.request?.violations).toHaveLength(1);
  expect(describeExchange(broken as never)).not.toContain("decimals");
});

test("a response that drifts is reported with pointer, words, fact and page", async () => {
  const body = structuredClone(fixtures.createOrder.full.response) as unknown as {
    payload: Record<string, unknown>;
  };
  body.payload.orderId = 4111;
  const exchange = await send(await startWith(JSON.stringify(body)), "createOrder", order);
  expect(exchange).toMatchObject({ status: 200, outcome: "success" });
  expect(exchange?.response?.violations).toEqual([
    {
      path: ["payload", "orderId"],
      pointer: "/payload/orderId",
      keyword: "type",
      message: expect.stringContaining("string"),
      fact: "createOrder.response.payload.orderId",
      page: "Create Order, modified 2024-10-10 08:31:41",
    },
  ]);
});

test("a refusal is called one, and confirms no fact", async () => {
  const body = '{"response_code":117,"response_message":"Failed","payload":"Token is invalid."}';
  const exchange = await send(await startWith(body), "createOrder", order);
  expect(exchange).toMatchObject({ outcome: "refused", response: { violations: [], facts: [] } });
});

test.each([
  ["HTML", "<html></html>", "text/html", "not-json", [" mediaType", " json"]],
  ["an empty body", "", "application/json", "not-json", [" json"]],
  ["another JSON type", "[]", "application/json", "not-json", [" type"]],
  [
    "an object without code and payload",
    "{}",
    "application/json",
    "no-envelope",
    ["/response_code required", "/payload required"],
  ],
  ["no payload", '{"response_code":0}', "application/json", "no-envelope", ["/payload required"]],
  [
    "no code",
    '{"payload":{"orderId":"1"}}',
    "application/json",
    "no-envelope",
    ["/response_code required"],
  ],
  [
    "a payload of another type",
    '{"response_code":0,"payload":"1"}',
    "application/json",
    "no-envelope",
    ["/payload type"],
  ],
])(
  "%s with 200 is no success, confirms no fact, and drifts unless the request was wrong",
  async (_, body, type, outcome, found) => {
    const proxy = await startWith(body, "200 OK", type);
    const right = await send(proxy, "createOrder", order);
    expect(right).toMatchObject({ outcome, response: { facts: [] } });
    const violations = right?.response?.violations ?? [];
    expect(violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`)).toEqual(found);
    const wrong = await send(proxy, "createOrder", {});
    expect(wrong).toMatchObject({ outcome, response: { violations: [], facts: [] } });
  },
);

test("the proxy and the client agree on what each response stands for", async () => {
  const responses = [
    ["200 OK", JSON.stringify(fixtures.createOrder.full.response)],
    ["201 Created", JSON.stringify(fixtures.createOrder.full.response)],
    ["200 OK", '{"response_code":"0","payload":{}}'],
    ["200 OK", '{"response_code":0}'],
    ["200 OK", '{"response_code":null,"payload":{}}'],
    ["200 OK", "{}"],
    ["200 OK", "[]"],
    ["200 OK", "<html>"],
    ["200 OK", '{"response_code":117,"payload":"Token is invalid."}'],
    ["401 Unauthorized", '{"response_code":117}'],
    ["401 Unauthorized", "{}"],
    ["500 Internal Server Error", JSON.stringify(fixtures.createOrder.full.response)],
    ["302 Found", "{}"],
  ] as const;
  const credentials = { merchantAccessKey: "key", paymentGatewayToken: "token" };
  const reasons: Record<string, string> = { empty: "not-json", html: "not-json" };
  for (const [status, body] of responses) {
    const proxy = await startWith(body, status);
    const client = createEnkashClient({ baseUrl: proxy.url, credentials });
    const ended = await client.createOrder(order).then(
      () => "success",
      (error) => error.reason ?? error.kind,
    );
    await proxy.settled();
    const { outcome } = proxy.exchanges[0] ?? {};
    expect(outcome, `${status} ${body}`).toBe(reasons[ended] ?? ended);
  }
});

test("a success with another status than 200 drifts, as the client has it", async () => {
  const body = JSON.stringify(fixtures.createOrder.full.response);
  const exchange = await send(await startWith(body, "201 Created"), "createOrder", order);
  expect(exchange).toMatchObject({
    outcome: "success",
    response: { violations: [{ keyword: "status" }] },
  });
});

test("a status outside 2xx is named, and held to nothing: the contract states none", async () => {
  const proxy = await startWith("<html>", "502 Bad Gateway");
  const exchange = await send(proxy, "createOrder", order);
  expect(exchange).toMatchObject({ outcome: "http-status", response: { violations: [] } });
  expect(describeExchange(exchange as never)).toMatch(/^createOrder {2}502 {2}\d+ ms$/);
});

test("no line and no table shows a value of a request or a response", async () => {
  const secrets = { [SECRET]: SECRET, amount: { value: SECRET }, orderId: SECRET };
  const proxy = await startWith(JSON.stringify({ ...secrets, payload: secrets }));
  const tally = new Tally();
  await send(proxy, "createOrder", secrets, { Authorization: SECRET, cookie: SECRET });
  await send(proxy, "createOrder", `{"${SECRET}`);
  await (await fetch(`${proxy.url}/${SECRET}?token=${SECRET}`)).text();
  await proxy.settled();
  expect(proxy.exchanges.length).toBe(3);
  for (const exchange of proxy.exchanges) {
    tally.add(exchange);
    expect(describeExchange(exchange)).not.toMatch(/SECRET|4111/);
    expect(toJsonLine(exchange, new Date(0))).not.toMatch(/SECRET|4111/);
  }
  expect(tally.table()).not.toMatch(/SECRET|4111/);
  expect(describeExchange(proxy.exchanges[0] as never)).toContain(
    "createOrder.request.amount.value",
  );
});

test("a line of the report is JSON with both sides of an exchange", async () => {
  const exchange = await send(await start(), "createOrder", { ...order, mid: "M1" });
  const line = toJsonLine(exchange as never, new Date(0));
  expect(line.match(/\n/g)).toEqual(["\n"]);
  expect(JSON.parse(line)).toMatchObject({
    time: "1970-01-01T00:00:00.000Z",
    operation: "createOrder",
    status: 422,
    outcome: "http-status",
    milliseconds: expect.any(Number),
    request: { violations: [{ pointer: "/mid", fact: "createOrder.request.mid" }] },
    response: { violations: [] },
  });
});

test("the table counts what was seen, and says which facts real traffic has confirmed", async () => {
  const proxy = await start();
  const tally = new Tally();
  await send(proxy, "createOrder", fixtures.createOrder.minimal.request);
  await send(proxy, "createOrder", {});
  await send(proxy, "fetchOrderInfo", { orderId: "1" });
  await (await fetch(`${proxy.url}/unknown`)).text();
  await proxy.settled();
  for (const exchange of proxy.exchanges) tally.add(exchange);
  const [seen = "", violations = "", confirmed = "", never = ""] = tally.table().split("\n\n");
  expect(seen).toBe(
    "Seen\n  createOrder: 200 (1), 422 (1)\n  fetchOrderInfo: 200 (1)\n  not in the contract: 404 (1)",
  );
  expect(violations).toContain("createOrder.request.amount  required (1)");
  expect(confirmed).toContain("    request.amount.value\n");
  expect(confirmed).toContain("    header.merchantAccessKey\n");
  expect(confirmed).toContain("fetchOrderInfo: ");
  expect(confirmed).not.toContain("request.returnUrl");
  expect(confirmed).not.toContain("payInvoices");
  expect(never).toContain("    request.returnUrl\n");
  const all = factsOf("payInvoices").length;
  expect(never).toContain(`payInvoices: ${all} of ${all}`);
});

test("a fact that is violated is not confirmed, be it one of many under any name", async () => {
  const proxy = await startWith(JSON.stringify(fixtures.createOrder.full.response));
  const exchange = await send(proxy, "createOrder", {
    ...order,
    customParameters: { a: "text", b: 1 },
    amount: { value: 0, currency: "INR" },
  });
  expect(exchange?.outcome).toBe("success");
  const { facts: confirmed = [] } = exchange?.request ?? {};
  expect(confirmed).toContain("createOrder.request.amount.currency");
  expect(confirmed).not.toContain("createOrder.request.amount.value");
  expect(confirmed).not.toContain("createOrder.request.customParameters.*");
});

/** Returns as many properties, whose names come from the body alone. */
const numbers = (count: number, name: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}.${index}`, 1]));

test("the table counts names that the contract leaves open as one, and stays short", async () => {
  const proxy = await startWith(JSON.stringify(fixtures.createOrder.full.response));
  const tally = new Tally();
  await send(proxy, "createOrder", { ...order, customParameters: numbers(30, "cart"), mid: "M1" });
  for (const name of ["a", "b", "c"]) {
    await send(proxy, "createOrder", { ...order, ...numbers(90, name) });
  }
  for (const exchange of proxy.exchanges) tally.add(exchange);
  const [, lines = ""] = tally.table().split("\n\n");
  expect(lines).toContain("  createOrder.request.customParameters.*  type (30)\n");
  expect(lines).toContain("  createOrder.request.mid  additionalProperties (1)\n");
  expect(lines).toMatch(/ {2}createOrder\.request\.\* {2}additionalProperties \(\d+\)$/m);
  expect(lines.split("\n").length).toBeLessThan(210);
});

test("a body with more violations than are listed confirms no fact", async () => {
  const proxy = await startWith(JSON.stringify(fixtures.createOrder.full.response));
  const exchange = await send(proxy, "createOrder", { ...order, ...numbers(100, "a"), orderId: 1 });
  expect(exchange?.outcome).toBe("success");
  expect(exchange?.request?.facts).toEqual([]);
});

test("a body nested 100,000 deep is checked, and ends nothing", async () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const proxy = await startWith(`{"response_code":0,"payload":{"orderId":${deep}}}`);
  const exchange = await send(proxy, "createOrder", `{"customParameters":{"a":${deep}}}`);
  expect(exchange?.response?.violations.map(({ pointer }) => pointer)).toEqual([
    "/payload/orderId",
  ]);
});

test("the proxy knows every fact that a page states about a body or a credential", () => {
  const known = new Set(operationIds.flatMap(factsOf));
  const operationFacts = readFacts().flatMap((page) => Object.keys(page.facts));
  const missing = operationFacts.filter(
    (fact) => /\.(request|response|header|authorization)\b/.test(fact) && !known.has(fact),
  );
  // Both are another way to say what the contract says once: a media type, the bearer scheme.
  expect(missing.filter((fact) => !fact.endsWith(".header.Content-Type"))).toEqual([
    "fetchOrderInfo.header.authorization",
  ]);
});
