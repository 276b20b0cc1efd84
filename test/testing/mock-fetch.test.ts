import { expect, test } from "vitest";
import { type OperationId, operationIds, operations } from "../../generated/operations.js";
import { readFacts } from "../../scripts/contract/facts.js";
import { type CreateOrderRequest, createEnkashClient, type EnkashClient } from "../../src/index.js";
import { createMockFetch, fixtures, type Problem, scenarios } from "../../src/testing/index.js";
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

test("as the client's fetch it responds to each operation with its first example", async () => {
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

test("a response that a caller changes stays whole for the next caller", async () => {
  const client = createClient();
  const { payload } = await client.createOrder(createOrder.minimal.request);
  Object.assign(payload, { orderId: "changed" });
  expect((await client.createOrder(createOrder.minimal.request)).body).toEqual(
    createOrder.minimal.response,
  );
});

test("a response is the queued one, then the one that Prefer names, then the default, then the first example", async () => {
  const mock = createMockFetch({ responses: { fetchOrderInfo: "expired" } });
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

test("calls made at the same time take their responses in the order of the calls, however large their bodies", async () => {
  const mock = createMockFetch().next("createOrder", "full", "minimal");
  const client = createClient(mock);
  const large = { ...createOrder.full.request, description: "x".repeat(5_000_000) };
  const [first, second] = await Promise.all([
    client.createOrder(large),
    client.createOrder(createOrder.minimal.request),
  ]);
  expect(first.body).toEqual(createOrder.full.response);
  expect(second.body).toEqual(createOrder.minimal.response);
  expect(mock.calls[1]?.unredacted().body).toEqual(createOrder.minimal.request);
});

test("every request that violates the contract is refused with a problem that says its own status", async () => {
  const mock = createMockFetch();
  let refused = 0;
  for (const { name, path, init } of trialRequests) {
    const response = await mock(baseUrl + path, init);
    if (response.status === 200 || name.includes("scenario=html502")) continue;
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
      message: "is not a property that the contract knows",
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
    detail: "The body violates the contract in 2 places. Each is listed in violations.",
    operation: "createOrder",
  });
});

test("every fact that a problem names stands in the facts of the page beside it", async () => {
  const pages = readFacts();
  const mock = createMockFetch();
  const named = new Set<string>();
  for (const { path, init } of trialRequests) {
    await mock(baseUrl + path, init);
    for (const { fact, keyword, page } of mock.calls.at(-1)?.problem?.violations ?? []) {
      // A property that the contract does not know has no fact of its own.
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
  for (const operation of operationIds) {
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

test("a refused request takes no queued response", async () => {
  const mock = createMockFetch().next("createOrder", "full");
  await problemOf(mock, "createOrder", {});
  expect(() => mock.assertNoPending()).toThrow(/createOrder: full/);
  await createClient(mock).createOrder(createOrder.full.request);
  mock.assertNoPending();
});

test("responses that nobody asked for are named, each under its operation", () => {
  const mock = createMockFetch()
    .next("createOrder", "full", "minimal")
    .next("fetchOrderInfo", "refunded");
  expect(() => mock.assertNoPending()).toThrow(
    "  createOrder: full, minimal\n  fetchOrderInfo: refunded\n",
  );
});

test("responses that are queued twice come one after the other", async () => {
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
    () => createMockFetch({ answers: {} } as never),
    "answers is no option. Known: responses, strict, idsFollowRequest.",
  ],
  [
    "a value of an option",
    () => createMockFetch({ strict: "yes" as never }),
    "strict must be true or false.",
  ],
  [
    "an operation",
    () => createMockFetch().next("toString" as never, "full"),
    "toString is no operation. Known:",
  ],
  [
    "a response",
    () => createMockFetch().next("createOrder"),
    'next("createOrder") needs a response to queue.',
  ],
  [
    "an example",
    () => createMockFetch().next("createOrder", "paid" as never),
    "createOrder has no example paid.",
  ],
  [
    "a default",
    () => createMockFetch({ responses: { createOrder: "paid" as never } }),
    "Known: minimal, full; or give a scenario",
  ],
  [
    "a property of a response with a condition",
    () => createMockFetch().next("createOrder", { if: () => true, response: "full" } as never),
    "a response of createOrder has no if. Known: when, response.",
  ],
  [
    "a condition",
    () => createMockFetch().next("createOrder", { response: "full" } as never),
    "`when` of createOrder must be a function.",
  ],
  [
    "an example behind a condition",
    () => createMockFetch().next("createOrder", { when: () => true, response: "paid" as never }),
    "createOrder has no example paid.",
  ],
])("%s that does not exist is an error that says what there is", (_, act, message) => {
  expect(act).toThrow(`Failed to set up the mock: `);
  expect(act).toThrow(message);
});

test("a response with a condition goes to the first request that meets it, before those without one", async () => {
  const mock = createMockFetch().next(
    "createOrder",
    "minimal",
    { when: ({ orderId }) => orderId === "A1002", response: "full" },
    { when: ({ amount }) => amount.value > 1000, response: scenarios.tokenInvalid },
  );
  const client = createClient(mock);
  const send = async (request: CreateOrderRequest) =>
    (await client.createOrder(request).catch(({ code }) => ({ body: code }))).body;
  const large = {
    ...createOrder.minimal.request,
    amount: { value: 1001, currency: "INR" as const },
  };
  expect(await send({ ...createOrder.full.request })).toEqual(createOrder.full.response);
  expect(() => mock.assertNoPending()).toThrow(
    "  createOrder: minimal, tokenInvalid (with a condition)\n",
  );
  expect(await send(large)).toBe(117);
  expect(await send({ ...createOrder.full.request })).toEqual(createOrder.minimal.response);
  mock.assertNoPending();
});

test("a strict mock fails the test at a call that no response was set up for", async () => {
  const { path, init } = bodyRequest("createOrder", "", createOrder.full.request);
  const mock = createMockFetch({ strict: true, responses: { fetchOrderInfo: "full" } });
  const message =
    'createOrder has no response, and the mock is strict. Queue one with next("createOrder", …), ' +
    "or set responses.createOrder.";
  await expect(mock(baseUrl + path, init)).rejects.toThrow(message);
  expect(() => mock.assertNoPending()).toThrow(message);
});

test("a strict mock responds as it was set up to", async () => {
  const mock = createMockFetch({ strict: true, responses: { fetchOrderInfo: "full" } });
  const client = createClient(mock.next("createOrder", "full"));
  await client.createOrder(createOrder.full.request);
  await client.fetchOrderInfo(fetchOrderInfo.full.request);
  const headers = { Prefer: "example=full" };
  await client.payInvoices(payInvoices.full.request, { headers });
  mock.assertNoPending();
});

test("ids follow the request where they are told to: two orders get two ids and two addresses", async () => {
  const client = createClient(createMockFetch({ idsFollowRequest: true }));
  const order = async (orderId: string) =>
    (await client.createOrder({ ...createOrder.minimal.request, orderId })).payload;
  expect(await order("A1")).toEqual({
    orderId: "ENK-A1",
    redirectionUrl: "https://checkout.example/orders/ENK-A1",
  });
  expect(await order("A/2 $& \u20b9")).toEqual({
    orderId: "ENK-A/2 $& \u20b9",
    redirectionUrl: "https://checkout.example/orders/ENK-A%2F2%20%24%26%20%E2%82%B9",
  });
  expect((await order("\ud800")).redirectionUrl).toBe(
    "https://checkout.example/orders/ENK-%EF%BF%BD",
  );
  const { payload } = await client.fetchOrderInfo({ orderId: "mine" });
  expect(payload).toEqual({ ...fetchOrderInfo.minimal.response.paylod, orderId: "mine" });
  expect((await client.payInvoices(payInvoices.full.request)).body).toEqual(
    payInvoices.minimal.response,
  );
});

test("ids follow the request in what a scenario starts from, too", async () => {
  const mock = createMockFetch({ idsFollowRequest: true }).next(
    "createOrder",
    scenarios.extraField,
  );
  const { body } = await createClient(mock).createOrder(createOrder.minimal.request);
  expect(body).toMatchObject({ fieldOfTomorrow: true, payload: { orderId: "ENK-A1001" } });
});

test("an empty list in place of an object is explained to those who write PHP", async () => {
  const order = { ...createOrder.full.request, paymentDetail: [] };
  const { path, init } = bodyRequest("createOrder", "", order);
  const response = await createMockFetch()(baseUrl + path, init);
  expect(((await response.json()) as Problem).violations).toMatchObject([
    {
      pointer: "/paymentDetail",
      message: "must be a JSON object: in PHP, new stdClass() in place of []",
    },
  ]);
});

test("a form in place of JSON is told what writes JSON, in more than one language", async () => {
  const { path, init } = bodyRequest("createOrder", "", {});
  const typed = { ...init.headers, "content-type": "application/x-www-form-urlencoded" };
  for (const headers of [init.headers, typed]) {
    const sent = { ...init, headers, body: "orderId=A1001&amount=1" };
    const problem = (await (await createMockFetch()(baseUrl + path, sent)).json()) as Problem;
    expect(problem.detail).toMatch(/json_encode.*json\.dumps/);
  }
});

test("a request whose body never ends does not keep later calls waiting", async () => {
  const mock = createMockFetch().next("createOrder", "full");
  const { path, init } = bodyRequest("createOrder", "", createOrder.full.request);
  const controller = new AbortController();
  const { signal } = controller;
  const endless = () =>
    ({ ...init, body: new ReadableStream(), duplex: "half", signal }) as RequestInit;
  const waiting = [mock(baseUrl + path, endless()), mock(new Request(baseUrl + path, endless()))];
  const response = await mock(baseUrl + path, init);
  expect(await response.json()).toEqual(createOrder.full.response);
  const reason = new Error("no longer needed");
  controller.abort(reason);
  for (const { reason: found } of (await Promise.allSettled(waiting)) as PromiseRejectedResult[]) {
    expect(found).toBe(reason);
  }
});
