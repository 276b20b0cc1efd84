import { expect, test } from "vitest";
import { type CredentialNeed, createEnkashClient, operations } from "../../src/index.js";
import { CREDENTIALS, errorOf, ORDER, PAYMENT, recording } from "./support.js";

test("payInvoices gets no credential of the other products", async () => {
  const { client, sent } = recording({ baseUrl: "https://bbps.example", credentials: CREDENTIALS });
  await client.payInvoices(PAYMENT);
  expect([...(sent[0]?.headers.keys() ?? [])].sort()).toEqual(["content-type"]);
});

const NO_TOKENS: [string, unknown, string][] = [
  ["an empty token", "", "is missing or empty"],
  ["a token with a line break", "a\nb", "visible ASCII characters"],
  ["a token that is no text", 7, "visible ASCII characters"],
];

test.each(NO_TOKENS)(
  "%s is refused when the client is created, whichever operation is used",
  (_, token, message) => {
    const credentials = { rewardsToken: token as string };
    expect(() => createEnkashClient({ environment: "test", credentials })).toThrow(
      expect.objectContaining({
        kind: "configuration",
        option: "credentials.rewardsToken",
        message: expect.stringContaining(message),
      }),
    );
  },
);

test('a token with "Bearer" in front is refused before anything is sent', async () => {
  const credentials = { rewardsToken: "Bearer abc" };
  const { client, sent } = recording({ environment: "test", credentials });
  const error = await errorOf(client.fetchOrderInfo({ orderId: "1" }));
  expect(error).toMatchObject({ kind: "configuration", option: "credentials.rewardsToken" });
  expect(error.message).toContain("must be the token alone");
  expect(sent).toEqual([]);
});

test.each<[string, unknown, string]>([
  ...NO_TOKENS.map(([name, token, message]): [string, unknown, string] => [
    `${name} from a function`,
    () => token,
    message,
  ]),
  ['a token with "Bearer" in front', () => "Bearer abc", "must be the token alone"],
  [
    "a function that throws",
    () => Promise.reject(new Error("vault is sealed: hunter2")),
    "` failed",
  ],
])(
  "%s is a failure of the credential, before anything is sent",
  async (_, rewardsToken, message) => {
    const { client, sent } = recording({
      environment: "test",
      credentials: { rewardsToken: rewardsToken as string },
    });
    const error = await errorOf(client.fetchOrderInfo({ orderId: "1" }));
    expect(error).toMatchObject({
      kind: "credential",
      option: "credentials.rewardsToken",
      sent: "no",
      temporary: false,
      operation: "fetchOrderInfo",
    });
    expect(error.message).toContain(message);
    expect(sent).toEqual([]);
  },
);

test("a credential may be a function, asked anew for each call, and is sent exactly as given", async () => {
  let count = 0;
  const { client, sent } = recording({
    environment: "test",
    credentials: {
      merchantAccessKey: () => "key",
      paymentGatewayToken: async () => `Bearer token-${++count}`,
    },
  });
  await client.createOrder(ORDER);
  await client.createOrder(ORDER);
  expect(sent.map(({ headers }) => headers.get("Authorization"))).toEqual([
    "Bearer token-1",
    "Bearer token-2",
  ]);
});

test("a credential function learns the operation, the signal, and that the last token was refused", async () => {
  const needs: CredentialNeed[] = [];
  const codes = [117, 0, 0];
  const client = createEnkashClient({
    baseUrl: "https://a.example",
    credentials: {
      merchantAccessKey: "key",
      paymentGatewayToken: (need) => {
        needs.push(need);
        return "token";
      },
    },
    fetch: async () => Response.json({ response_code: codes.shift(), payload: {} }),
  });
  await errorOf(client.createOrder(ORDER));
  await client.createOrder(ORDER);
  await client.createOrder(ORDER);
  const signal = expect.any(AbortSignal);
  expect(needs).toEqual(
    [false, true, false].map((refused) => ({ operation: "createOrder", signal, refused })),
  );
});

test("a missing credential names the URL that the request would have gone to", async () => {
  const { client } = recording({ environment: "test" });
  const error = await errorOf(client.createOrder(ORDER));
  const [gateway] = operations.createOrder.servers;
  expect(error.message).toContain(`(POST ${gateway.url}/api/v0/orders)`);
});
