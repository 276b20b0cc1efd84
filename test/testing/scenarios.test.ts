import { expect, test } from "vitest";
import {
  createEnkashClient,
  type EnkashError,
  EnkashHttpStatusError,
  type EnkashOptions,
  EnkashRefusedError,
  type EnkashResult,
  type OperationId,
  operations,
} from "../../src/index.js";
import { createMockFetch, fixtures, type Scenario, scenarios } from "../../src/testing/index.js";

const OPERATIONS = Object.keys(operations) as OperationId[];
type Outcome = { answer?: EnkashResult<OperationId>; error?: EnkashError };

/** Calls an operation with its full example, while the mock plays a scenario. */
async function play<Id extends OperationId>(
  id: Id,
  scenario: Scenario<Id>,
  options: Partial<EnkashOptions> = {},
) {
  const mock = createMockFetch().next(id, scenario);
  const credentials = {
    merchantAccessKey: "key",
    paymentGatewayToken: "token",
    rewardsToken: "token",
  };
  const client = createEnkashClient({
    baseUrl: "https://kit.example",
    credentials,
    fetch: mock,
    ...options,
  });
  const call = client[id] as (request: unknown) => Promise<EnkashResult<OperationId>>;
  const outcome: Outcome = await call(fixtures[id].full.request).then(
    (answer) => ({ answer }),
    (error: EnkashError) => ({ error }),
  );
  mock.assertNoPending();
  return outcome;
}

/** Plays a scenario with every operation. */
const playAll = (scenario: Scenario, options?: Partial<EnkashOptions>) =>
  Promise.all(OPERATIONS.map((id) => play(id, scenario, options)));

test("each example of each operation can be the answer", async () => {
  let played = 0;
  for (const id of OPERATIONS) {
    for (const [name, { response }] of Object.entries(fixtures[id])) {
      const mock = createMockFetch().next(id, name as never);
      const credentials = {
        merchantAccessKey: "key",
        paymentGatewayToken: "token",
        rewardsToken: "token",
      };
      const client = createEnkashClient({
        baseUrl: "https://kit.example",
        credentials,
        fetch: mock,
        drift: "throw",
      });
      const call = client[id] as (request: unknown) => Promise<EnkashResult<OperationId>>;
      expect((await call(fixtures[id].minimal.request)).body).toEqual(response);
      played += 1;
    }
  }
  expect(played).toBe(12);
});

/** Reads what a refusal tells, as an application would. */
function readRefusal({ error }: Outcome) {
  if (!(error instanceof EnkashRefusedError))
    throw new Error("There was no refusal.", { cause: error });
  const { code, status } = error;
  return {
    code,
    status,
    payload: error.unredacted().payload,
    message: error.unredacted().message,
    body: error.unredacted().body,
  };
}

test("a refusal carries its code and a string as payload, with HTTP 200, in the envelope of its operation", async () => {
  for (const outcome of await playAll(scenarios.tokenInvalid)) {
    expect(readRefusal(outcome)).toMatchObject({
      status: 200,
      code: 117,
      payload: "Token is invalid.",
    });
  }
  const body = { paylod: "Token is invalid.", response_code: "117", response_message: "Failed" };
  expect(readRefusal(await play("fetchOrderInfo", scenarios.tokenInvalid)).body).toEqual(body);
});

test("a refusal takes any code, payload, message and status", async () => {
  const message = "Over the limit";
  const payload = { reason: "limit" };
  for (const outcome of await playAll(scenarios.refused(42, payload, { status: 403, message }))) {
    expect(readRefusal(outcome)).toMatchObject({ code: 42, status: 403, payload, message });
  }
});

test("a page of a proxy and an empty error carry the body that they stand for", async () => {
  const texts = [];
  for (const scenario of [scenarios.html502, scenarios.empty500]) {
    const { error } = await play("createOrder", scenario);
    texts.push(error instanceof EnkashHttpStatusError ? error.unredacted().text : error);
  }
  expect(texts).toEqual([expect.stringContaining("<html>"), ""]);
});

test.each([
  ["html502", scenarios.html502, { kind: "http-status", status: 502 }],
  ["empty500", scenarios.empty500, { kind: "http-status", status: 500 }],
  [
    "drop",
    scenarios.drop,
    { kind: "network", sent: "maybe", message: expect.stringContaining("ECONNRESET") },
  ],
  [
    "truncated",
    scenarios.truncated,
    { kind: "unexpected-response", reason: "truncated", status: 200 },
  ],
])("%s ends every operation with the error that it stands for", async (_, scenario, error) => {
  for (const outcome of await playAll(scenario)) expect(outcome.error).toMatchObject(error);
});

test("a truncated answer has sent some of its body before it breaks off", async () => {
  const mock = createMockFetch().next("payInvoices", scenarios.truncated);
  const { path } = operations.payInvoices;
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(fixtures.payInvoices.full.request);
  const response = await mock(`https://kit.example${path}`, { method: "POST", headers, body });
  const reader = response.body?.getReader();
  const whole = JSON.stringify(fixtures.payInvoices.minimal.response);
  const start = new TextDecoder().decode((await reader?.read())?.value);
  expect(whole.startsWith(start)).toBe(true);
  expect(start.length).toBe(Math.floor(whole.length / 2));
  await expect(reader?.read()).rejects.toThrow("terminated");
});

test("hang and a slow answer end with the time that the call is given", async () => {
  const outcomes = [
    ...(await playAll(scenarios.hang, { timeoutMs: 5 })),
    ...(await playAll(scenarios.slow(60_000), { timeoutMs: 5 })),
  ];
  for (const { error } of outcomes) expect(error).toMatchObject({ kind: "timeout", sent: "maybe" });
});

test("hang and a slow answer end with the signal of the caller, also where the client is not used", async () => {
  const mock = createMockFetch().next("payInvoices", scenarios.hang, scenarios.slow(60_000));
  const controller = new AbortController();
  const init = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fixtures.payInvoices.full.request),
    signal: controller.signal,
  };
  const calls = [0, 1].map(() => mock(`https://kit.example${operations.payInvoices.path}`, init));
  const reason = new Error("no longer needed");
  controller.abort(reason);
  for (const { reason: found } of (await Promise.allSettled(calls)) as PromiseRejectedResult[]) {
    expect(found).toBe(reason);
  }
});

test("a slow answer comes in the end", async () => {
  for (const { answer } of await playAll(scenarios.slow(1)))
    expect(answer).toMatchObject({ code: 0 });
});

test("an unknown status is the only thing that departs from the contract", async () => {
  const { error } = await play("fetchOrderInfo", scenarios.unknownStatus, { drift: "throw" });
  expect(error).toMatchObject({
    kind: "drift",
    violations: [{ pointer: "/paylod/paymentStatus", keyword: "enum" }],
  });
});

test("an extra field is there, and breaks nothing", async () => {
  for (const { answer } of await playAll(scenarios.extraField, { drift: "throw" })) {
    expect(answer?.body).toHaveProperty("fieldOfTomorrow", true);
  }
});

test("a missing field is gone, at any depth", async () => {
  const list = "/paylod/voucherDetailsList";
  const { error } = await play("fetchOrderInfo", scenarios.missingField(list), { drift: "throw" });
  expect(error).toMatchObject({
    kind: "drift",
    violations: [{ pointer: list, keyword: "required" }],
  });
  const { answer } = await play("createOrder", scenarios.missingField("/payload/redirectionUrl"));
  expect(answer?.payload).toEqual({
    orderId: fixtures.createOrder.minimal.response.payload.orderId,
  });
});

test("a missing field that was never there is an error that names it", () => {
  const call = {
    operation: "createOrder",
    signal: new AbortController().signal,
    body: {},
  } as const;
  for (const pointer of ["/payload/url", "/url"]) {
    expect(() => scenarios.missingField(pointer)(call)).toThrow(
      `Failed to take ${pointer} out of the answer of createOrder: it is not there. Correct the pointer.`,
    );
  }
});

test("a scenario changes the example that would have been the answer, and leaves the fixture whole", async () => {
  const scenario = scenarios.changed<"fetchOrderInfo">(({ paylod }) =>
    paylod.voucherDetailsList.pop(),
  );
  const mock = createMockFetch({ answers: { fetchOrderInfo: "full" } }).next(
    "fetchOrderInfo",
    scenario,
  );
  const credentials = { rewardsToken: "token" };
  const client = createEnkashClient({ baseUrl: "https://kit.example", credentials, fetch: mock });
  const vouchers = async () =>
    (await client.fetchOrderInfo(fixtures.fetchOrderInfo.full.request)).payload.voucherDetailsList;
  expect([(await vouchers()).length, (await vouchers()).length]).toEqual([1, 2]);
});
