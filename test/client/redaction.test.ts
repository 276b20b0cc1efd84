import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createEnkashClient, type EnkashOptions } from "../../src/index.js";
import type { Scenario } from "../support/hostile-server.js";
import { useHostileServer } from "./support.js";

const server = useHostileServer();

/** Each stands where a secret can stand; none may come out anywhere. */
const SECRETS = {
  key: "SECRETkey11111",
  token: "SECRETtoken222",
  header: "SECRETheader33",
  orderId: "SECRETorder444",
  accountNumber: "SECRET55555555",
  custom: "SECRETcustom66",
};

const REQUEST = {
  orderId: SECRETS.orderId,
  amount: { value: 1, currency: "INR" as const },
  customParameters: { note: SECRETS.custom },
  paymentDetail: { accountNumber: SECRETS.accountNumber },
};

/** Runs a call to its end, and returns all that its error and its hook events show of themselves. */
async function traces(options: EnkashOptions, request: unknown = REQUEST, callOptions: object = {}): Promise<string> {
  const seen: unknown[] = [];
  const hook = (event: unknown) => void seen.push(event);
  const client = createEnkashClient({
    credentials: { merchantAccessKey: SECRETS.key, paymentGatewayToken: () => SECRETS.token },
    timeoutMs: 150,
    onRequest: hook,
    onResponse: hook,
    onError: hook,
    onDrift: hook,
    ...options,
  });
  seen.push(client);
  await client.createOrder(request as never, { headers: { "X-Extra": SECRETS.header }, ...callOptions }).catch(hook);
  return seen
    .flatMap((event) => [
      inspect(event, { depth: 20, showHidden: true }),
      JSON.stringify(event),
      String(event),
      ...(event instanceof Error
        ? [event.message, event.stack, inspect(event.cause, { depth: 20, showHidden: true })]
        : []),
    ])
    .join("\n");
}

function expectNoSecret(text: string): void {
  expect(text.length).toBeGreaterThan(100);
  for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
}

const SCENARIOS: Scenario[] = [
  "400-json",
  "403-html",
  "500-empty",
  "502-html",
  "401-refused",
  "200-refused",
  "200-refused-string",
  "200-refused-echo",
  "500-echo",
  "200-html",
  "200-empty",
  "200-wrong-json",
  "200-broken-json",
  "200-truncated",
  "code-as-string",
  "drifting",
  "201",
  "ok",
  "drop-before-headers",
  "drop-after-headers",
  "hang-before-headers",
  "hang-in-body",
  "endless",
  "307-same-origin",
  "307-cross-origin",
];

test.each(SCENARIOS)("%s shows no secret in an error or in an event", async (scenario) => {
  expectNoSecret(await traces({ baseUrl: server.url(scenario), maxResponseBytes: 50_000 }));
  expectNoSecret(await traces({ baseUrl: server.url(scenario), maxResponseBytes: 50_000, drift: "throw" }));
});

test.each<[string, object]>([
  ["a value of the wrong type", { ...REQUEST, orderId: { nested: SECRETS.orderId } }],
  ["a value that breaks a limit", { ...REQUEST, paymentDetail: { accountNumber: SECRETS.accountNumber.repeat(3) } }],
  ["a value that breaks a pattern", { ...REQUEST, paymentDetail: { ifsc: SECRETS.accountNumber } }],
  ["a value that is not in the list", { ...REQUEST, amount: { value: 1, currency: SECRETS.custom } }],
  ["an unknown member", { ...REQUEST, mid: SECRETS.custom }],
])("%s is not quoted", async (_, request) => {
  expectNoSecret(await traces({ baseUrl: server.url("ok") }, request));
});

test("a token that is no header value is not quoted", async () => {
  const token = `${SECRETS.token}\n`;
  const credentials = { merchantAccessKey: SECRETS.key, paymentGatewayToken: token };
  expectNoSecret(await traces({ baseUrl: server.url("ok"), credentials }));
});

test("the message of a foreign error is not repeated, its codes are", async () => {
  const fetch = () => {
    const cause = Object.assign(new Error(`while sending ${SECRETS.token}`), {
      code: "ECONNRESET",
      token: SECRETS.token,
    });
    return Promise.reject(new TypeError(`fetch failed with ${SECRETS.token}`, { cause }));
  };
  const text = await traces({ baseUrl: server.url("ok"), fetch });
  expectNoSecret(text);
  expect(text).toContain("ECONNRESET");
});

test("the reason of an abort is not repeated", async () => {
  const signal = AbortSignal.abort(new Error(SECRETS.token));
  expectNoSecret(await traces({ baseUrl: server.url("ok") }, REQUEST, { signal }));
});

test("what a credential function throws is not repeated", async () => {
  const credentials = {
    merchantAccessKey: SECRETS.key,
    paymentGatewayToken: () => Promise.reject(new Error(SECRETS.token)),
  };
  expectNoSecret(await traces({ baseUrl: server.url("ok"), credentials }));
});
