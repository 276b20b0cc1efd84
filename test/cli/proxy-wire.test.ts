import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { listen, stop } from "../../src/cli/listen.js";
import { obstacleOf } from "../../src/cli/pass-back.js";
import { describeExchange } from "../../src/cli/proxy-lines.js";
import { createProxy, type Exchange } from "../../src/cli/proxy-server.js";
import { isAmong, readUpstreams } from "../../src/cli/upstreams.js";
import { operations } from "../../src/index.js";
import { fixtures } from "../../src/testing/index.js";
import { startProxy, startRawServer } from "../support/proxy.js";
import { openSocket, rawRequest } from "../support/raw-socket.js";
import { headersOf } from "../testing/requests.js";

const { path } = operations.createOrder;
const body = JSON.stringify(fixtures.createOrder.full.request);
const headers = { ...headersOf("createOrder"), "Content-Length": `${body.length}` };
const request = rawRequest(path, headers, body);
const OK = JSON.stringify(fixtures.createOrder.full.response);
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const respond = (status: string, lines: string[], text: string) =>
  Buffer.from(
    `HTTP/1.1 ${status}\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n${text}`,
    "latin1",
  );
const TYPE = "Content-Type: application/json";
const LENGTH = `Content-Length: ${OK.length}`;
const CHUNKED = "Transfer-Encoding: chunked";
const inChunks = (text: string, trailer = "") =>
  `${text.length.toString(16)}\r\n${text}\r\n0\r\n${trailer}\r\n`;
const success = respond("200 OK", [TYPE, LENGTH], OK);

async function start(response: Buffer | undefined) {
  const server = await startRawServer((socket: Socket) => {
    if (response !== undefined) socket.end(response);
  });
  const proxy = await startProxy(server.url);
  closing.push(proxy.close, server.close);
  return { server, proxy };
}

/** Sends a request, and returns what came until the response ended with `end`. */
async function send(url: string, bytes: string, end: string) {
  const client = await openSocket(url, bytes);
  const text = await client.until(end);
  client.socket.destroy();
  return text;
}

/** Starts a proxy with a client that has sent a whole request and closed its side. */
async function startHalfClosed() {
  const { server, proxy } = await start(undefined);
  const client = await openSocket(proxy.url, request);
  await vi.waitFor(() => expect(server.received[0]).toContain(body));
  client.socket.end();
  await once(client.socket, "finish");
  return { server, proxy, client };
}

/** Sends an order, and returns status, reason and problem of the refusal, and the exchange. */
async function refusal(response: Buffer | undefined, bytes = request) {
  const { server, proxy } = await start(response);
  const text = await send(proxy.url, bytes, "\n}");
  await proxy.settled();
  const problem = JSON.parse(text.slice(text.indexOf("\r\n\r\n")));
  return { line: text.split("\r\n")[0], problem, server, exchange: proxy.exchanges[0] };
}

test.each([
  ["200 with a length", "1.1", "POST", respond("200 OK", [TYPE, LENGTH, "Trailer: X-Sum"], OK), OK],
  [
    "200 in chunks, for a client with HTTP/1.0",
    "1.0",
    "POST",
    respond("200 OK", [TYPE, CHUNKED, "Trailer: X-Sum"], inChunks(OK, "X-Sum: 1\r\n")),
    OK,
  ],
  ["204", "1.1", "POST", respond("204 No Content", ["Trailer: X-Sum"], ""), "\r\n\r\n"],
  ["200 to HEAD", "1.1", "HEAD", respond("200 OK", [CHUNKED, "Trailer: X-Sum"], ""), "\r\n\r\n"],
])("a %s that announces trailers passes, without the announcement", async (...row) => {
  const [, version, method, response, end] = row;
  const { proxy } = await start(response);
  const bytes = rawRequest(path, headers, body, method).replace("HTTP/1.1", `HTTP/${version}`);
  const text = await send(proxy.url, bytes, end);
  expect(text.split("\r\n")[0]).toBe(response.toString().split("\r\n")[0]);
  expect(text).not.toContain("Trailer");
  await proxy.settled();
  expect(proxy.exchanges[0]).toMatchObject({ failure: undefined });
});

test("trailers pass in both directions, announced where the body is in chunks", async () => {
  const chunked = respond("200 OK", [CHUNKED, "Trailer: X-Sum"], inChunks(OK, "X-Sum: 1\r\n"));
  const { server, proxy } = await start(chunked);
  const announced = { ...headersOf("createOrder"), Trailer: "X-Req" };
  const lines = rawRequest(path, { ...announced, "Transfer-Encoding": "chunked" });
  const text = await send(proxy.url, lines + inChunks(body, "X-Req: 2\r\n"), "X-Sum: 1\r\n\r\n");
  expect(text).toContain("\r\nTrailer: X-Sum\r\n");
  expect(server.received[0]).toMatch(/\r\nTrailer: X-Req\r\n[\s\S]*0\r\nX-Req: 2\r\n\r\n$/);
  const whole = rawRequest(path, { ...headers, Trailer: "X-Req" }, body);
  expect(await send(proxy.url, whole, "\r\n\r\n")).toContain("HTTP/1.1 200 OK");
  expect(server.received[1]).not.toContain("Trailer");
});

test.each([
  ["control characters", "O\x01\x7f\0K", "O   K"],
  ["Latin-1", "\xe9\xff", "\xe9\xff"],
  ["nothing", "", ""],
])("a response with %s as its reason passes, and so does the next one", async (_, sent, got) => {
  const { proxy } = await start(respond(`200 ${sent}`, [TYPE, LENGTH], OK));
  for (let call = 0; call < 2; call += 1) {
    const text = await send(proxy.url, request, OK);
    expect(text.startsWith(`HTTP/1.1 200 ${got}\r\n`)).toBe(true);
  }
  await proxy.settled();
  expect(proxy.exchanges).toMatchObject([{ outcome: "success" }, { outcome: "success" }]);
});

test.each([
  [101, "UNEXPECTED_STATUS", respond("101 Switching Protocols", [TYPE, LENGTH], OK)],
  [101, "UNEXPECTED_STATUS", respond("101 X", ["Upgrade: h2c", "Connection: upgrade"], "")],
  [99, "UNEXPECTED_STATUS", respond("099 X", [TYPE, LENGTH], OK)],
  [200, "TRANSFER_ENCODING", respond("200 OK", ["Transfer-Encoding: gzip, chunked"], inChunks(OK))],
])("a response that cannot be passed on gives 502, with its status %i and %s", async (...row) => {
  const [status, code, bytes] = row;
  const { line, problem, exchange } = await refusal(bytes);
  expect(line).toBe("HTTP/1.1 502 Bad Gateway");
  expect(problem).toMatchObject({ status: 502, code, sent: "maybe", upstreamStatus: status });
  expect(problem.detail).toBe(
    `A response with status ${status} came, and the proxy cannot pass it on: ${code}. ` +
      "The request was being sent: it may have been carried out. Ask before you repeat it.",
  );
  const response = { violations: [], facts: [], unchecked: "not passed on" };
  expect(exchange).toMatchObject({ status, outcome: "failed", failure: code, response });
});

test.each([
  ["200 OK", 200, "A response with status 200 came, and the proxy cannot pass it on: HPE_"],
  ["1000 OK", undefined, "A response came that the proxy cannot read: HPE_"],
])("a response %s that is no valid HTTP is not called none", async (line, status, detail) => {
  const { problem, exchange } = await refusal(respond(line, ["X: a\x1bb", LENGTH], OK));
  expect(problem).toMatchObject({ status: 502, sent: "maybe" });
  expect([problem.upstreamStatus, problem.detail]).toEqual([
    status,
    expect.stringContaining(detail),
  ]);
  expect(exchange?.failure).toBe(problem.code);
});

test.each([
  ["X: a", undefined],
  ["X: a\x01", "INVALID_RESPONSE"],
  ["X Y: a", "INVALID_RESPONSE"],
])("with --insecure-http-parser, a response with the header %j is held back: %s", (line, code) => {
  const response = { statusCode: 200, rawHeaders: line.split(": "), headers: {} };
  expect(obstacleOf(response as IncomingMessage)).toBe(code);
});

test("a 200 that offers an upgrade passes", async () => {
  const offer = ["Upgrade: h2c", "Connection: upgrade"];
  const { proxy } = await start(respond("200 OK", [TYPE, LENGTH, ...offer], OK));
  expect(await send(proxy.url, request, OK)).toContain("HTTP/1.1 200 OK");
});

test("a client with HTTP/1.0 is never told to continue", async () => {
  const interim = Buffer.from("HTTP/1.1 100 Continue\r\n\r\n");
  const { proxy } = await start(Buffer.concat([interim, success]));
  const text = await send(proxy.url, request.replace("HTTP/1.1", "HTTP/1.0"), OK);
  expect(text.startsWith("HTTP/1.1 200 OK\r\n")).toBe(true);
});

test.each(["GET", "DELETE", "POST"])(
  "Connection: content-length takes no length away, so that a body of %s is no request",
  async (method) => {
    const { server, proxy } = await start(
      respond("200 OK", [TYPE, LENGTH, "Connection: content-length"], OK),
    );
    const named = { ...headers, Connection: "content-length, host" };
    const text = await send(proxy.url, rawRequest(path, named, body, method), OK);
    expect(text).toContain(LENGTH);
    expect(text).not.toContain(CHUNKED);
    expect(server.received[0]).toContain(`\r\nContent-Length: ${body.length}\r\n`);
    expect(server.received[0]).not.toContain(CHUNKED);
  },
);

test("a request with a transfer coding beside chunks is refused, and nothing is sent", async () => {
  const coded = { ...headersOf("createOrder"), "Transfer-Encoding": "gzip, chunked" };
  const bytes = rawRequest(path, coded) + inChunks(body);
  const { line, problem, server, exchange } = await refusal(success, bytes);
  expect(line).toBe("HTTP/1.1 501 Not Implemented");
  expect(problem).toMatchObject({ code: "TRANSFER_ENCODING", sent: "no" });
  expect(server.received).toEqual([]);
  expect(exchange).toMatchObject({ outcome: "failed", failure: "TRANSFER_ENCODING" });
});

test("a client that closes its side behind its request gets the response", async () => {
  const { server, proxy, client } = await startHalfClosed();
  // Once this has passed, the proxy has seen the end of the other client's side.
  const next = await openSocket(proxy.url, request);
  await vi.waitFor(() => expect(server.received[1]).toContain(body));
  for (const socket of server.sockets) socket.end(success);
  await next.until(OK);
  expect(await client.closed()).toContain(OK);
  await proxy.settled();
  const notes = proxy.exchanges.filter((exchange) =>
    /may be gone/.test(describeExchange(exchange)),
  );
  expect(notes).toEqual([expect.objectContaining({ outcome: "success", isHalfClosed: true })]);
  expect(proxy.exchanges).toMatchObject([{ outcome: "success" }, { outcome: "success" }]);
});

test("a client that half-closes and is gone ends with its proxy", async () => {
  const { server, proxy } = await startHalfClosed();
  proxy.server.closeAllConnections();
  await proxy.settled();
  expect(proxy.exchanges).toMatchObject([{ failure: "CLIENT_GONE", outcome: "failed" }]);
  await vi.waitFor(() => expect(server.sockets[0]?.destroyed).toBe(true));
});

test("a response in chunks that breaks off resets the connection of an HTTP/1.0 client", async () => {
  const { proxy } = await start(respond("200 OK", [TYPE, CHUNKED], '5\r\n{"a":'));
  const client = await openSocket(proxy.url, "");
  const failed = once(client.socket, "error");
  client.socket.write(request.replace("HTTP/1.1", "HTTP/1.0"));
  expect(await failed).toMatchObject([{ code: "ECONNRESET" }]);
  await proxy.settled();
  expect(proxy.exchanges).toMatchObject([{ status: 200, failure: "TRUNCATED" }]);
});

test("a target that is a URL without a path reaches the root, with its query", async () => {
  const { server, proxy } = await start(success);
  await send(proxy.url, rawRequest("http://mock.example?a=1", headers, body), OK);
  expect(server.received[0]).toMatch(/^POST \/\?a=1 HTTP/);
});

test("a client that is gone ends all requests that wait on its connection", async () => {
  const { server, proxy } = await start(undefined);
  const client = await openSocket(proxy.url, request + request);
  await vi.waitFor(() => expect(server.received.join("").split(body).length).toBe(3));
  client.socket.resetAndDestroy();
  await vi.waitFor(() => expect(proxy.exchanges.length).toBe(2));
  expect(proxy.exchanges).toMatchObject([{ failure: "CLIENT_GONE" }, { failure: "CLIENT_GONE" }]);
  await proxy.settled();
});

const fail = (): never => {
  const message = 'Unexpected "SECRET"\n    at SECRET (file:SECRET:1:1\n';
  throw Object.assign(new TypeError(message), { code: "ERR_ANY" });
};
const FAULT =
  /^TypeError ERR_ANY at file:.*proxy-wire\.test\.ts:\d+:\d+$|^TypeError ERR_ANY at \/.*$/;

test.each(["writeContinue", "writeHead", "addTrailers"])(
  "a mistake of the proxy that %s meets ends its own exchange alone, and is logged",
  async (method) => {
    const interim = Buffer.from("HTTP/1.1 100 Continue\r\n\r\n");
    const chunked = respond("200 OK", [TYPE, CHUNKED], inChunks(OK, "X-Sum: 1\r\n"));
    const { proxy } = await start(Buffer.concat([interim, chunked]));
    proxy.server.prependOnceListener("request", (_, outgoing) => {
      Object.assign(outgoing, { [method]: fail });
    });
    await (await openSocket(proxy.url, request)).closed();
    await vi.waitFor(() => expect(proxy.exchanges.length).toBe(1));
    await send(proxy.url, request, "X-Sum: 1\r\n\r\n");
    await proxy.settled();
    const failed = {
      outcome: "failed",
      failure: "PROXY_ERROR",
      fault: expect.stringMatching(FAULT),
    };
    expect(proxy.exchanges).toMatchObject([failed, { outcome: "success" }]);
    const lines = describeExchange(proxy.exchanges[0] as Exchange);
    expect(lines).toMatch(
      /^createOrder {2}(200 )?PROXY_ERROR {2}\d+ ms\n {2}This is a mistake of /,
    );
    expect(lines).not.toContain("SECRET");
  },
);

test("a mistake in the check of an exchange ends no other one, and the response has passed", async () => {
  const server = await startRawServer((socket) => socket.end(success));
  const exchanges: Exchange[] = [];
  let calls = 0;
  const proxy = createProxy(readUpstreams([server.url]), (exchange) => {
    calls += 1;
    if (calls === 1) fail();
    exchanges.push(exchange);
  });
  const url = await listen(proxy.server, { host: "127.0.0.1", port: 0 });
  closing.push(() => stop(proxy.server), server.close);
  for (let call = 0; call < 2; call += 1) {
    await send(url, request, OK);
    await proxy.settled();
  }
  expect(exchanges).toMatchObject([
    { operation: "createOrder", outcome: "failed", failure: "PROXY_ERROR" },
    { operation: "createOrder", outcome: "success" },
  ]);
});

test("an error of the listening socket ends nothing", async () => {
  const { proxy } = await start(success);
  proxy.server.emit("error", Object.assign(new Error("accept EMFILE"), { code: "EMFILE" }));
  expect(await send(proxy.url, request, OK)).toContain("HTTP/1.1 200 OK");
});

test.each([
  ["http://localhost", 80, true],
  ["http://127.0.0.1:4011", 4011, true],
  ["https://[::1]", 443, true],
  ["createOrder=http://localhost", 80, true],
  ["http://localhost", 4011, false],
  ["https://shop.example", 443, false],
])("--to %s names what listens on port %i: %s", (to, port, expected) => {
  expect(isAmong(readUpstreams([to]), port)).toBe(expected);
});
