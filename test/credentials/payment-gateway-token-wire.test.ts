import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { paymentGatewayToken } from "../../src/index.js";
import { useHostileServer } from "../client/support.js";
import type { Misbehaviour } from "../support/hostile-server.js";
import { startRawServer } from "../support/proxy.js";
import { failureOf, KEYS, printed } from "./support.js";

const server = useHostileServer();

test.each<[Misbehaviour, boolean, string]>([
  ["drop-before-headers", true, "no response: UND_ERR_SOCKET"],
  ["drop-after-headers", true, "a body that broke off"],
  ["200-truncated", true, "a body that broke off"],
  ["502-html", true, "an HTML page, HTTP 502"],
  ["403-html", false, "an HTML page, HTTP 403"],
  ["endless", false, "more than 100000 bytes"],
  ["307-same-origin", false, "a redirect"],
  ["307-cross-origin", false, "a redirect"],
  ["200-refused-echo", false, "no token"],
])("over a socket %s: temporary %s, %s", async (scenario, temporary, message) => {
  const token = paymentGatewayToken({ ...KEYS, baseUrl: server.url(scenario), scheme: "raw" });
  const error = await failureOf(token());
  expect(error.message).toContain(message);
  expect(error).toMatchObject({ temporary });
  expect(printed(error) + printed(error.unredacted().cause)).not.toContain("hunter2");
  // Once, at this path, and at no other host.
  expect(server.received.map(({ path }) => path)).toEqual(["/api/v0/merchant/token"]);
});

test.each<Misbehaviour>(["hang-before-headers", "hang-in-body"])(
  "%s ends after timeoutMs, and is no refusal",
  async (scenario) => {
    const options = {
      ...KEYS,
      baseUrl: server.url(scenario),
      scheme: "raw",
      timeoutMs: 50,
    } as const;
    expect(await failureOf(paymentGatewayToken(options)())).toMatchObject({ temporary: true });
  },
);

const PART = 'Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{"resultCode":1,';
const BROKEN: [string, (socket: Socket) => void][] = [
  ["breaks off", (socket) => socket.end(PART)],
  ["never ends", (socket) => socket.write(PART)],
  ["cannot be unpacked", (socket) => socket.end(`Content-Encoding: gzip\r\n${PART}`)],
];

/** Starts a server of tokens that writes the rest of its responses by hand. */
async function startTokens(status: string, respond: (socket: Socket) => void) {
  const server = await startRawServer((socket) => {
    socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\n`);
    respond(socket);
  });
  onTestFinished(() => server.close());
  return server;
}

test.each(BROKEN)(
  "a 401 is a refusal when its body %s: the keys are sent once",
  async (_, respond) => {
    const tokens = await startTokens("401 Unauthorized", respond);
    const options = { ...KEYS, scheme: "raw", timeoutMs: 200 } as const;
    const token = paymentGatewayToken({ ...options, baseUrl: tokens.url });
    const error = await failureOf(token());
    expect(error).toMatchObject({ temporary: false, retryAfter: 60 });
    expect(error.message).toContain("HTTP 401");
    await failureOf(token());
    expect(tokens.received).toHaveLength(1);
  },
);

test.each(BROKEN)("a 503 is no refusal when its body %s", async (_, respond) => {
  const { url: baseUrl } = await startTokens("503 Service Unavailable", respond);
  const token = paymentGatewayToken({ ...KEYS, baseUrl, scheme: "raw", timeoutMs: 200 });
  expect(await failureOf(token())).toMatchObject({ temporary: true });
});

test("a closed port is no refusal", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port } = closed.address() as AddressInfo;
  await once(closed.close(), "close");
  const baseUrl = `http://127.0.0.1:${port}`;
  const token = paymentGatewayToken({ ...KEYS, baseUrl, scheme: "raw" });
  expect(await failureOf(token())).toMatchObject({ temporary: true });
});
