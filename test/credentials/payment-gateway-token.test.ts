import { expect, onTestFinished, test } from "vitest";
import {
  createEnkashClient,
  type EnkashCredentialError,
  type FetchInit,
  operations,
  type PaymentGatewayTokenOptions,
  paymentGatewayToken,
} from "../../src/index.js";
import { ORDER } from "../client/support.js";
import { failureOf, KEYS, printed } from "./support.js";

const EXPIRY = 4102444800000;

/** Creates a token whose server responds with a body, and lists what was sent. */
function tokenOf(respond: () => Response, options: Partial<PaymentGatewayTokenOptions> = {}) {
  const sent: { url: string; init: FetchInit }[] = [];
  const token = paymentGatewayToken({
    ...KEYS,
    baseUrl: "https://gateway.example",
    scheme: "raw",
    fetch: async (url, init) => {
      sent.push({ url, init });
      return respond();
    },
    ...options,
  });
  return { token, sent };
}

const json = (body: unknown, init?: ResponseInit) => () => Response.json(body, init);
const body = (text: string, init?: ResponseInit) => () => new Response(text, init);

test("the keys go as JSON to the documented test host, uncached, and no redirect is followed", async () => {
  const headers = { "API-Key": "key-of-the-guide" };
  const { token, sent } = tokenOf(json({ token: "a" }), {
    environment: "test",
    baseUrl: undefined,
    headers,
  });
  expect(await token()).toBe("a");
  expect(sent).toEqual([
    {
      url: `${operations.createOrder.servers[0].url}/api/v0/merchant/token`,
      init: {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(KEYS),
        redirect: "manual",
        cache: "no-store",
        signal: expect.any(AbortSignal),
      },
    },
  ]);
});

test.each([
  ["bearer", "abc", "Bearer abc"],
  ["raw", "abc", "abc"],
  ["bearer", "Bearer abc", "Bearer abc"],
] as const)("scheme %s makes of %s the header %s", async (scheme, given, header) => {
  const { token } = tokenOf(json({ token: given }), { scheme });
  expect(await token()).toBe(header);
});

test.each([
  [{ token: "a", expiry: EXPIRY, resultCode: 0, resultMessage: "Success" }],
  [{ token: "a", expiry: EXPIRY, resultCode: 200 }],
  [{ token: "a", expiry: EXPIRY, resultCode: 117, resultMessage: "?" }],
  [{ token: "a", expiry: `${EXPIRY}` }],
])("a token is a success, whatever resultCode says: %o", async (response) => {
  const { token, sent } = tokenOf(json(response));
  expect(await Promise.all([token(), token()])).toEqual(["a", "a"]);
  expect(await token()).toBe("a");
  expect(sent).toHaveLength(1);
});

test.each([undefined, null, "soon", "2027-01-01T00:00:00Z", {}, -1, 3600, Date.now() / 1000 + 60])(
  "an expiry of %o is no instant in milliseconds: the token is used until EnKash refuses it",
  async (expiry) => {
    const { token, sent } = tokenOf(json({ token: "a", expiry }));
    await token();
    await token();
    expect(sent).toHaveLength(1);
    await token({ refused: true });
    expect(sent).toHaveLength(2);
  },
);

test("an expiry in the past is taken at its word: the next call asks again", async () => {
  const { token, sent } = tokenOf(json({ token: "a", expiry: 1672531199000 }));
  expect(await token()).toBe("a");
  expect(await token()).toBe("a");
  expect(sent).toHaveLength(2);
});

const envelope = { response_code: 0, payload: { token: "hunter2" } };
test.each<[string, () => Response, string]>([
  ["200 and no token", json({ resultCode: 0, resultMessage: "hunter2" }), "no token, HTTP 200"],
  ["200 and an empty token", json({ token: "" }), "no token, HTTP 200"],
  ["200 and null", json({ token: null }), "no token, HTTP 200"],
  ["200 and an envelope, which is not documented", json(envelope), "no token, HTTP 200"],
  ["401", json({ resultCode: 401 }, { status: 401 }), "no token, HTTP 401"],
  ["401 and a token", json({ token: "hunter2" }, { status: 401 }), "no token, HTTP 401"],
  ["429", json({}, { status: 429, headers: { "retry-after": "7" } }), "no token, HTTP 429"],
  ["500 with JSON", json({ resultCode: 5 }, { status: 500 }), "no token, HTTP 500"],
  ["a token with a line break", json({ token: "hunter2\r\nX: 1" }), "a token that is not of"],
  ["a token that is no string", json({ token: { hunter2: 1 } }), "a token that is not of"],
  ["an array", json([{ token: "hunter2" }]), "a body that is not JSON"],
  ["an empty body", body(""), "an empty body, HTTP 200"],
  ["a page", body("<html>hunter2</html>"), "an HTML page, HTTP 200"],
  ["text", body("hunter2", { status: 403 }), "a body that is not JSON, HTTP 403"],
  ["a redirect", body("", { status: 302 }), "a redirect, which is never followed, HTTP 302"],
  ["a flood", body(" ".repeat(100_001)), "more than 100000 bytes"],
])("%s is a refusal: remembered, and nothing of it is printed", async (_, respond, message) => {
  const { token, sent } = tokenOf(respond);
  const error = await failureOf(token());
  expect(error.message).toContain(message);
  expect(error.message).toContain("POST https://gateway.example/api/v0/merchant/token");
  expect(error).toMatchObject({ temporary: false, retryAfter: 60 });
  expect(printed(error)).not.toContain("hunter2");
  await failureOf(token());
  expect(sent).toHaveLength(1);
  const cause = error.unredacted().cause as EnkashCredentialError;
  expect(cause.status).toBe(respond().status);
  expect(cause.unredacted().response?.status).toBe(respond().status);
  expect(printed(cause)).not.toContain("hunter2");
});

test("the body of a refusal is there for who asks for it", async () => {
  const { token } = tokenOf(json({ resultMessage: "wrong secret" }, { status: 401 }));
  const error = (await failureOf(token())).unredacted().cause as EnkashCredentialError;
  expect(error.unredacted().text).toBe('{"resultMessage":"wrong secret"}');
});

test("an error has the seconds of Retry-After, and a request id unless that repeats a key", async () => {
  const failed = async (id: string) => {
    const headers = { "retry-after": "7", "x-request-id": id };
    const { token } = tokenOf(json({}, { status: 429, headers }));
    return (await failureOf(token())).unredacted().cause as EnkashCredentialError;
  };
  expect(await failed("req-1")).toMatchObject({ retryAfter: 7, requestId: "req-1" });
  expect(await failed(KEYS.secretKey)).toMatchObject({ requestId: undefined });
});

test.each([
  [KEYS.accessKey, undefined],
  ["guide-key-77", undefined],
  ["req-77", "req-77"],
])(
  "the request id %s of an order is %s: no key of the token may stand in it",
  async (id, expected) => {
    const headers = { "API-Key": "guide-key-77" };
    const { token } = tokenOf(json({ token: "a" }), { headers });
    const client = createEnkashClient({
      baseUrl: "https://gateway.example",
      credentials: { merchantAccessKey: "merchant", paymentGatewayToken: token },
      fetch: async () => new Response("", { status: 500, headers: { "x-request-id": `${id}-x` } }),
    });
    const error = await client.createOrder(ORDER).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: "http-status", requestId: expected && `${expected}-x` });
  },
);

test("what the built-in fetch does not even send is no refusal", async () => {
  // Fetch blocks this port.
  const token = paymentGatewayToken({ ...KEYS, baseUrl: "http://127.0.0.1:9", scheme: "raw" });
  expect(await failureOf(token())).toMatchObject({ temporary: true });
});

test("a token server that asks to wait is said to, and the call is not repeatable", async () => {
  const { token } = tokenOf(body("<html>", { status: 503, headers: { "retry-after": "120" } }));
  const error = await failureOf(token());
  expect(error).toMatchObject({ temporary: true, repeatable: false, retryAfter: 120 });
  expect(error.message).toContain("Nothing was sent. Wait 120 seconds.");
});

test.each([
  [300, 300],
  [9_999_999, 3600],
])("a refusal that asks for a pause of %s seconds gets %s", async (asked, seconds) => {
  const headers = { "retry-after": `${asked}` };
  const { token, sent } = tokenOf(json({}, { status: 429, headers }));
  const error = await failureOf(token());
  expect(error).toMatchObject({ temporary: false, retryAfter: seconds });
  expect(error.message).toContain(`No new attempt for ${seconds} seconds`);
  await failureOf(token());
  expect(sent).toHaveLength(1);
});

test.each<[string, () => Response]>([
  ["502 with a page", body("<html>", { status: 502 })],
  ["503 without a body", body("", { status: 503 })],
])("%s is no refusal: the next call asks again", async (_, respond) => {
  const { token, sent } = tokenOf(respond);
  expect(await failureOf(token())).toMatchObject({ temporary: true, retryAfter: undefined });
  await failureOf(token());
  expect(sent).toHaveLength(2);
});

test("a fetch of the caller's that throws at a refusal is taken for one, unless it is the network", async () => {
  for (const [code, temporary] of [
    ["ERR_BAD_REQUEST", false],
    ["ECONNRESET", true],
  ] as const) {
    const thrown = Object.assign(new Error("hunter2"), { code });
    const { token } = tokenOf(() => {
      throw thrown;
    });
    const error = await failureOf(token());
    expect(error).toMatchObject({ temporary });
    expect((error.unredacted().cause as EnkashCredentialError).unredacted().cause).toBe(thrown);
    expect(printed(error)).not.toContain("hunter2");
  }
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["no response", { ok: true }],
  ["Response.error()", Response.error()],
])("a fetch of the caller's that returns %s fails as a refusal", async (_, response) => {
  const { token } = tokenOf(() => response as Response);
  expect(await failureOf(token())).toMatchObject({ temporary: false });
});

test("a response of another implementation is read by text()", async () => {
  const text = async () => '{"token":"a"}';
  const response = { status: 200, headers: new Headers(), text };
  const { token } = tokenOf(() => response as Response);
  expect(await token()).toBe("a");
});

test("a response that a fetch of the caller's has read already fails as a refusal", async () => {
  const response = Response.json({ token: "hunter2" });
  await response.text();
  const { token } = tokenOf(() => response);
  const error = await failureOf(token());
  expect(error).toMatchObject({ temporary: false });
  expect(error.message).toContain("a body that could not be read");
});

test("a global fetch that was replaced and throws at a 401 is taken for a refusal", async () => {
  const original = globalThis.fetch;
  onTestFinished(() => {
    globalThis.fetch = original;
  });
  let requests = 0;
  globalThis.fetch = async () => {
    requests++;
    throw new Error("HTTP 401");
  };
  const token = paymentGatewayToken({ ...KEYS, environment: "test", scheme: "raw" });
  expect(await failureOf(token())).toMatchObject({ temporary: false });
  await failureOf(token());
  expect(requests).toBe(1);
});

test("a client's error has the reason, the pause, and neither keys nor token", async () => {
  const { token } = tokenOf(json({ resultMessage: "hunter2" }, { status: 401 }));
  const enkash = createEnkashClient({
    baseUrl: "https://gateway.example",
    credentials: { merchantAccessKey: "merchant-key", paymentGatewayToken: token },
  });
  const error = await enkash.createOrder(ORDER).catch((error: unknown) => error);
  expect(error).toMatchObject({
    kind: "credential",
    option: "credentials.paymentGatewayToken",
    sent: "no",
    temporary: false,
    retryAfter: 60,
    url: "https://gateway.example/api/v0/orders",
  });
  expect((error as Error).message).toBe(
    "Failed to send createOrder: `credentials.paymentGatewayToken` failed: " +
      "the token server gave no token, HTTP 401 " +
      "(POST https://gateway.example/api/v0/merchant/token) " +
      "(POST https://gateway.example/api/v0/orders)\n" +
      "Nothing was sent. Correct what failed: wrong attempts can lock an account. " +
      "No new attempt for 60 seconds, unless you call reset().",
  );
  const { cause } = (error as EnkashCredentialError).unredacted();
  expect(cause).toMatchObject({ kind: "credential", status: 401, temporary: false });
  expect(printed(error)).not.toContain("hunter2");
});

test("neither keys nor token are found in the credential", async () => {
  const { token } = tokenOf(json({ token: "token-hunter2" }));
  expect(await token()).toBe("token-hunter2");
  expect(printed(token) + printed({ token }) + String(token)).not.toContain("hunter2");
});

test.each<[string, object]>([
  ["accessKey", { accessKey: undefined }],
  ["accessKey", { accessKey: "" }],
  ["secretKey", { secretKey: "hunter2\n" }],
  ["secretKey", { secretKey: 7 }],
  ["scheme", { scheme: undefined }],
  ["scheme", { scheme: "Bearer" }],
  ["environment", { environment: "live" }],
  ["environment", { baseUrl: undefined }],
  ["baseUrl", { environment: "test" }],
  ["baseUrl", { baseUrl: "http://gateway.example" }],
  ["baseUrl", { baseUrl: "https://gateway.example/api/v0" }],
  ["plainHttpHosts", { plainHttpHosts: "mock" }],
  ["baseUrl", { baseUrl: "https://user:hunter2@gateway.example" }],
  ["headers", { headers: { "Content-Type": "text/plain" } }],
  ["headers.API-Key", { headers: { "API-Key": "hunter2\nX: 1" } }],
  ["fetch", { fetch: "fetch" }],
  ["merchantId", { merchantId: "hunter2" }],
])("a wrong %s is refused when the token is created: %o", (name, options) => {
  const create = () =>
    paymentGatewayToken({
      ...KEYS,
      baseUrl: "https://gateway.example",
      scheme: "raw",
      ...options,
    } as PaymentGatewayTokenOptions);
  expect(create).toThrow(
    expect.objectContaining({ kind: "configuration", option: `paymentGatewayToken.${name}` }),
  );
  try {
    create();
  } catch (error) {
    expect(printed(error)).not.toContain("hunter2");
  }
});

test.each([undefined, null, "key", new Map()])("%o is no set of options", (options) => {
  expect(() => paymentGatewayToken(options as never)).toThrow(
    expect.objectContaining({ kind: "configuration" }),
  );
});

test("a mock in a Docker network is reached by plain http, if it is named", async () => {
  const { token, sent } = tokenOf(json({ token: "a" }), {
    baseUrl: "http://mock:4010",
    plainHttpHosts: ["mock"],
  });
  expect(await token()).toBe("a");
  expect(sent[0]?.url).toBe("http://mock:4010/api/v0/merchant/token");
});

test("a later change of the options changes nothing", async () => {
  const options: PaymentGatewayTokenOptions = {
    ...KEYS,
    baseUrl: "https://gateway.example",
    scheme: "raw",
    fetch: async (url) => Response.json({ token: new URL(url).host }),
  };
  const token = paymentGatewayToken(options);
  Object.assign(options, { baseUrl: "https://other.example", fetch: undefined });
  expect(await token()).toBe("gateway.example");
});
