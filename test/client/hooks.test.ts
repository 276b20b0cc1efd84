import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test } from "vitest";
import { EnkashError, type EnkashOptions } from "../../src/index.js";
import { CREDENTIALS, errorOf, ORDER, useHostileServer } from "./support.js";

const server = useHostileServer();

/** Records the events of all hooks, by the name of the hook. */
function recorder() {
  const events: [string, Record<string, unknown>][] = [];
  const log = (name: string) => (event: object) =>
    void events.push([name, event as Record<string, unknown>]);
  const hooks: EnkashOptions = {
    onRequest: log("request"),
    onResponse: log("response"),
    onError: log("error"),
    onDrift: log("drift"),
    onEnd: log("end"),
  };
  return { events, hooks };
}

test("a success calls onRequest, onResponse and onEnd, and not onError", async () => {
  const { events, hooks } = recorder();
  await server.client("ok", hooks).createOrder(ORDER);
  const callId = expect.any(String);
  const durationMs = expect.any(Number);
  const url = `${server.url("ok")}/api/v0/orders`;
  const call = { callId, operation: "createOrder", method: "POST", url };
  const response = { status: 200, requestId: "req-1", durationMs };
  expect(events).toEqual([
    ["request", call],
    ["response", { ...call, ...response, retryAfter: undefined }],
    ["end", { ...call, ...response, sent: "yes", error: undefined }],
  ]);
});

test("all events of a call and its error carry one id, which no other call has", async () => {
  const { events, hooks } = recorder();
  const client = server.client("429", hooks);
  await Promise.all([errorOf(client.createOrder(ORDER)), errorOf(client.createOrder(ORDER))]);
  const ids = events.map(([, { callId }]) => callId);
  expect(ids).toHaveLength(8);
  expect(new Set(ids).size).toBe(2);
  for (const id of new Set(ids)) expect(ids.filter((each) => each === id)).toHaveLength(4);
  expect(events.find(([name]) => name === "response")?.[1].retryAfter).toBe(1);
});

test.each<[string, unknown, object | undefined, object]>([
  ["a refused request", {}, undefined, { sent: "no", status: undefined }],
  ["a misspelt option", ORDER, { timeout: 1 }, { sent: "no", url: undefined }],
])("%s ends with onError and onEnd alone", async (_, request, options, expected) => {
  const { events, hooks } = recorder();
  const error = await errorOf(server.client("ok", hooks).createOrder(request as never, options));
  expect(events.map(([name]) => name)).toEqual(["error", "end"]);
  expect(events[0]?.[1]).toBe(error);
  expect(events[1]?.[1]).toMatchObject({ ...expected, error, callId: error.callId });
});

test("hooks run in the asynchronous context of the caller", async () => {
  const storage = new AsyncLocalStorage<string>();
  const seen: unknown[] = [];
  const note = () => void seen.push(storage.getStore());
  const client = server.client("drifting", {
    onRequest: note,
    onResponse: note,
    onDrift: note,
    onEnd: note,
    credentials: { ...CREDENTIALS, paymentGatewayToken: () => storage.getStore() ?? "none" },
  });
  await Promise.all(["a", "b"].map((name) => storage.run(name, () => client.createOrder(ORDER))));
  expect(seen.toSorted()).toEqual(["a", "a", "a", "a", "b", "b", "b", "b"]);
  const tokens = server.received.map(({ headers }) => headers.authorization);
  expect(tokens.toSorted()).toEqual(["a", "b"]);
});

test.each([
  ["502-html", ORDER],
  ["ok", {}],
] as const)(
  "%s with an error calls onError with the very error that is thrown",
  async (scenario, request) => {
    const seen: unknown[] = [];
    const client = server.client(scenario, { onError: (error) => seen.push(error) });
    const error = await errorOf(client.createOrder(request as typeof ORDER));
    expect(seen).toEqual([error]);
    expect(seen[0]).toBe(error);
    expect(error).toBeInstanceOf(EnkashError);
  },
);

test("a hook that throws, now or later, cannot break a call", async () => {
  const failing = () => {
    throw new Error("broken hook");
  };
  const later = () => Promise.reject(new Error("broken hook"));
  for (const hook of [failing, later]) {
    const options = {
      onRequest: hook,
      onResponse: hook,
      onError: hook,
      onDrift: hook,
      onEnd: hook,
    };
    const order = await server.client("drifting", options).createOrder(ORDER);
    expect(order.code).toBe(0);
    expect(await errorOf(server.client("502-html", options).createOrder(ORDER))).toMatchObject({
      status: 502,
    });
  }
});
