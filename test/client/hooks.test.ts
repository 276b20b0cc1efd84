import { expect, test } from "vitest";
import { EnkashError } from "../../src/index.js";
import { errorOf, ORDER, useHostileServer } from "./support.js";

const server = useHostileServer();

test("a success calls onRequest, then onResponse, and not onError", async () => {
  const events: unknown[] = [];
  const log = (name: string) => (event: object) => events.push([name, event]);
  const client = server.client("ok", {
    onRequest: log("request"),
    onResponse: log("response"),
    onError: log("error"),
    onDrift: log("drift"),
  });
  await client.createOrder(ORDER);
  const call = {
    operation: "createOrder",
    method: "POST",
    url: `${server.url("ok")}/api/v0/orders`,
  };
  expect(events).toEqual([
    ["request", call],
    ["response", { ...call, status: 200, requestId: "req-1" }],
  ]);
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
    const options = { onRequest: hook, onResponse: hook, onError: hook, onDrift: hook };
    const order = await server.client("drifting", options).createOrder(ORDER);
    expect(order.code).toBe(0);
    expect(await errorOf(server.client("502-html", options).createOrder(ORDER))).toMatchObject({
      status: 502,
    });
  }
});
