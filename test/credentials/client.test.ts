import { inspect } from "node:util";
import { expect, test } from "vitest";
import {
  cachedCredential,
  createEnkashClient,
  EnkashCredentialError,
  type EnkashOptions,
} from "../../src/index.js";
import { errorOf, ORDER } from "../client/support.js";

/** Creates a client whose createOrder gets responses with these codes, one after the other. */
function clientOf(
  paymentGatewayToken: NonNullable<EnkashOptions["credentials"]>["paymentGatewayToken"],
  codes: (number | Promise<number>)[] = [],
  options: EnkashOptions = {},
) {
  const sent: (string | undefined)[] = [];
  const client = createEnkashClient({
    baseUrl: "https://enkash.example",
    credentials: { merchantAccessKey: "key", paymentGatewayToken },
    fetch: async (_, { headers }) => {
      sent.push(headers.Authorization);
      return Response.json({ response_code: (await codes.shift()) ?? 0, payload: {} });
    },
    ...options,
  });
  return { client, sent };
}

test("a connection of the token server that failed is no misconfiguration, and may be tried again", async () => {
  const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  const { client, sent } = clientOf(() => Promise.reject(reset));
  const error = await errorOf(client.createOrder(ORDER));
  expect(error).toMatchObject({
    kind: "credential",
    option: "credentials.paymentGatewayToken",
    sent: "no",
    temporary: true,
    operation: "createOrder",
    method: "POST",
    url: "https://enkash.example/api/v0/orders",
  });
  expect(error.message).toContain("`credentials.paymentGatewayToken` failed: ECONNRESET");
  expect(error.message).toContain("Nothing was sent; it is safe to call again.");
  expect(error.unredacted().cause).toBe(reset);
  expect(sent).toEqual([]);
});

test("a refused load is no network failure: the error has the pause and what the load threw", async () => {
  const refusal = new Error("wrong secret hunter2");
  const token = cachedCredential(() => Promise.reject(refusal));
  const { client } = clientOf(token);
  for (const seconds of [60, expect.any(Number)]) {
    const error = await errorOf(client.createOrder(ORDER));
    expect(error).toMatchObject({ kind: "credential", temporary: false, retryAfter: seconds });
    expect(error.message).toContain("reset()");
    expect(error.unredacted().cause).toBe(refusal);
    expect(inspect(error) + JSON.stringify(error)).not.toContain("hunter2");
  }
});

test("a token that EnKash refuses is renewed with the next call, and nothing is repeated", async () => {
  let count = 0;
  const { client, sent } = clientOf(
    cachedCredential(() => `token-${++count}`),
    [0, 117, 0],
  );
  await client.createOrder(ORDER);
  expect(await errorOf(client.createOrder(ORDER))).toMatchObject({ kind: "refused", code: 117 });
  await client.createOrder(ORDER);
  expect(sent).toEqual(["token-1", "token-1", "token-2"]);
});

test("a late 117 for an old token does not refuse the one that replaced it", async () => {
  let late: (code: number) => void = () => {};
  const slow = new Promise<number>((resolve) => {
    late = resolve;
  });
  let count = 0;
  const { client, sent } = clientOf(
    cachedCredential(() => `token-${++count}`),
    [slow, 117, 0, 0],
  );
  const first = errorOf(client.createOrder(ORDER));
  await errorOf(client.createOrder(ORDER));
  await client.createOrder(ORDER);
  late(117);
  expect(await first).toMatchObject({ code: 117 });
  await client.createOrder(ORDER);
  expect(sent).toEqual(["token-1", "token-1", "token-2", "token-2"]);
});

test.each([
  ["an HTTP 401", () => new Response(null, { status: 401 }), true],
  ["an HTTP 401 of a proxy", () => new Response("<html>", { status: 401 }), true],
  ["another refusal", () => Response.json({ response_code: 5 }), false],
  ["an HTTP 403", () => new Response("<html>", { status: 403 }), false],
  ["an HTTP 500", () => new Response(null, { status: 500 }), false],
])("%s says of a token that it is refused: %s", async (_, respond, expected) => {
  const needs: boolean[] = [];
  const token = ({ refused }: { refused: boolean }) => {
    needs.push(refused);
    return "token";
  };
  const { client } = clientOf(token, [], { fetch: async () => respond() });
  await errorOf(client.createOrder(ORDER));
  await errorOf(client.createOrder(ORDER));
  expect(needs).toEqual([false, expected]);
});

test("a page of a proxy after a 117 does not make the token good again", async () => {
  const needs: boolean[] = [];
  const responses = [Response.json({ response_code: 117 }), new Response("", { status: 502 })];
  const token = ({ refused }: { refused: boolean }) => {
    needs.push(refused);
    return "token";
  };
  const fetch = async () => responses.shift() ?? Response.json({ response_code: 0, payload: {} });
  const { client } = clientOf(token, [], { fetch });
  await errorOf(client.createOrder(ORDER));
  await errorOf(client.createOrder(ORDER));
  await client.createOrder(ORDER);
  await client.createOrder(ORDER);
  expect(needs).toEqual([false, true, true, false]);
});

test("a late 117 for an old token is not reported of the new one", async () => {
  let late: (code: number) => void = () => {};
  const slow = new Promise<number>((resolve) => {
    late = resolve;
  });
  const needs: boolean[] = [];
  const token = ({ refused }: { refused: boolean }) => `token-${needs.push(refused)}`;
  const { client } = clientOf(token, [slow, 0, 0]);
  const first = errorOf(client.createOrder(ORDER));
  await client.createOrder(ORDER);
  late(117);
  await first;
  await client.createOrder(ORDER);
  expect(needs).toEqual([false, false, false]);
});

test("hundred calls that are refused at once cause one new token", async () => {
  let count = 0;
  const codes = [0, ...Array<number>(100).fill(117)];
  const { client, sent } = clientOf(
    cachedCredential(() => `token-${++count}`),
    codes,
  );
  await client.createOrder(ORDER);
  await Promise.all(Array.from({ length: 100 }, () => errorOf(client.createOrder(ORDER))));
  await Promise.all(Array.from({ length: 100 }, () => client.createOrder(ORDER)));
  expect([...new Set(sent)]).toEqual(["token-1", "token-2"]);
});

test("a load that never ends leaves the call to its deadline and to its signal", async () => {
  const { client, sent } = clientOf(cachedCredential(() => new Promise<string>(() => {})));
  const timeout = await errorOf(client.createOrder(ORDER, { timeoutMs: 20 }));
  expect(timeout).toMatchObject({ kind: "timeout", sent: "no" });
  const controller = new AbortController();
  const aborted = errorOf(client.createOrder(ORDER, { signal: controller.signal }));
  controller.abort();
  expect(await aborted).toMatchObject({ kind: "aborted", sent: "no" });
  expect(sent).toEqual([]);
});

test("a function that throws because the call was aborted ends the call as aborted", async () => {
  const controller = new AbortController();
  const { client } = clientOf(({ signal }) => {
    controller.abort();
    signal.throwIfAborted();
    return "token";
  });
  const error = await errorOf(client.createOrder(ORDER, { signal: controller.signal }));
  expect(error).toMatchObject({ kind: "aborted", sent: "no" });
});

test.each<[string, unknown]>([
  ["an error of another call", (await anotherError()) as unknown],
  ["an error whose message is a secret", new Error("hunter2")],
  ["a secret", "hunter2"],
  [
    "a credential error with a secret in it",
    Object.assign(new Error("hunter2"), {
      kind: "credential",
      temporary: "hunter2",
      retryAfter: "hunter2",
    }),
  ],
])("what a function throws stays out of every output: %s", async (_, thrown) => {
  const events: unknown[] = [];
  const { client } = clientOf(() => Promise.reject(thrown), [], {
    onError: (error) => events.push(error),
  });
  const error = await errorOf(client.createOrder(ORDER));
  expect(error).toMatchObject({ kind: "credential", temporary: false, sent: "no" });
  const printed = inspect(error, { depth: 9 }) + JSON.stringify(error) + error.stack;
  expect(printed + inspect(events, { depth: 9 })).not.toContain("hunter2");
  expect(error.unredacted().cause).toBe(thrown);
});

/** Returns an error that reached a server, with a secret in its body. */
async function anotherError(): Promise<unknown> {
  const client = createEnkashClient({
    baseUrl: "https://other.example",
    credentials: { rewardsToken: "token" },
    fetch: async () => Response.json({ response_code: 9, response_message: "hunter2" }),
  });
  return await errorOf(client.fetchOrderInfo({ orderId: "1" }));
}

test.each([
  [undefined, "Correct what failed: wrong attempts can lock an account."],
  [0, "No new attempt for 0 seconds, unless you call reset()."],
])("a refusal with a pause of %s seconds says so in a whole sentence", (retryAfter, end) => {
  const error = new EnkashCredentialError("x", { temporary: false }, { retryAfter });
  expect(error.message.endsWith(end)).toBe(true);
});
