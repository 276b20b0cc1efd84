import { inspect } from "node:util";
import { expect, test } from "vitest";
import {
  createEnkashClient,
  type EnkashError,
  type EnkashOptions,
  type OperationId,
} from "../../src/index.js";
import type { Misbehaviour } from "../support/hostile-server.js";
import { PAYMENT, useHostileServer } from "./support.js";

const server = useHostileServer();

/** Each stands where a secret can stand; none may come out anywhere. */
const SECRETS = {
  key: "SECRETkey11111",
  token: "SECRETtoken222",
  header: "SECRETheader33",
  orderId: "SECRETorder444",
  accountNumber: "SECRET55555555",
  custom: "SECRETcustom66",
  pin: "SECRETpin77777",
  vpa: "SECRETvpa88888",
};

const REQUEST = {
  orderId: SECRETS.orderId,
  amount: { value: 1, currency: "INR" as const },
  customParameters: { note: SECRETS.custom },
  paymentDetail: { accountNumber: SECRETS.accountNumber },
};

/**
 * Runs a call to its end, and returns all that its error and its hook events show of themselves.
 */
async function traces(
  options: EnkashOptions,
  request: unknown = REQUEST,
  callOptions: object = {},
  operation: OperationId = "createOrder",
): Promise<string> {
  const seen: unknown[] = [];
  const hook = (event: unknown) => void seen.push(event);
  const client = createEnkashClient({
    credentials: {
      merchantAccessKey: SECRETS.key,
      paymentGatewayToken: () => SECRETS.token,
      rewardsToken: SECRETS.token,
    },
    timeoutMs: 150,
    onRequest: hook,
    onResponse: hook,
    onError: hook,
    onDrift: hook,
    onEnd: hook,
    ...options,
  });
  seen.push(client);
  await client[operation](request as never, {
    headers: { "X-Extra": SECRETS.header },
    ...callOptions,
  }).catch(hook);
  return seen
    .flatMap((event) => [
      inspect(event, { depth: 20, showHidden: true, getters: true }),
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

const SCENARIOS: Misbehaviour[] = [
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
  expectNoSecret(
    await traces({ baseUrl: server.url(scenario), maxResponseBytes: 50_000, drift: "throw" }),
  );
});

test.each<[string, object]>([
  ["a value of the wrong type", { ...REQUEST, orderId: { nested: SECRETS.orderId } }],
  [
    "a value that breaks a limit",
    { ...REQUEST, paymentDetail: { accountNumber: SECRETS.accountNumber.repeat(3) } },
  ],
  ["a value that breaks a pattern", { ...REQUEST, paymentDetail: { ifsc: SECRETS.accountNumber } }],
  [
    "a value that is not in the list",
    { ...REQUEST, amount: { value: 1, currency: SECRETS.custom } },
  ],
  ["an unknown property", { ...REQUEST, mid: SECRETS.custom }],
])("%s is not quoted", async (_, request) => {
  expectNoSecret(await traces({ baseUrl: server.url("ok") }, request));
});

/** Bodies that are full of secrets, each of a kind of its own. */
const BODIES: Record<string, (secret: string) => string> = {
  "a success that drifts": (secret) =>
    JSON.stringify({
      response_code: "0",
      response_message: secret,
      payload: secret,
      paylod: { pin: secret, orderStatus: secret },
    }),
  "a refusal": (secret) =>
    JSON.stringify({ response_code: 117, response_message: secret, payload: { pin: secret } }),
  "JSON without an envelope": (secret) => JSON.stringify({ pin: secret }),
  HTML: (secret) => `<p>${secret}</p>`,
  "broken JSON": (secret) => `{"pin":"${secret}`,
};
const INVOICE = {
  ...PAYMENT,
  payment: {
    ...PAYMENT.payment,
    invoicesPayInfos: [{ supplierBankAccountDetails: { businessVPA: SECRETS.vpa } }],
  },
};

test.each(
  Object.keys(BODIES).flatMap((body) =>
    [200, 201, 500].flatMap((status) =>
      [false, true].map((strict) => [body, status, strict] as const),
    ),
  ),
)(
  "%s with status %i shows no PIN, no VPA and no credential (throwing on drift: %s)",
  async (name, status, strict) => {
    for (const [operation, request, sent] of [
      ["createOrder", REQUEST, SECRETS.accountNumber],
      ["payInvoices", INVOICE, SECRETS.vpa],
      ["fetchOrderInfo", { orderId: SECRETS.orderId }, SECRETS.orderId],
    ] as const) {
      const headers = {
        "X-Request-Id": sent,
        "Request-Id": `req-${sent}`,
        "X-Correlation-Id": "4111111111111111",
      };
      const fetch = async () => new Response(BODIES[name]?.(SECRETS.pin), { status, headers });
      const options: EnkashOptions = {
        baseUrl: server.url("ok"),
        fetch,
        drift: strict ? "throw" : "report",
      };
      const text = await traces(options, request, {}, operation);
      expectNoSecret(text);
      expect(text).not.toContain("4111111111111111");
    }
  },
);

test("what the server said is there for who asks for it", async () => {
  const errors: unknown[] = [];
  const fetch = async () => new Response(BODIES["a refusal"]?.(SECRETS.pin));
  await traces({ baseUrl: server.url("ok"), fetch, onError: (error) => errors.push(error) });
  expect(errors[0]).toMatchObject({ kind: "refused", code: 117 });
  expect((errors[0] as EnkashError).unredacted().payload).toEqual({ pin: SECRETS.pin });
  expect(JSON.parse(JSON.stringify(errors[0]))).toMatchObject({
    name: "EnkashRefusedError",
    kind: "refused",
    code: 117,
  });
});

test("a token that is no header value is not quoted", async () => {
  const token = `${SECRETS.token}\n`;
  const credentials = { merchantAccessKey: SECRETS.key, paymentGatewayToken: () => token };
  expectNoSecret(await traces({ baseUrl: server.url("ok"), credentials }));
  const create = () => createEnkashClient({ credentials: { paymentGatewayToken: token } });
  expect(create).toThrow("`credentials.paymentGatewayToken` must be");
  expect(create).not.toThrow(SECRETS.token);
});

test("the message of a foreign error is not repeated, its codes are", async () => {
  const fetch = () => {
    const cause = Object.assign(new Error(`while sending ${SECRETS.token}`), {
      code: "ECONNRESET",
      token: SECRETS.token,
    });
    return Promise.reject(new TypeError(`fetch failed with ${SECRETS.token}`, { cause }));
  };
  const errors: unknown[] = [];
  const text = await traces({
    baseUrl: server.url("ok"),
    fetch,
    onError: (error) => errors.push(error),
  });
  expectNoSecret(text);
  expect(text).toContain("ECONNRESET");
  expect(JSON.parse(JSON.stringify(errors[0]))).toMatchObject({
    kind: "network",
    cause: "TypeError: ECONNRESET",
  });
});

test("what was thrown underneath is there for who asks for it", async () => {
  const errors: unknown[] = [];
  const thrown = new Error(`Vault 403, asked with ${SECRETS.token}`);
  const onError = (error: unknown) => errors.push(error);
  const credentials = {
    merchantAccessKey: SECRETS.key,
    paymentGatewayToken: () => Promise.reject(thrown),
  };
  await traces({ baseUrl: server.url("ok"), credentials, onError });
  await traces({ baseUrl: server.url("ok"), fetch: () => Promise.reject(thrown), onError });
  expect(errors).toMatchObject([{ kind: "credential" }, { kind: "network" }]);
  for (const error of errors as EnkashError[]) {
    expect(error.unredacted().cause).toBe(thrown);
    expect(inspect(error)).toContain("see unredacted()");
  }
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
