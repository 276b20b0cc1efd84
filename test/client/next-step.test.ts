import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import {
  createEnkashClient,
  type EnkashError,
  type EnkashOptions,
  paymentGatewayToken,
} from "../../src/index.js";
import { selfSigned } from "../support/certificate.js";
import { CREDENTIALS, errorOf, ORDER } from "./support.js";

/** Returns the error of an order. */
const order = (options: EnkashOptions) =>
  errorOf(client({ baseUrl: "https://a.example", ...options }).createOrder(ORDER));
/** Returns the error of a lookup, which changes nothing. */
const lookup = (options: EnkashOptions) =>
  errorOf(client({ baseUrl: "https://a.example", ...options }).fetchOrderInfo({ orderId: "1" }));
const client = (options: EnkashOptions) =>
  createEnkashClient({ credentials: CREDENTIALS, ...options });
const responding = (body: string, init: ResponseInit) => ({
  fetch: async () => new Response(body, init),
});
const failing = (error: object) => ({ fetch: () => Promise.reject(error) });

/** Creates a body that breaks off. */
const broken = () => new ReadableStream({ start: (body) => body.error(new Error("reset")) });

/** Returns what an error says after what happened. */
const advice = ({ message }: EnkashError) => message.slice(message.indexOf("\n") + 1);

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const REACHED =
  "The request reached a server and may have been carried out: ask EnKash before you repeat the call.";
const MAYBE = "The request may have been carried out: ask EnKash before you repeat the call.";
const HTML = "<html><title>Forbidden</title></html>";
const JSON_BODY = '{"error":"x"}';

test.each([
  [401, JSON_BODY, {}, "Check the credentials."],
  [403, JSON_BODY, {}, "Check the credentials."],
  [401, HTML, {}, "The body is HTML: a firewall may have refused the call."],
  [403, `\n ${HTML}`, {}, "The body is HTML: a firewall may have refused the call."],
  [404, HTML, {}, "Check host and path of the base URL."],
  [404, JSON_BODY, {}, "Check host and path of the base URL."],
  [429, "", {}, "Too many calls: slow down."],
  [429, "", { "retry-after": "30" }, "Too many calls: slow down. Wait 30 seconds."],
  [500, "", {}, "The server or a proxy failed."],
  [502, HTML, {}, "The server or a proxy failed."],
  [503, "", { "retry-after": "7" }, "The server or a proxy failed. Wait 7 seconds."],
  [400, JSON_BODY, {}, "See `unredacted().text`."],
  [422, HTML, {}, "See `unredacted().text`."],
])("HTTP %i with the body %j and the headers %j: %s", async (status, body, headers, look) => {
  const error = await order(responding(body, { status, headers }));
  expect(error).toMatchObject({ kind: "http-status", status, sent: "yes", repeatable: false });
  expect(advice(error)).toBe(`${look} ${REACHED}`);
});

describe("a lookup, which changes nothing,", () => {
  test.each([
    ["a server that failed", true, responding("", { status: 502 })],
    ["a connection that broke", true, failing(new Error("socket"))],
    ["half a body", true, { fetch: async () => new Response(broken()) }],
    ["a body that is no JSON", false, responding("x", {})],
    ["too many calls", false, responding("", { status: 429 })],
    ["a pause", false, responding("", { status: 503, headers: { "retry-after": "7" } })],
    ["wrong credentials", false, responding(JSON_BODY, { status: 401 })],
    ["a wrong path", false, responding("", { status: 404 })],
    ["a refusal", false, responding('{"response_code":5}', {})],
  ])("after %s may be repeated at once: %s", async (_, repeatable, options) => {
    const error = await lookup(options);
    expect(error.repeatable).toBe(repeatable);
    expect(advice(error).includes("it is safe to call again.")).toBe(repeatable);
    expect(error.message).not.toContain("carried out");
  });
});

test.each([
  [117, /^In public code, 117 is an invalid token: get a new one\. The reason is in /],
  [5, /^The reason is in `unredacted\(\)`: `message` and `payload`\. /],
])(
  "after a refusal %i the reason comes first, and no repetition is promised",
  async (code, words) => {
    const error = await order(responding(JSON.stringify({ response_code: code }), {}));
    expect(error).toMatchObject({ kind: "refused", code, sent: "yes", repeatable: false });
    expect(advice(error)).toMatch(words);
    expect(advice(error)).toMatch(/ ask EnKash before you repeat the call\.$/);
  },
);

describe("what would fail again has to be corrected first", () => {
  test.each<[string, () => Promise<string>, string]>([
    ["a host that is unknown", async () => "https://enkash.invalid", "the host name"],
    [
      "a port that fetch blocks",
      async () => "https://localhost:6667",
      "the port, which `fetch` blocks,",
    ],
    [
      "a certificate that is not trusted",
      async () => `https://127.0.0.1:${await listen(createHttpsServer(selfSigned()))}`,
      "the certificate or the host name",
    ],
  ])("%s", async (_, url, wrong) => {
    const baseUrl = await url();
    const error = await order({ baseUrl });
    expect(error).toMatchObject({ kind: "network", sent: "no", repeatable: false });
    expect(advice(error)).toBe(`Nothing was sent. Correct ${wrong} before you call again.`);
    expect(error.message).toContain(`(POST ${baseUrl}/`);
  });

  test("the host of a token server that is unknown, though the failure is not remembered", async () => {
    const keys = { accessKey: "a", secretKey: "s", scheme: "raw" } as const;
    const token = paymentGatewayToken({ ...keys, baseUrl: "https://enkash.invalid" });
    const error = await order({ credentials: { ...CREDENTIALS, paymentGatewayToken: token } });
    expect(error).toMatchObject({ kind: "credential", temporary: true, repeatable: false });
    expect(error.message).toContain("no response: ENOTFOUND");
    expect(advice(error)).toBe("Nothing was sent. Correct the host name before you call again.");
  });

  test("the certificate of a service that a credential function asks with a client of its own", async () => {
    const cause = Object.assign(new Error("x"), { code: "CERT_HAS_EXPIRED" });
    const inner = () => client({ baseUrl: "https://b.example", ...failing(cause) });
    const rewardsToken = async () => {
      await inner().createOrder(ORDER);
      return "token";
    };
    const error = await lookup({ credentials: { ...CREDENTIALS, rewardsToken } });
    expect(error).toMatchObject({ kind: "credential", repeatable: false });
    expect(error.message).toContain("CERT_HAS_EXPIRED");
  });

  test.each([
    "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "HOSTNAME_MISMATCH",
    "INVALID_CA",
    "PATH_LENGTH_EXCEEDED",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  ])("also where a fetch of the caller's leaves open what was sent: %s", async (code) => {
    const error = await order(failing(Object.assign(new Error("x"), { code })));
    expect(error).toMatchObject({ sent: "maybe", repeatable: false });
    expect(advice(error)).toBe(
      `${MAYBE} Correct the certificate or the host name before you call again.`,
    );
  });
});

test("a connection that is refused is worth another attempt as it is", async () => {
  const server = createHttpServer();
  const port = await listen(server);
  await new Promise((resolve) => servers.pop()?.close(resolve));
  const error = await order({ baseUrl: `http://127.0.0.1:${port}` });
  expect(error).toMatchObject({ sent: "no", repeatable: true });
  expect(advice(error)).toBe("Nothing was sent; it is safe to call again.");
});

test.each<[string, EnkashOptions, boolean]>([
  ["an option that is missing", { credentials: {} }, false],
  [
    "a credential that the token server refused",
    { credentials: { ...CREDENTIALS, paymentGatewayToken: () => Promise.reject(new Error("no")) } },
    false,
  ],
  [
    "a token server that could not be reached",
    {
      credentials: {
        ...CREDENTIALS,
        paymentGatewayToken: () =>
          Promise.reject(Object.assign(new Error("x"), { code: "ECONNREFUSED" })),
      },
    },
    true,
  ],
  [
    "a circuit breaker in a fetch of the caller's",
    failing(Object.assign(new Error("circuit open"), { sent: "no" })),
    true,
  ],
  ["a connection that broke", failing(new Error("socket")), false],
])("%s: the message and `repeatable` say the same", async (_, options, repeatable) => {
  const error = await order(options);
  expect(error.repeatable).toBe(repeatable);
  expect(error.message.endsWith("it is safe to call again.")).toBe(repeatable);
  expect(error.toJSON()).toMatchObject({ repeatable });
});
