import { expect, test } from "vitest";
import { operationIds } from "../../generated/operations.js";
import {
  type CredentialName,
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
import { sendPayment } from "./requests.js";

/** A credential for whatever some operation needs. */
const credentials = Object.fromEntries(
  operationIds.flatMap((operation) =>
    operations[operation].security.map(({ credential }) => [credential, "secret"]),
  ),
) as Record<CredentialName, string>;
type Outcome = { result?: EnkashResult<OperationId>; error?: EnkashError };

/** Calls an operation with its full example, while the mock plays a scenario. */
async function play<Id extends OperationId>(
  id: Id,
  scenario: Scenario<Id>,
  options: Partial<EnkashOptions> = {},
) {
  const mock = createMockFetch().next(id, scenario);
  const client = createEnkashClient({
    baseUrl: "https://kit.example",
    credentials,
    fetch: mock,
    ...options,
  });
  const call = client[id] as (request: unknown) => Promise<EnkashResult<OperationId>>;
  const outcome: Outcome = await call(fixtures[id].full.request).then(
    (result) => ({ result }),
    (error: EnkashError) => ({ error }),
  );
  mock.assertNoPending();
  return outcome;
}

/** Plays a scenario with every operation. */
const playAll = (scenario: Scenario, options?: Partial<EnkashOptions>) =>
  Promise.all(operationIds.map((id) => play(id, scenario, options)));

test("each example of each operation can be the response", async () => {
  let played = 0;
  for (const id of operationIds) {
    for (const [name, { response }] of Object.entries(fixtures[id])) {
      const mock = createMockFetch().next(id, name as never);
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
  expect(played).toBeGreaterThan(0);
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
    "connectionRefused",
    scenarios.connectionRefused,
    { kind: "network", sent: "no", message: expect.stringContaining("ECONNREFUSED") },
  ],
  [
    "tlsRefused",
    scenarios.tlsRefused,
    { kind: "network", sent: "no", message: expect.stringContaining("SELF_SIGNED_CERT") },
  ],
  ["rateLimited", scenarios.rateLimited(30), { kind: "http-status", status: 429, retryAfter: 30 }],
  [
    "truncated",
    scenarios.truncated,
    { kind: "unexpected-response", reason: "truncated", status: 200 },
  ],
])("%s ends every operation with the error that it stands for", async (_, scenario, error) => {
  for (const outcome of await playAll(scenario)) expect(outcome.error).toMatchObject(error);
});

test("a truncated response has sent some of its body before it breaks off", async () => {
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

test("hang and a slow response end with the time that the call is given", async () => {
  const outcomes = [
    ...(await playAll(scenarios.hang, { timeoutMs: 5 })),
    ...(await playAll(scenarios.slow(60_000), { timeoutMs: 5 })),
  ];
  for (const { error } of outcomes) expect(error).toMatchObject({ kind: "timeout", sent: "maybe" });
});

test("hang and a slow response end with the signal of the caller, also where the client is not used", async () => {
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

test("a slow response comes in the end", async () => {
  for (const { result } of await playAll(scenarios.slow(1)))
    expect(result).toMatchObject({ code: 0 });
});

test("an unknown status is the only thing that violates the contract", async () => {
  const { error } = await play("fetchOrderInfo", scenarios.unknownStatus, { drift: "throw" });
  expect(error).toMatchObject({
    kind: "drift",
    violations: [{ pointer: "/paylod/paymentStatus", keyword: "enum" }],
  });
});

test("an extra field is there, and breaks nothing", async () => {
  for (const { result } of await playAll(scenarios.extraField, { drift: "throw" })) {
    expect(result?.body).toHaveProperty("fieldOfTomorrow", true);
  }
});

test("a missing field is gone, at any depth", async () => {
  const list = "/paylod/voucherDetailsList";
  const { error } = await play("fetchOrderInfo", scenarios.missingField(list), { drift: "throw" });
  expect(error).toMatchObject({
    kind: "drift",
    violations: [{ pointer: list, keyword: "required" }],
  });
  const { result } = await play("createOrder", scenarios.missingField("/payload/redirectionUrl"));
  expect(result?.payload).toEqual({
    orderId: fixtures.createOrder.minimal.response.payload.orderId,
  });
});

test("a rate limit says after how many seconds", async () => {
  const mock = createMockFetch().next("payInvoices", scenarios.rateLimited(30));
  const response = await sendPayment(mock);
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "30"]);
});

test("a scenario gets the operation, the request, the response and the signal", async () => {
  const controller = new AbortController();
  const mock = createMockFetch().next("payInvoices", (context) => {
    expect(context).toEqual({
      operation: "payInvoices",
      request: fixtures.payInvoices.full.request,
      response: fixtures.payInvoices.minimal.response,
      signal: expect.any(AbortSignal),
    });
    controller.abort();
    return Response.json(context.signal.aborted);
  });
  await expect(sendPayment(mock, controller.signal)).rejects.toThrow("aborted");
  mock.assertNoPending();
});

const refused = scenarios.refused as (...values: unknown[]) => Scenario;

test.each([
  ["a refusal with the code of the success", () => refused(0, "text"), "refused(0): the code must"],
  ["a refusal with minus zero", () => refused(-0, "text"), "the code must"],
  ["a refusal with a code that is no number", () => refused("117", "text"), "the code must"],
  ["a refusal without a payload", () => refused(117), "the payload must be a JSON value"],
  ["a payload that JSON cannot write", () => refused(117, 1n), "the payload must be a JSON value"],
  [
    "a status without a body",
    () => refused(117, "", { status: 204 }),
    "a response 204 has no body",
  ],
  [
    "an option that there is not",
    () => refused(117, "", { stauts: 403 }),
    "its options are status and message",
  ],
  ["a status that there is not", () => refused(117, "", { status: 99 }), "from 200 to 599"],
  ["a message that is no text", () => refused(117, "", { message: 1 }), "must be a string"],
  ["a pointer into nothing", () => scenarios.missingField("/payload/url"), "correct the pointer"],
  ["a pointer without a slash", () => scenarios.missingField("payload"), "correct the pointer"],
  ["a pointer to the whole", () => scenarios.missingField(""), "correct the pointer"],
  ["a time that is none", () => scenarios.slow(Number.NaN), "slow(NaN): give milliseconds"],
  ["a time before now", () => scenarios.slow(-1), "give milliseconds"],
  ["a time that no timer takes", () => scenarios.slow(2 ** 31), "give milliseconds"],
  ["half a second to wait", () => scenarios.rateLimited(0.5), "a whole number of seconds"],
  ["a change that is none", () => scenarios.changed({} as never), "give a function"],
  ["nothing to reject with", () => scenarios.rejects("text" as never), "give the error"],
])("%s is refused when the scenario is made", (_, act, message) => {
  expect(act).toThrow("Failed to make the scenario ");
  expect(act).toThrow(message);
});

test("a scenario that cannot be played with an operation is refused when it is set up", () => {
  const mock = createMockFetch();
  const status = scenarios.unknownStatus as Scenario;
  const message =
    "unknownStatus cannot be played with createOrder: no response of createOrder has a status.";
  expect(() => mock.next("createOrder", status)).toThrow(message);
  expect(() => createMockFetch({ responses: { createOrder: status } })).toThrow(message);
  expect(() => mock.next("payInvoices", scenarios.missingField("/payload/orderId"))).toThrow(
    "missingField(/payload/orderId) cannot be played with payInvoices",
  );
  mock.next("fetchOrderInfo", status);
});

test.each(["refused", "changed", "missingField", "slow", "rateLimited", "rejects"] as const)(
  "scenarios.%s that was not called is refused when it is set up",
  (name) => {
    const uncalled = scenarios[name] as unknown as Scenario;
    const message = `scenarios.${name} has to be called: scenarios.${name}(…).`;
    expect(() => createMockFetch().next("createOrder", uncalled)).toThrow(message);
    expect(() => createMockFetch({ responses: { createOrder: uncalled } })).toThrow(message);
    const when = { when: () => true, response: uncalled };
    expect(() => createMockFetch().next("createOrder", when)).toThrow(message);
  },
);

test("scenarios are named in a report of what nobody asked for", () => {
  const mock = createMockFetch().next(
    "createOrder",
    scenarios.refused(117, "text"),
    scenarios.slow(5),
    scenarios.missingField("/payload"),
    scenarios.changed(() => {}),
    scenarios.rateLimited(1),
    scenarios.rejects(new Error("x")),
    function ownScenario() {
      return new Response();
    },
    () => new Response(),
  );
  for (const name of ["drop", "hang", "html502", "tokenInvalid", "extraField"] as const) {
    mock.next("createOrder", scenarios[name]);
  }
  expect(() => mock.assertNoPending()).toThrow(
    "createOrder: refused(117), slow(5), missingField(/payload), changed, rateLimited(1), rejects, " +
      "ownScenario, a scenario, drop, hang, html502, tokenInvalid, extraField\n",
  );
});

test("a change may return the response that it changed, as Object.assign does", async () => {
  const change = scenarios.changed((response) => Object.assign(response, { payload: "P2" }));
  const mock = createMockFetch().next("payInvoices", change);
  expect(await (await sendPayment(mock)).json()).toMatchObject({ payload: "P2" });
  mock.assertNoPending();
});

test("a scenario changes the example that would have been the response, and leaves the fixture whole", async () => {
  const scenario = scenarios.changed<"fetchOrderInfo">(({ paylod }) =>
    paylod.voucherDetailsList.pop(),
  );
  const mock = createMockFetch({ responses: { fetchOrderInfo: "full" } }).next(
    "fetchOrderInfo",
    scenario,
  );
  const credentials = { rewardsToken: "token" };
  const client = createEnkashClient({ baseUrl: "https://kit.example", credentials, fetch: mock });
  const vouchers = async () =>
    (await client.fetchOrderInfo(fixtures.fetchOrderInfo.full.request)).payload.voucherDetailsList;
  expect([(await vouchers()).length, (await vouchers()).length]).toEqual([1, 2]);
});
