import { getEventListeners } from "node:events";
import { expect, test, vi } from "vitest";
import { createEnkashClient } from "../../src/index.js";
import { CREDENTIALS, errorOf, ORDER, useHostileServer } from "./support.js";

const server = useHostileServer();

test.each([
  ["hang-before-headers", "maybe", undefined],
  ["hang-in-body", "yes", 200],
] as const)(
  "%s ends as a timeout that tells whether the request was sent",
  async (scenario, sent, status) => {
    const error = await errorOf(server.client(scenario, { timeoutMs: 300 }).createOrder(ORDER));
    expect(error).toMatchObject({ kind: "timeout", timeoutMs: 300, sent, status });
    expect(error.message).toContain("did not finish within 300 ms");
  },
);

test("the time of a call goes before the time of the client", async () => {
  const client = server.client("hang-before-headers", { timeoutMs: 60_000 });
  expect(await errorOf(client.createOrder(ORDER, { timeoutMs: 50 }))).toMatchObject({
    kind: "timeout",
    timeoutMs: 50,
  });
});

test("a fetch that ignores its signal is left behind at the deadline", async () => {
  const client = createEnkashClient({
    environment: "test",
    credentials: CREDENTIALS,
    timeoutMs: 20,
    fetch: () => new Promise(() => {}),
  });
  expect(await errorOf(client.createOrder(ORDER))).toMatchObject({
    kind: "timeout",
    sent: "maybe",
  });
});

test("at the deadline the connection is closed, and a body that ignores the signal is given up", async () => {
  let cancelled = 0;
  let pulls = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      pulls++;
      await new Promise((resolve) => setImmediate(resolve));
      controller.enqueue(Uint8Array.of(32));
    },
    cancel: () => {
      cancelled++;
    },
  });
  const client = createEnkashClient({
    environment: "test",
    credentials: CREDENTIALS,
    timeoutMs: 30,
    fetch: async () => new Response(body),
  });
  expect(await errorOf(client.createOrder(ORDER))).toMatchObject({ kind: "timeout", sent: "yes" });
  await vi.waitFor(() => expect(cancelled).toBe(1));
  expect(pulls).toBeGreaterThan(1);
});

test("a response that comes after the deadline is given up", async () => {
  let cancelled = false;
  let deliver: (response: Response) => void = () => {};
  const client = createEnkashClient({
    environment: "test",
    credentials: CREDENTIALS,
    timeoutMs: 20,
    fetch: () =>
      new Promise((resolve) => {
        deliver = resolve;
      }),
  });
  await errorOf(client.createOrder(ORDER));
  const cancel = () => {
    cancelled = true;
  };
  deliver(new Response(new ReadableStream({ cancel })));
  await vi.waitFor(() => expect(cancelled).toBe(true));
});

test("the signal given to fetch aborts at the deadline", async () => {
  let signal: AbortSignal | undefined;
  const client = createEnkashClient({
    environment: "test",
    credentials: CREDENTIALS,
    timeoutMs: 20,
    fetch: (_, init) => {
      signal = init.signal;
      return new Promise(() => {});
    },
  });
  await errorOf(client.createOrder(ORDER));
  expect(signal?.aborted).toBe(true);
});

test("an abort in onRequest comes before fetch is called", async () => {
  const controller = new AbortController();
  const client = server.client("ok", { onRequest: () => controller.abort() });
  const error = await errorOf(client.createOrder(ORDER, { signal: controller.signal }));
  expect(error).toMatchObject({ kind: "aborted", sent: "no" });
  expect(server.received).toEqual([]);
});

test("a call that is aborted already asks for no credential", async () => {
  let asked = 0;
  const client = server.client("ok", {
    credentials: { ...CREDENTIALS, paymentGatewayToken: () => `${++asked}` },
  });
  await errorOf(client.createOrder(ORDER, { signal: AbortSignal.abort() }));
  expect(asked).toBe(0);
});

test("a credential function that never settles ends as a timeout before anything is sent", async () => {
  const client = server.client("ok", {
    timeoutMs: 20,
    credentials: { ...CREDENTIALS, paymentGatewayToken: () => new Promise(() => {}) },
  });
  expect(await errorOf(client.createOrder(ORDER))).toMatchObject({ kind: "timeout", sent: "no" });
  expect(server.received).toEqual([]);
});

test("a signal that was aborted before the call stops it before anything is sent", async () => {
  const error = await errorOf(
    server.client("ok").createOrder(ORDER, { signal: AbortSignal.abort() }),
  );
  expect(error).toMatchObject({ kind: "aborted", sent: "no" });
  expect(server.received).toEqual([]);
});

test.each([
  ["hang-before-headers", "maybe", "onRequest"],
  ["hang-in-body", "yes", "onResponse"],
] as const)(
  "an abort during %s ends as aborted, not as a timeout",
  async (scenario, sent, hook) => {
    const controller = new AbortController();
    const client = server.client(scenario, {
      [hook]: () => queueMicrotask(() => controller.abort()),
    });
    const error = await errorOf(client.createOrder(ORDER, { signal: controller.signal }));
    expect(error).toMatchObject({ kind: "aborted", sent });
  },
);

test.each(["ok", "502-html", "hang-in-body"] as const)(
  "%s leaves no timer and no listener behind",
  async (scenario) => {
    const { signal } = new AbortController();
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
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

test("a hundred calls on one signal share one listener, and all of them end with it", async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => void warnings.push(warning);
  process.on("warning", onWarning);
  const controller = new AbortController();
  const { signal } = controller;
  const client = createEnkashClient({
    environment: "test",
    credentials: CREDENTIALS,
    fetch: () => new Promise(() => {}),
  });
  const calls = Array.from({ length: 100 }, () => errorOf(client.createOrder(ORDER, { signal })));
  await new Promise((resolve) => setImmediate(resolve));
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  controller.abort();
  const kinds = (await Promise.all(calls)).map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(["aborted"]));
  expect(getEventListeners(signal, "abort")).toEqual([]);
  process.off("warning", onWarning);
  expect(warnings).toEqual([]);
});

test("of calls on one signal, one that ends takes no listener from the others", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const hanging = errorOf(server.client("hang-before-headers").createOrder(ORDER, { signal }));
  await server.client("ok").createOrder(ORDER, { signal });
  controller.abort();
  expect(await hanging).toMatchObject({ kind: "aborted" });
});

test("a body of empty chunks without an end does not outlive the deadline", async () => {
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array()),
  });
  const client = createEnkashClient({
    environment: "test",
    credentials: CREDENTIALS,
    timeoutMs: 50,
    fetch: async () => new Response(body),
  });
  expect(await errorOf(client.createOrder(ORDER))).toMatchObject({ kind: "timeout", sent: "yes" });
});

const broken = (name: string) => {
  const signal = new AbortController().signal;
  const fail = () => {
    throw new TypeError("broken");
  };
  const descriptor = name === "aborted" ? { get: fail } : { value: fail };
  return Object.defineProperty(signal, name, descriptor);
};

test.each<[string, unknown]>([
  ["null", null],
  ["a signal without removeEventListener", { aborted: false, addEventListener() {} }],
  ["a signal whose `aborted` throws", broken("aborted")],
  ["a signal that refuses listeners", broken("addEventListener")],
])("%s is refused before anything is sent", async (_, signal) => {
  const error = await errorOf(server.client("ok").createOrder(ORDER, { signal } as object));
  expect(error).toMatchObject({ kind: "configuration", option: "signal", sent: "no" });
  expect(server.received).toEqual([]);
});

test("a signal that cannot be left does not fail a call that succeeded", async () => {
  const signal = broken("removeEventListener");
  expect((await server.client("ok").createOrder(ORDER, { signal })).code).toBe(0);
});
