import type { Server } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { listen, stop } from "../../src/cli/listen.js";
import { createMockServer, type MockServerOptions } from "../../src/cli/mock-server.js";
import { TOKEN_PATH } from "../../src/credentials/token-path.js";
import { createEnkashClient, operations, paymentGatewayToken } from "../../src/index.js";
import { createMockFetch, fixtures, type Problem, scenarios } from "../../src/testing/index.js";
import { openSocket, rawRequest } from "../support/raw-socket.js";
import { headersOf, trialRequests } from "../testing/requests.js";

const { path } = operations.createOrder;
const headers = headersOf("createOrder");
const body = JSON.stringify(fixtures.createOrder.full.request);
const raw = { ...headers, "Content-Length": `${body.length}` };
const running: Server[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map(stop));
});

async function start(options: Partial<MockServerOptions> & { host?: string } = {}) {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const server = createMockServer({ cors: undefined, log, ...options });
  running.push(server);
  const url = await listen(server, { host: options.host ?? "127.0.0.1", port: 0 });
  return { url, lines };
}

const prefer = (value: string) => ({
  method: "POST",
  headers: { ...headers, prefer: value },
  body,
});

test("the mock server responds to every request as the kit does, byte for byte", async () => {
  const { url } = await start();
  const kit = createMockFetch();
  for (const { name, path, init } of trialRequests) {
    const ours = await fetch(url + path, init);
    const kits = await kit(`https://kit.example${path}`, init);
    expect(ours.status, name).toBe(kits.status);
    expect(ours.headers.get("content-type"), name).toBe(kits.headers.get("content-type"));
    const text = await kits.text();
    expect(await ours.text(), name).toBe(init.method === "HEAD" ? "" : text);
  }
});

test("an order with text in any script goes through the client", async () => {
  const { url } = await start();
  const credentials = { merchantAccessKey: "key", paymentGatewayToken: "token" };
  const client = createEnkashClient({ baseUrl: url, credentials });
  const description = "\u20b9 499.50 \u092f\u0939";
  const order = { ...fixtures.createOrder.minimal.request, description };
  expect((await client.createOrder(order)).body).toEqual(fixtures.createOrder.minimal.response);
});

test("bytes that are not UTF-8 are refused, by the kit as well, and not read as question marks", async () => {
  const { url } = await start();
  const bytes = Buffer.from(body.replace("A1002", "A\u00e9"), "latin1");
  for (const send of [fetch, createMockFetch()]) {
    for (const to of [path, TOKEN_PATH]) {
      const response = await send(url + to, { method: "POST", headers, body: bytes });
      expect(response.status).toBe(400);
      expect(((await response.json()) as Problem).detail).toMatch(/^The body is not UTF-8\./);
    }
  }
});

test("keys go in and an order comes out, and the mock logs no key", async () => {
  const { url, lines } = await start();
  const keys = { accessKey: "SECRET-1", secretKey: "SECRET-2" };
  const token = paymentGatewayToken({ ...keys, baseUrl: url, scheme: "raw" });
  const credentials = { merchantAccessKey: "SECRET-3", paymentGatewayToken: token };
  const client = createEnkashClient({ baseUrl: url, credentials });
  const { payload } = await client.createOrder(fixtures.createOrder.minimal.request);
  expect(payload).toEqual(fixtures.createOrder.minimal.response.payload);
  expect(lines.map((line) => line.split("  ")[0])).toEqual(["token", "createOrder"]);
  expect(lines.join()).not.toContain("SECRET");
});

test("a request chooses an example, a refusal with its code, a rate limit", async () => {
  const { url } = await start();
  const example = await fetch(url + path, prefer("example=full"));
  expect(await example.json()).toEqual(fixtures.createOrder.full.response);
  const refusal = await fetch(url + path, prefer("scenario=refused; code=117"));
  expect(await refusal.json()).toMatchObject({ response_code: 117 });
  const limited = await fetch(url + path, prefer("scenario=rateLimited; seconds=9"));
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "9"]);
  expect((await fetch(url + path, prefer("scenario=html502"))).status).toBe(502);
  expect((await fetch(url + path, prefer("scenario=slow; ms=1"))).status).toBe(200);
});

test("two orders get two ids where that is asked for, with an example as well", async () => {
  const { url } = await start({ idsFollowRequest: true });
  const ids = [];
  for (const [orderId, prefer] of Object.entries({ A1: "", A2: "example=full" })) {
    const order = JSON.stringify({ ...fixtures.createOrder.minimal.request, orderId });
    const init = { method: "POST", headers: { ...headers, prefer }, body: order };
    const { payload } = await (await fetch(url + path, init)).json();
    ids.push(payload.orderId, payload.redirectionUrl);
  }
  expect(ids).toEqual([
    "ENK-A1",
    "https://checkout.example/orders/ENK-A1",
    "ENK-A2",
    "https://checkout.example/orders/ENK-A2",
  ]);
});

test("a scenario that there is not is refused with those that there are", async () => {
  const { url } = await start();
  const response = await fetch(url + path, prefer("scenario=explode"));
  const { detail } = (await response.json()) as Problem;
  expect(detail).toContain(
    "Scenarios: refused, tokenInvalid, rateLimited, html502, empty500, drop",
  );
});

test("drop closes the connection without a byte, truncated after half of the body", async () => {
  const { url, lines } = await start();
  const play = (name: string) =>
    openSocket(url, rawRequest(path, { ...raw, Prefer: `scenario=${name}` }, body));
  expect(await (await play("drop")).closed()).toBe("");
  const half = await (await play("truncated")).closed();
  expect(half).toContain('{"response_code":0');
  expect(half).not.toContain('ENK0000001001"}}');
  const cut = fetch(url + path, prefer("scenario=truncated")).then((response) => response.text());
  await expect(cut).rejects.toThrow();
  expect(lines[0]).toMatch(/^createOrder {2}connection closed {2}/);
});

test("hang responds to nobody, and ends when the client goes away", async () => {
  const { url, lines } = await start();
  const request = rawRequest(path, { ...raw, Prefer: "scenario=hang" }, body);
  const hanging = await openSocket(url, request);
  expect((await fetch(url)).status).toBe(200);
  expect(hanging.received()).toBe("");
  hanging.socket.destroy();
  await vi.waitFor(() => expect(lines[1]).toMatch(/^createOrder {2}connection closed {2}/));
});

test("a request gets a line, and one for each thing that is wrong with it, without a value", async () => {
  const { url, lines } = await start();
  const secret = "SECRET-4111111111111111";
  const init = {
    method: "POST",
    headers: { ...headers, Authorization: secret, prefer: secret },
    body: JSON.stringify({ [secret]: secret }),
  };
  await fetch(`${url + path}?token=${secret}`, init);
  await fetch(`${url}/${secret}`, init);
  await fetch(url + path, { ...init, body });
  await fetch(url + TOKEN_PATH, init);
  await fetch(`${url}/openapi.json`);
  expect(lines).toEqual([
    expect.stringMatching(/^createOrder {2}422 {2}\d+\.\d ms$/),
    "  request  /orderId  is missing",
    "  request  /amount  is missing",
    "  request  /paymentDetail  is missing",
    "  request  /*  is not a property that the contract knows",
    expect.stringMatching(/^no operation {2}404 {2}\d+\.\d ms$/),
    expect.stringMatching(/^ {2}request {2}No operation of the contract has this path/),
    expect.stringMatching(/^createOrder {2}400 {2}\d+\.\d ms$/),
    expect.stringMatching(/^ {2}request {2}Prefer cannot be read/),
    expect.stringMatching(/^token {2}422 {2}\d+\.\d ms$/),
    expect.stringMatching(/^ {2}request {2}accessKey and secretKey must be strings/),
    expect.stringMatching(/^GET \/openapi\.json {2}200 {2}\d+\.\d ms$/),
  ]);
  expect(lines.join()).not.toContain("4111");
});

test("what the client would not send by a rule of its own gets its response, and a line in the log", async () => {
  const { url, lines } = await start();
  const order = { ...fixtures.createOrder.full.request, amount: { value: 1.005, currency: "INR" } };
  const init = { method: "POST", headers, body: JSON.stringify(order) };
  expect((await fetch(url + path, init)).status).toBe(200);
  await fetch(url + path, { ...init, body });
  expect(lines).toEqual([
    expect.stringMatching(/^createOrder {2}200 /),
    expect.stringMatching(
      /^ {2}request {2}\/amount\/value {2}must have two decimals at most.*: the contract allows it, the client of this package does not send it$/,
    ),
    expect.stringMatching(/^createOrder {2}200 /),
  ]);
});

test("GET / lists every scenario, and marks those that HTTP does not offer", async () => {
  const { url } = await start();
  const text = await (await fetch(url)).text();
  const [, offered = ""] = /plays a failure:\n {2}(.*)/.exec(text) ?? [];
  const [, others = ""] = /^Only a test in Node can play: (.*)$/m.exec(text) ?? [];
  expect([...offered.split(", "), ...others.split(", ")].sort()).toEqual(
    Object.keys(scenarios).sort(),
  );
  for (const name of others.split(", ")) {
    expect((await fetch(url + path, prefer(`scenario=${name}`))).status).toBe(404);
  }
});

test("GET / explains the mock with lines that work, and GET /openapi.json is the contract", async () => {
  const { url } = await start();
  const response = await fetch(url);
  const text = await response.text();
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(text).toContain(`POST ${url}/api/v0/orders`);
  expect(text).toContain("refunded");
  for (const [, value = ""] of text.matchAll(/"Prefer: (scenario=\w+; [^"]+)"/g)) {
    if (value.includes("slow")) continue;
    expect((await fetch(url + path, prefer(value))).status, value).not.toBe(404);
  }
  const contract = await (await fetch(`${url}/openapi.json`)).json();
  expect(contract).toMatchObject({ openapi: expect.any(String), paths: { [path]: {} } });
});

test("a page of the allowed origin may call the mock, and learns what it may send", async () => {
  const { url } = await start({ cors: "https://shop.example" });
  const asked = await fetch(url + path, {
    method: "OPTIONS",
    headers: {
      origin: "https://shop.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,merchantaccesskey",
    },
  });
  expect(asked.status).toBe(204);
  expect(Object.fromEntries(asked.headers)).toMatchObject({
    "access-control-allow-origin": "https://shop.example",
    "access-control-allow-headers": "authorization,merchantaccesskey",
    "access-control-allow-methods": "GET, POST",
  });
  const refused = await fetch(url + path, { method: "POST", headers, body: "{}" });
  expect(refused.status).toBe(422);
  expect(refused.headers.get("access-control-allow-origin")).toBe("https://shop.example");
});

test("no page may call the mock unless that was asked for", async () => {
  const { url } = await start();
  const headers = { origin: "https://shop.example", "access-control-request-method": "POST" };
  const asked = await fetch(url + path, { method: "OPTIONS", headers });
  expect(asked.status).toBe(405);
  expect(asked.headers.get("access-control-allow-origin")).toBeNull();
});

test.each([
  ["bytes that are no HTTP", "\x00\x01\x02 nothing\r\n\r\n", "400"],
  ["a space in the name of a header", rawRequest(path, { "X Y": "1" }), "400"],
  ["headers that are too large", rawRequest(path, { X: "x".repeat(100_000) }), "431"],
  ["two lengths", rawRequest(path, { "Content-Length": "1", "content-length": "2" }, "{}"), "400"],
  ["a target that is no path", rawRequest("//[", { "Content-Length": "0" }), "404"],
  ["a target with a null byte", rawRequest("/%00", { "Content-Length": "0" }), "404"],
  ["a target that is a URL", rawRequest(`http://a.example${path}`, raw, body), "200"],
  ["a CONNECT", rawRequest("a:1", {}, "", "CONNECT"), ""],
])("the mock survives %s", async (_, bytes, status) => {
  const { url } = await start();
  const attack = await openSocket(url, bytes);
  if (status === "") await attack.closed();
  else expect(await attack.until("\r\n\r\n")).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  attack.socket.destroy();
  expect((await fetch(url)).status).toBe(200);
});

test("requests that are sent without waiting are responded to in order", async () => {
  const { url } = await start();
  const one = (value: string) => rawRequest(path, { ...raw, Prefer: value }, body);
  const several = one("scenario=slow; ms=20") + one("example=full") + one("scenario=html502");
  const text = await (await openSocket(url, several)).until("</html>");
  const found = [...text.matchAll(/ENK000000100\d"\}|502 Bad Gateway<\/h1>/g)].map(([all]) => all);
  expect(found).toEqual(['ENK0000001001"}', 'ENK0000001002"}', "502 Bad Gateway</h1>"]);
});

test("a client that sends byte by byte, or goes away in the middle, keeps nobody waiting", async () => {
  const { url, lines } = await start();
  const slow = await openSocket(url, rawRequest(path, raw, body.slice(0, 10)));
  const gone = await openSocket(url, rawRequest(path, raw, body.slice(0, 10)));
  gone.socket.destroy();
  expect((await fetch(url + path, { method: "POST", headers, body })).status).toBe(200);
  for (const letter of body.slice(10)) slow.socket.write(letter);
  expect(await slow.until("}}")).toContain("HTTP/1.1 200");
  expect(lines.filter((line) => line.includes(" 200 ")).length).toBe(2);
});

test("a body of 11 MB is refused, its sender reads why, and the connection stays usable", async () => {
  const { url } = await start();
  const large = "x".repeat(11_000_000);
  const request = rawRequest(path, { ...headers, "Content-Length": `${large.length}` }, large);
  const socket = await openSocket(url, request);
  expect(await socket.until("violations")).toContain("HTTP/1.1 413");
  socket.socket.write(rawRequest("/", {}, "", "GET"));
  expect(await socket.until("It keeps no state")).toContain("HTTP/1.1 200");
});

test("it listens on IPv6 loopback, and prints an address that works", async () => {
  const { url } = await start({ host: "::1" });
  expect(url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  expect(await (await fetch(url)).text()).toContain(`POST ${url}/api/v0/orders`);
});

test("Expect: 100-continue gets its response before the body comes", async () => {
  const { url } = await start();
  const socket = await openSocket(url, rawRequest(path, { ...raw, Expect: "100-continue" }));
  await socket.until("HTTP/1.1 100 Continue\r\n\r\n");
  socket.socket.write(body);
  expect(await socket.until("}}")).toContain("HTTP/1.1 200");
});
