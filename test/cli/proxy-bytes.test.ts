import { once } from "node:events";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, expect, test, vi } from "vitest";
import { readUpstreams } from "../../src/cli/upstreams.js";
import { operations } from "../../src/index.js";
import { fixtures } from "../../src/testing/index.js";
import { selfSigned } from "../support/certificate.js";
import { startProxy, startRawServer } from "../support/proxy.js";
import { openSocket, rawRequest } from "../support/raw-socket.js";
import { headersOf } from "../testing/requests.js";

const { path } = operations.createOrder;
const body = JSON.stringify(fixtures.createOrder.full.request);
const OK = JSON.stringify(fixtures.createOrder.full.response);
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Writes a response as it travels. */
const rawResponse = (status: string, headers: string[], text: string | Buffer) =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 ${status}\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n`,
      "latin1",
    ),
    Buffer.from(text as string, "latin1"),
  ]);
const json = (text: string | Buffer, ...headers: string[]) =>
  rawResponse(
    "200 OK",
    ["Content-Type: application/json", `Content-Length: ${Buffer.byteLength(text)}`, ...headers],
    text,
  );

async function start(respond: (socket: Socket) => void) {
  const server = await startRawServer(respond);
  const proxy = await startProxy(server.url);
  closing.push(proxy.close, server.close);
  const exchange = async () => {
    await vi.waitFor(() => expect(proxy.exchanges.length).toBeGreaterThan(0));
    return proxy.exchanges[0];
  };
  return { server, proxy, exchange };
}

const headers = {
  ...headersOf("createOrder"),
  "Content-Length": `${body.length}`,
};

test("a request reaches the server as it was sent, but for Host and what belongs to one connection", async () => {
  const { server, proxy } = await start((socket) => socket.end(json(OK)));
  const sent =
    `POST ${path}?a=%20b&a=c HTTP/1.1\r\nhOsT: mock.example\r\nX-lower-UPPER: 1\r\n` +
    "cookie: a=1\r\ncookie: b=2\r\nmerchantAccessKey: k\r\nAuthorization: t\r\nX-Latin: \xe9\r\n" +
    "Accept-Encoding: gzip, br;q=0.5\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\nTE: trailers\r\n" +
    `Keep-Alive: timeout=9\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  await (await openSocket(proxy.url, sent + body)).until(OK);
  const { host } = new URL(server.url);
  expect(server.received).toEqual([
    `POST ${path}?a=%20b&a=c HTTP/1.1\r\nhOsT: ${host}\r\nX-lower-UPPER: 1\r\n` +
      "cookie: a=1\r\ncookie: b=2\r\nmerchantAccessKey: k\r\nAuthorization: t\r\nX-Latin: \xe9\r\n" +
      "Accept-Encoding: gzip, br;q=0.5\r\n" +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  ]);
});

test("a response reaches the client as it was sent, but for what belongs to one connection", async () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  const lines = ["X-lower-UPPER: 1", "Set-Cookie: a=1", "set-cookie: b=2", "X-Latin: \xe9"];
  const { proxy } = await start((socket) =>
    socket.end(
      rawResponse("299 Any Reason", [...lines, "Content-Length: 256", "Keep-Alive: x"], bytes),
    ),
  );
  const client = await openSocket(proxy.url, rawRequest(path, headers, body));
  const text = await client.until("\xff");
  expect(text.startsWith(`HTTP/1.1 299 Any Reason\r\n${lines.join("\r\n")}\r\n`)).toBe(true);
  expect(text).not.toContain("Date:");
  expect(text.slice(text.indexOf("\r\n\r\n") + 4)).toBe(bytes.toString("latin1"));
});

test.each([
  ["gzip", gzipSync(OK)],
  ["br", brotliCompressSync(OK)],
  ["deflate", deflateSync(OK)],
])("a %s response passes compressed, and is checked decompressed", async (coding, bytes) => {
  const { proxy, exchange } = await start((socket) =>
    socket.end(json(bytes, `Content-Encoding: ${coding}`)),
  );
  const client = await openSocket(proxy.url, rawRequest(path, headers, body));
  const text = await client.until(bytes.toString("latin1").slice(-8));
  expect(text.slice(text.indexOf("\r\n\r\n") + 4)).toBe(bytes.toString("latin1"));
  expect(await exchange()).toMatchObject({
    outcome: "success",
    response: { unchecked: undefined, violations: [] },
  });
});

test.each([
  ["larger than 10485760 bytes", "gzip", gzipSync(" ".repeat(11_000_000))],
  ["not what its content encoding says", "gzip", Buffer.from(OK)],
  ["of an unknown content encoding", "zstd", Buffer.from(OK)],
])(
  "a response that is %s passes, and is reported as unchecked",
  async (unchecked, coding, bytes) => {
    const { proxy, exchange } = await start((socket) =>
      socket.end(json(bytes, `Content-Encoding: ${coding}`)),
    );
    const client = await openSocket(proxy.url, rawRequest(path, headers, body));
    await client.until(bytes.toString("latin1").slice(-8));
    expect(await exchange()).toMatchObject({ status: 200, response: { unchecked } });
  },
);

test("11 MB pass in both directions, and are reported as unchecked", async () => {
  const large = "x".repeat(11_000_000);
  const { server, proxy, exchange } = await start((socket) => socket.end(json(large)));
  const request = rawRequest(path, { ...headers, "Content-Length": `${large.length}` }, large);
  const text = await (await openSocket(proxy.url, request)).until(large);
  expect(text.length).toBeGreaterThan(large.length);
  expect(server.received[0]?.endsWith(large)).toBe(true);
  expect(await exchange()).toMatchObject({
    request: { unchecked: "larger than 10485760 bytes", violations: [] },
    response: { unchecked: "larger than 10485760 bytes" },
  });
});

test("bodies are passed on as they come, in both directions", async () => {
  const server = await startRawServer(() => {});
  const proxy = await startProxy(server.url);
  closing.push(proxy.close, server.close);
  const chunked = { ...headersOf("createOrder"), "Transfer-Encoding": "chunked" };
  const client = await openSocket(proxy.url, `${rawRequest(path, chunked)}5\r\nfirst\r\n`);
  await vi.waitFor(() => expect(server.received[0]).toContain("5\r\nfirst\r\n"));
  client.socket.write("6\r\nsecond\r\n0\r\n\r\n");
  await vi.waitFor(() => expect(server.received[0]).toContain("6\r\nsecond\r\n0\r\n\r\n"));
  const [upstream] = server.sockets;
  upstream?.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
  await client.until("one");
  upstream?.write("3\r\ntwo\r\n0\r\n\r\n");
  await client.until("two\r\n0\r\n\r\n");
});

test("Expect: 100-continue waits for the server, and the body follows", async () => {
  const { server, proxy } = await start((socket) => socket.end(json(OK)));
  const expecting = rawRequest(path, { ...headers, Expect: "100-continue" });
  const client = await openSocket(proxy.url, expecting);
  await vi.waitFor(() => expect(server.received[0]).toContain("Expect: 100-continue\r\n"));
  expect(client.received()).toBe("");
  server.sockets[0]?.write("HTTP/1.1 100 Continue\r\n\r\n");
  await client.until("HTTP/1.1 100 Continue\r\n\r\n");
  client.socket.write(body);
  expect(await client.until(OK)).toContain("HTTP/1.1 200 OK");
});

test("a server that refuses an expected body is heard, and the body is never asked for", async () => {
  const server = await startRawServer(() => {});
  const proxy = await startProxy(server.url);
  closing.push(proxy.close, server.close);
  const expecting = rawRequest(path, { ...headers, Expect: "100-continue" });
  const client = await openSocket(proxy.url, expecting);
  await vi.waitFor(() => expect(server.received[0]).toContain("Expect: 100-continue\r\n"));
  server.sockets[0]?.write("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n");
  const text = await client.until("\r\n\r\n");
  expect(text).toContain("HTTP/1.1 417 Expectation Failed");
  expect(text).not.toContain("100 Continue");
});

test("a redirect passes unfollowed, and is reported", async () => {
  const location = "Location: https://elsewhere.example/";
  const { server, proxy, exchange } = await start((socket) =>
    socket.end(rawResponse("307 Temporary Redirect", [location, "Content-Length: 0"], "")),
  );
  const client = await openSocket(proxy.url, rawRequest(path, headers, body));
  expect(await client.until("\r\n\r\n")).toContain(location);
  expect(server.received.length).toBe(1);
  expect(await exchange()).toMatchObject({ status: 307, outcome: "redirect" });
});

test("a server that nothing listens on gives 502 with the code of the cause, and that nothing was sent", async () => {
  const proxy = await startProxy("http://127.0.0.1:9");
  closing.push(proxy.close);
  const response = await fetch(proxy.url + path, {
    method: "POST",
    headers: headersOf("createOrder"),
    body,
  });
  expect(response.status).toBe(502);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ code: "ECONNREFUSED", sent: "no" });
  await proxy.settled();
  expect(proxy.exchanges).toMatchObject([
    { operation: "createOrder", status: undefined, outcome: "failed", failure: "ECONNREFUSED" },
  ]);
});

test("a server that hangs up gives 502, and that the request may have been carried out", async () => {
  const { server, proxy, exchange } = await start((socket) => socket.destroy());
  const response = await fetch(proxy.url + path, {
    method: "POST",
    headers: headersOf("createOrder"),
    body,
  });
  expect(await response.json()).toMatchObject({ status: 502, code: "ECONNRESET", sent: "maybe" });
  expect(server.received.length).toBe(1);
  expect(await exchange()).toMatchObject({ failure: "ECONNRESET", outcome: "failed" });
});

test("a response that breaks off breaks off for the client, too", async () => {
  const { proxy, exchange } = await start((socket) =>
    socket.end(rawResponse("200 OK", ["Content-Length: 100"], OK.slice(0, 50))),
  );
  const client = await openSocket(proxy.url, rawRequest(path, headers, body));
  expect(await client.closed()).toContain(OK.slice(0, 50));
  expect(await exchange()).toMatchObject({ status: 200, failure: "TRUNCATED", outcome: "failed" });
});

test.each([
  ["that waits and resets its connection", body, "resetAndDestroy"],
  ["that closes its connection in the middle of its body", body.slice(0, 20), "destroy"],
] as const)("a client %s ends the request upstream", async (_, sent, leave) => {
  const server = await startRawServer(() => {});
  const proxy = await startProxy(server.url);
  closing.push(proxy.close, server.close);
  const client = await openSocket(proxy.url, rawRequest(path, headers, sent));
  await vi.waitFor(() => expect(server.received[0]).toContain(sent));
  client.socket[leave]();
  await vi.waitFor(() => expect(server.sockets[0]?.destroyed).toBe(true));
  await vi.waitFor(() => expect(proxy.exchanges).toMatchObject([{ failure: "CLIENT_GONE" }]));
});

test("a response that comes before the whole body passes, and the connection stays usable", async () => {
  const server = await startRawServer(() => {});
  const proxy = await startProxy(server.url);
  closing.push(proxy.close, server.close);
  const client = await openSocket(proxy.url, rawRequest(path, headers, body.slice(0, 20)));
  await vi.waitFor(() => expect(server.received[0]).toContain(body.slice(0, 20)));
  server.sockets[0]?.write("HTTP/1.1 413 Content Too Large\r\nContent-Length: 5\r\n\r\nlarge");
  expect(await client.until("large")).toContain("HTTP/1.1 413 Content Too Large\r\n");
  server.sockets[0]?.destroy();
  client.socket.write(body.slice(20) + rawRequest("/next", {}, "", "GET"));
  await vi.waitFor(() => expect(server.received[1]).toContain("GET /next "));
  server.sockets[1]?.end("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext");
  await client.until("next");
  expect(proxy.exchanges[0]).toMatchObject({ status: 413, failure: undefined });
});

test("thousands of headers pass in both directions", async () => {
  const many = Array.from({ length: 2000 }, (_, index) => `X${index}: 1`);
  const { server, proxy } = await start((socket) => socket.end(json(OK, ...many)));
  const request = { ...Object.fromEntries(many.map((line) => line.split(": "))), ...headers };
  const text = await (await openSocket(proxy.url, rawRequest(path, request, body))).until(OK);
  for (const line of many) {
    expect(server.received[0]).toContain(`\r\n${line}\r\n`);
    expect(text).toContain(`\r\n${line}\r\n`);
  }
});

test("a certificate that nobody vouches for is refused, whatever the environment says", async () => {
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  const server = createTlsServer(selfSigned(), (_, response) => response.end(OK));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy = await startProxy(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
  closing.push(proxy.close, async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  });
  const response = await fetch(proxy.url + path, {
    method: "POST",
    headers: headersOf("createOrder"),
    body,
  });
  expect(await response.json()).toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT", sent: "no" });
});

test("nothing is tried again, and no response is kept: each request opens a connection", async () => {
  const { server, proxy } = await start((socket) =>
    socket.end(json(OK, "Cache-Control: max-age=9")),
  );
  const init = { method: "POST", headers: headersOf("createOrder"), body };
  for (let call = 0; call < 3; call += 1) await (await fetch(proxy.url + path, init)).text();
  expect(server.received.length).toBe(3);
});

test("a path below the server's own stands in front, and every operation may have a server of its own", async () => {
  const respond = (socket: Socket) => socket.end(json(OK));
  const [orders, others] = [await startRawServer(respond), await startRawServer(respond)];
  const proxy = await startProxy(`createOrder=${orders.url}/base/`, others.url);
  closing.push(proxy.close, orders.close, others.close);
  await fetch(proxy.url + path, { method: "POST", headers: headersOf("createOrder"), body });
  await fetch(`${proxy.url}/api/v0/elsewhere?q=1`);
  expect(orders.received[0]).toMatch(/^POST \/base\/api\/v0\/orders HTTP/);
  expect(others.received[0]).toMatch(/^GET \/api\/v0\/elsewhere\?q=1 HTTP/);
  await proxy.settled();
  expect(proxy.exchanges.map(({ operation }) => operation)).toEqual(["createOrder", undefined]);
});

test("plain http reaches a host that was named for it, and no other", () => {
  const to = "http://enkash_1:4010";
  expect(readUpstreams([to], ["enkash_1"]).others?.host).toBe("enkash_1:4010");
  expect(() => readUpstreams([to], ["other"])).toThrow("--plain-http-host");
  expect(() => readUpstreams(["http://a.enkash"], ["enkash"])).toThrow("--plain-http-host");
});

test("the request for a token goes where createOrder goes, and is called what it is", async () => {
  const server = await startRawServer((socket) => socket.end(json("{}")));
  const proxy = await startProxy(`createOrder=${server.url}/base`);
  closing.push(proxy.close, server.close);
  await fetch(`${proxy.url}/api/v0/merchant/token`, { method: "POST", body: "{}" });
  expect(server.received[0]).toMatch(/^POST \/base\/api\/v0\/merchant\/token HTTP/);
  await proxy.settled();
  expect(proxy.exchanges).toMatchObject([
    { operation: undefined, name: "token, stated elsewhere", status: 200 },
  ]);
});

test("a path that no server was named for is refused", async () => {
  const server = await startRawServer((socket) => socket.end(json(OK)));
  const proxy = await startProxy(`createOrder=${server.url}`);
  closing.push(proxy.close, server.close);
  const response = await fetch(`${proxy.url}/elsewhere`);
  expect([response.status, await response.text()]).toEqual([404, expect.stringContaining("--to")]);
  expect(server.received).toEqual([]);
});
