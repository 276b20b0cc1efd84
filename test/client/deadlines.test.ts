import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { createEnkashClient } from "../../src/index.js";
import { CREDENTIALS, errorOf, ORDER, useHostileServer } from "./support.js";

const server = useHostileServer();

test.each([
  ["hang-before-headers", "maybe", undefined],
  ["hang-in-body", "yes", 200],
] as const)("%s ends as a timeout that tells whether the request was sent", async (scenario, sent, status) => {
  const error = await errorOf(server.client(scenario, { timeoutMs: 80 }).createOrder(ORDER));
  expect(error).toMatchObject({ kind: "timeout", timeoutMs: 80, sent, status });
  expect(error.message).toContain("did not finish within 80 ms");
});

test("the time of a call goes before the time of the client", async () => {
  const client = server.client("hang-before-headers", { timeoutMs: 60_000 });
  expect(await errorOf(client.createOrder(ORDER, { timeoutMs: 50 }))).toMatchObject({ kind: "timeout", timeoutMs: 50 });
});

test("a fetch that ignores its signal is left behind at the deadline", async () => {
  const client = createEnkashClient({
    environment: "test",
    credentials: CREDENTIALS,
    timeoutMs: 20,
    fetch: () => new Promise(() => {}),
  });
  expect(await errorOf(client.createOrder(ORDER))).toMatchObject({ kind: "timeout", sent: "maybe" });
});

test("a credential function that never answers ends as a timeout before anything is sent", async () => {
  const client = server.client("ok", {
    timeoutMs: 20,
    credentials: { ...CREDENTIALS, paymentGatewayToken: () => new Promise(() => {}) },
  });
  expect(await errorOf(client.createOrder(ORDER))).toMatchObject({ kind: "timeout", sent: "no" });
  expect(server.received).toEqual([]);
});

test("a signal that was aborted before the call stops it before anything is sent", async () => {
  const error = await errorOf(server.client("ok").createOrder(ORDER, { signal: AbortSignal.abort() }));
  expect(error).toMatchObject({ kind: "aborted", sent: "no" });
  expect(server.received).toEqual([]);
});

test.each([
  ["hang-before-headers", "maybe", "onRequest"],
  ["hang-in-body", "yes", "onResponse"],
] as const)("an abort during %s ends as aborted, not as a timeout", async (scenario, sent, hook) => {
  const controller = new AbortController();
  const client = server.client(scenario, { [hook]: () => queueMicrotask(() => controller.abort()) });
  const error = await errorOf(client.createOrder(ORDER, { signal: controller.signal }));
  expect(error).toMatchObject({ kind: "aborted", sent });
});

test.each(["ok", "502-html", "hang-in-body"] as const)(
  "%s leaves no timer and no listener behind",
  async (scenario) => {
    const { signal } = new AbortController();
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    // The default of 30 s is in force: a timer that stayed would still be there.
    const call = server
      .client(scenario)
      .createOrder(ORDER, { signal, ...(scenario === "hang-in-body" ? { timeoutMs: 50 } : {}) });
    await call.catch(() => {});
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(timers()).toBeLessThanOrEqual(before);
  },
);
