import { expect, test } from "vitest";
import { type OperationId, operations } from "../../generated/operations.js";
import { readFacts } from "../../scripts/contract/facts.js";
import { createEnkashClient, type EnkashClient } from "../../src/index.js";
import { createMockFetch, fixtures, type Problem } from "../../src/testing/index.js";
import { bodyRequest, headersOf, trialRequests } from "./requests.js";

const credentials = {
  merchantAccessKey: "key",
  paymentGatewayToken: "token",
  rewardsToken: "token",
};
const baseUrl = "https://kit.example";
const createClient = (fetch = createMockFetch()): EnkashClient =>
  createEnkashClient({ baseUrl, credentials, fetch });
const { fetchOrderInfo, createOrder, payInvoices } = fixtures;

async function problemOf(
  mock: typeof fetch,
  operation: OperationId,
  body: unknown,
): Promise<Problem> {
  const { path, init } = bodyRequest(operation, "", body);
  const response = await mock(baseUrl + path, init);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = (await response.json()) as Problem;
  expect(problem.status).toBe(response.status);
  return problem;
}

test("as the client's fetch it answers each operation with its first example", async () => {
  const client = createClient();
  expect((await client.createOrder(createOrder.full.request)).body).toEqual(
    createOrder.minimal.response,
  );
  expect((await client.payInvoices(payInvoices.full.request)).body).toEqual(
    payInvoices.minimal.response,
  );
  expect((await client.fetchOrderInfo(fetchOrderInfo.full.request)).body).toEqual(
    fetchOrderInfo.minimal.response,
  );
});

test("it works alone, with an address and options or with a Request", async () => {
  const mock: typeof fetch = createMockFetch();
  const { path, init } = bodyRequest("createOrder", "", createOrder.minimal.request);
  expect(await (await mock(new URL(path, baseUrl), init)).json()).toEqual(
    createOrder.minimal.response,
  );
  expect(await (await mock(new Request(baseUrl + path, init))).json()).toEqual(
    createOrder.minimal.response,
  );
});

test("an answer that a caller changes stays whole for the next caller", async () => {
  const client = createClient();
  const { payload } = await client.createOrder(createOrder.minimal.request);
  Object.assign(payload, { orderId: "changed" });
  expect((await client.createOrder(createOrder.minimal.request)).body).toEqual(
    createOrder.minimal.response,
  );
});

test("an answer is the queued one, then the one that Prefer names, then the default, then the first example", async () => {
  const mock = createMockFetch({ answers: { fetchOrderInfo: "expired" } });
  const client = createClient(mock);
  const prefer = { headers: { Prefer: "example=cancelled" } };
  const status = async (options = {}) =>
    (await client.fetchOrderInfo(fetchOrderInfo.full.request, options)).payload.paymentStatus;
  mock.next("fetchOrderInfo", "refunded", "failed");
  expect([await status(prefer), await status(), await status(prefer), await status()]).toEqual([
    "REFUNDED",
    "FAILED",
    "CANCELLED",
    "EXPIRED",
  ]);
  expect((await client.createOrder(createOrder.full.request)).body).toEqual(
    createOrder.minimal.response,
  );
});

test("calls made at the same time take their answers in the order of the calls, however large their bodies", async () => {
  const mock = createMockFetch().next("createOrder", "full", "minimal");
  const client = createClient(mock);
  const large = { ...createOrder.full.request, description: "x".repeat(5_000_000) };
  const [first, second] = await Promise.all([
    client.createOrder(large),
    client.createOrder(createOrder.minimal.request),
  ]);
  expect(first.body).toEqual(createOrder.full.response);
  expect(second.body).toEqual(createOrder.minimal.response);
  expect(mock.calls[1]?.body).toEqual(createOrder.minimal.request);
});

test("every request that breaks the contract is refused with a problem that says its own status", async () => {
  const mock = createMockFetch();
  let refused = 0;
  for (const { name, path, init } of trialRequests) {
    const response = await mock(baseUrl + path, init);
    if (response.status === 200) continue;
    refused += 1;
    expect(response.headers.get("content-type"), name).toBe("application/problem+json");
    const problem = (await response.json()) as Problem;
    expect(problem, name).toMatchObject({
      status: response.status,
      detail: expect.stringMatching(/^[A-Z/].*\.$/),
    });
    expect(problem.violations.length > 0, name).toBe([401, 422].includes(response.status));
  }
  expect(refused).toBeGreaterThan(40);
});

test("a problem names each violation with pointer, keyword, what is expected, the fact and its page", async () => {
  const body = {
    orderId: "A1",
    amount: { value: "1", currency: "INR" },
    paymentDetail: {},
    mid: "M1",
  };
  const { violations, ...problem } = await problemOf(createMockFetch(), "createOrder", body);
  const page = "Create Order, modified 2024-10-10 08:31:41";
  expect(violations).toEqual([
    {
      path: ["mid"],
      pointer: "/mid",
      keyword: "additionalProperties",
      message: "is not a member that the contract knows",
      fact: "createOrder.request.mid",
      page,
    },
    {
      path: ["amount", "value"],
      pointer: "/amount/value",
      keyword: "type",
      message: "must be a JSON number",
      fact: "createOrder.request.amount.value",
      page,
    },
  ]);
  expect(problem).toEqual({
    status: 422,
    title: "Unprocessable Content",
    detail: "The body breaks the contract in 2 places. Each is listed in violations.",
    operation: "createOrder",
  });
});

test("every fact that a problem names stands in the ledger, on the page beside it", async () => {
  const pages = readFacts();
  const mock = createMockFetch();
  const named = new Set<string>();
  for (const { path, init } of trialRequests) {
    await mock(baseUrl + path, init);
    for (const { fact, keyword, page } of mock.calls.at(-1)?.problem?.violations ?? []) {
      // A member that the contract does not know has no fact of its own.
      if (keyword === "additionalProperties") continue;
      const source = pages.find(({ facts }) => fact in facts);
      expect(page, fact).toBe(`${source?.page}, modified ${source?.modified}`);
      named.add(fact);
    }
  }
  expect(named).toContain("createOrder.header.Authorization");
  expect(named).toContain("fetchOrderInfo.authorization");
  expect(named).toContain("payInvoices.request.payment.mode");
  expect(named.size).toBeGreaterThan(10);
});

test("a request without credentials is told every header that is missing, and what goes into it", async () => {
  const mock = createMockFetch();
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
  await mock(baseUrl + operations.createOrder.path, init);
  await mock(baseUrl + operations.fetchOrderInfo.path, init);
  const expected = mock.calls.map(({ problem }) =>
    problem?.violations.map((violation) => violation.message),
  );
  expect(expected).toEqual([
    [
      "needs the header merchantAccessKey with the credential merchantAccessKey",
      "needs the header Authorization with the credential paymentGatewayToken",
    ],
    ['needs the header Authorization with "Bearer " and the credential rewardsToken'],
  ]);
});

test("a refusal repeats no value of the request", async () => {
  const mock = createMockFetch();
  const secret = "4111-secret";
  for (const operation of Object.keys(operations) as OperationId[]) {
    for (const headers of [headersOf(operation), {}]) {
      for (const body of [
        JSON.stringify({ orderId: 1, payment: secret, amount: secret }),
        `{"${secret}`,
      ]) {
        const init = { method: "POST", headers: { ...headers, "x-secret": secret }, body };
        const response = await mock(
          `${baseUrl}${operations[operation].path}?token=${secret}`,
          init,
        );
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(await response.text()).not.toContain(secret);
      }
    }
  }
});

test("a refused request takes no queued answer", async () => {
  const mock = createMockFetch().next("createOrder", "full");
  await problemOf(mock, "createOrder", {});
  expect(() => mock.assertNoPending()).toThrow(/createOrder: full/);
  await createClient(mock).createOrder(createOrder.full.request);
  mock.assertNoPending();
});

test("answers that nobody asked for are named, each under its operation", () => {
  const mock = createMockFetch()
    .next("createOrder", "full", "minimal")
    .next("fetchOrderInfo", "refunded");
  expect(() => mock.assertNoPending()).toThrow(
    "  createOrder: full, minimal\n  fetchOrderInfo: refunded\n",
  );
});

test("answers that are queued twice come one after the other", async () => {
  const mock = createMockFetch().next("createOrder", "full");
  mock.next("createOrder", "minimal");
  const client = createClient(mock);
  expect((await client.createOrder(createOrder.full.request)).body).toEqual(
    createOrder.full.response,
  );
  mock.next("createOrder", "full");
  expect((await client.createOrder(createOrder.full.request)).body).toEqual(
    createOrder.minimal.response,
  );
  expect((await client.createOrder(createOrder.full.request)).body).toEqual(
    createOrder.full.response,
  );
});

test("a body that cannot be read fails its own call, and not the next one", async () => {
  const mock = createMockFetch();
  const { path, init } = bodyRequest("createOrder", "", createOrder.full.request);
  const reason = new Error("the file is gone");
  const body = new ReadableStream({ start: (controller) => controller.error(reason) });
  const broken = mock(baseUrl + path, { ...init, body, duplex: "half" } as RequestInit);
  const whole = mock(baseUrl + path, init);
  await expect(broken).rejects.toThrow(reason);
  expect((await whole).status).toBe(200);
});

test("a request that is already aborted is not sent", async () => {
  const mock = createMockFetch();
  const { path, init } = bodyRequest("createOrder", "", createOrder.full.request);
  const reason = new Error("no longer needed");
  await expect(mock(baseUrl + path, { ...init, signal: AbortSignal.abort(reason) })).rejects.toBe(
    reason,
  );
  expect(mock.calls).toEqual([]);
});

test.each([
  [
    "an option",
    () => createMockFetch({ answer: {} } as never),
    "answer is no option. Known is: answers.",
  ],
  [
    "an operation",
    () => createMockFetch().next("toString" as never, "full"),
    "toString is no operation. Known are:",
  ],
  [
    "an example",
    () => createMockFetch().next("createOrder", "paid" as never),
    "createOrder has no example paid.",
  ],
  [
    "a default",
    () => createMockFetch({ answers: { createOrder: "paid" as never } }),
    "Known are: minimal, full",
  ],
])("%s that does not exist is an error that says what there is", (_, act, message) => {
  expect(act).toThrow(`Failed to set up the mock: `);
  expect(act).toThrow(message);
});
