import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cachedCredential } from "../../src/credentials/cached-credential.js";
import { deferred, failureOf, HOUR, inAnHour, type LoadOutcome, loads, MINUTE } from "./support.js";

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }));
afterEach(() => void vi.useRealTimers());

const reset = () => Object.assign(new Error("read ECONNRESET: hunter2"), { code: "ECONNRESET" });

test("any number of calls share one load, also while it runs", async () => {
  const { get, contexts } = loads([inAnHour("a"), "b"]);
  const calls = Array.from({ length: 50 }, () => get());
  expect(await Promise.all(calls)).toEqual(Array(50).fill("a"));
  expect(await get()).toBe("a");
  expect(contexts).toHaveLength(1);
});

test("a value is renewed a minute before it expires, and not earlier", async () => {
  const { get, contexts } = loads([inAnHour("a"), "b"]);
  await get();
  vi.advanceTimersByTime(HOUR - MINUTE - 1);
  expect(await get()).toBe("a");
  expect(contexts).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(await get()).toBe("a");
  await vi.advanceTimersByTimeAsync(0);
  expect(await get()).toBe("b");
  expect(contexts).toHaveLength(2);
});

test("a value that lives for less than that is kept for half its life", async () => {
  const { get } = loads([{ value: "a", expiresAt: Date.now() + 40_000 }, "b"]);
  await get();
  vi.advanceTimersByTime(19_999);
  await get();
  await vi.advanceTimersByTimeAsync(1);
  expect(await get()).toBe("a");
  await vi.advanceTimersByTimeAsync(0);
  expect(await get()).toBe("b");
});

test.each<[string, LoadOutcome]>([
  ["a string", "a"],
  ["no expiresAt", { value: "a" }],
  ["undefined", { value: "a", expiresAt: undefined }],
  ["Infinity", { value: "a", expiresAt: Number.POSITIVE_INFINITY }],
])("a value with %s for its expiry is kept until EnKash refuses it", async (_, loaded) => {
  const { get } = loads([loaded, "b"]);
  await get();
  vi.advanceTimersByTime(10_000 * HOUR);
  expect(await get()).toBe("a");
  expect(await get({ refused: true })).toBe("b");
});

test("a value that arrives expired serves the calls that waited for it alone", async () => {
  const { get, contexts } = loads([{ value: "a", expiresAt: 1672531199000 }, inAnHour("b")]);
  expect(await Promise.all([get(), get()])).toEqual(["a", "a"]);
  expect(await get()).toBe("b");
  expect(contexts).toHaveLength(2);
});

test.each<[string, unknown]>([
  ["seconds", Date.UTC(2026, 0, 1) / 1000 + 3600],
  ["a Date", new Date(Date.UTC(2027, 0, 1))],
  ["a number as text", `${Date.UTC(2027, 0, 1)}`],
  ["a date as text", "2027-01-01T00:00:00Z"],
  ["NaN", Number.NaN],
  ["null", null],
])(
  "an expiresAt in %s is an error, and neither a load for every call nor for ever",
  async (_, at) => {
    const { get, contexts } = loads([{ value: "a", expiresAt: at as number }]);
    expect((await failureOf(get())).message).toContain("not in milliseconds");
    await failureOf(get());
    expect(contexts).toHaveLength(1);
  },
);

test.each([
  ["expiresIn", "expiresIn"],
  ["4111111111111111", "*"],
])("a loaded %s is an error, since it would be lost", async (name, shown) => {
  const { get, contexts } = loads([{ value: "a", [name]: 3600 } as never]);
  const { message } = await failureOf(get());
  expect(message).toContain(`the load returned an unknown ${shown}. Known: value, expiresAt`);
  await failureOf(get());
  expect(contexts).toHaveLength(1);
});

test("a wall clock that jumps ahead ends a value that has expired by it", async () => {
  const { get } = loads([inAnHour("a"), "b"]);
  await get();
  vi.setSystemTime(Date.now() + HOUR);
  expect(await get()).toBe("b");
});

test("a wall clock that jumps back does not lengthen the life of a value", async () => {
  const { get } = loads([inAnHour("a"), "b"]);
  await get();
  vi.setSystemTime(Date.now() - 24 * HOUR);
  expect(await get()).toBe("a");
  vi.advanceTimersByTime(HOUR);
  expect(await get()).toBe("b");
});

test("after a 117 the value is renewed once, however many calls report it", async () => {
  const { get, contexts } = loads([inAnHour("a"), inAnHour("b"), inAnHour("c")]);
  await get();
  expect(await Promise.all([get({ refused: true }), get({ refused: true }), get()])).toEqual([
    "b",
    "b",
    "b",
  ]);
  expect(await get({ refused: true })).toBe("b");
  expect(contexts.map(({ refused }) => refused)).toEqual([false, true]);
  vi.advanceTimersByTime(MINUTE);
  expect(await get({ refused: true })).toBe("c");
});

test("a value that was refused is no substitute when its renewal fails", async () => {
  const { get } = loads([inAnHour("a"), reset()]);
  await get();
  await failureOf(get({ refused: true }));
});

test("a failure of the network is not kept", async () => {
  const { get, contexts } = loads([reset(), inAnHour("a")]);
  const error = await failureOf(get());
  expect(error).toMatchObject({ temporary: true, retryAfter: undefined });
  expect(error.message).toContain("ECONNRESET");
  expect(error.unredacted().cause).toMatchObject({ message: "read ECONNRESET: hunter2" });
  expect(await get()).toBe("a");
  expect(contexts).toHaveLength(2);
});

const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
test.each<[string, unknown, boolean]>([
  ["what fetch throws for a connection", new TypeError("fetch failed", { cause }), true],
  ["a network failure in Deno, or one of HTTP in Node", new TypeError("fetch failed"), true],
  ["a network failure in Chromium", new TypeError("Failed to fetch"), true],
  ["a network failure in Safari", new TypeError("Load failed"), true],
  ["one in Firefox", new TypeError("NetworkError when attempting to fetch resource."), true],
  ["a network failure in workerd", new Error("Network connection lost."), true],
  ["one in earlier Deno", new TypeError("error sending request for url (https://a.example)"), true],
  ["a cut body in Deno", new TypeError("error reading a body from connection"), true],
  ["a file of keys that cannot be read", new Error("error reading keys.json"), false],
  ["an error around one", new Error("no token", { cause: new TypeError("fetch failed") }), true],
  ["an AbortSignal.timeout", new DOMException("late", "TimeoutError"), true],
  ["an error that declares it", Object.assign(new Error("503"), { temporary: true }), true],
  ["a reset that declares the contrary", Object.assign(reset(), { temporary: false }), false],
  ["an HTTP error of axios", Object.assign(new Error("401"), { code: "ERR_BAD_REQUEST" }), false],
  ["a slip after a refusal", new TypeError("Cannot read properties of undefined"), false],
  ["an Error", new Error("The token server responded with 401."), false],
  ["a string", "401", false],
  ["undefined", undefined, false],
  [
    "an object that cannot be read",
    new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    ),
    false,
  ],
])("%s: temporary is told from what counts as refused", async (_, thrown, temporary) => {
  let count = 0;
  const get = cachedCredential(async () => {
    count++;
    throw thrown;
  });
  expect(await failureOf(get())).toMatchObject({ temporary });
  await failureOf(get());
  expect(count).toBe(temporary ? 2 : 1);
});

test("a refused load is remembered for a minute, by a clock that does not jump", async () => {
  const { get, contexts } = loads([new Error("401"), inAnHour("a")]);
  const error = await failureOf(get());
  expect(error).toMatchObject({ temporary: false, retryAfter: 60 });
  vi.setSystemTime(Date.now() + HOUR);
  vi.advanceTimersByTime(20_500);
  const later = await failureOf(get());
  expect(later).toMatchObject({ temporary: false, retryAfter: 40 });
  expect(later.message).toContain("40 seconds");
  expect(later.unredacted().cause).toBe(error.unredacted().cause);
  await failureOf(get({ refused: true }));
  expect(contexts).toHaveLength(1);
  vi.advanceTimersByTime(39_500);
  expect(await get()).toBe("a");
});

test("a value that expires while its renewal runs is used no more when that fails", async () => {
  const renewal = deferred();
  const { get } = loads([inAnHour("a"), renewal.promise], { timeoutMs: 2 * MINUTE });
  await get();
  vi.advanceTimersByTime(HOUR - MINUTE);
  expect(await get()).toBe("a");
  vi.advanceTimersByTime(MINUTE);
  const failed = failureOf(get());
  renewal.reject(reset());
  expect(await failed).toMatchObject({ temporary: true });
});

test("a renewal that hangs holds up no call while the value lasts", async () => {
  const { get, contexts } = loads([inAnHour("a"), new Promise(() => {})]);
  await get();
  vi.advanceTimersByTime(HOUR - MINUTE);
  expect(await Promise.all([get(), get()])).toEqual(["a", "a"]);
  // Beyond the time of the load, and nearly as long as the value lasts.
  await vi.advanceTimersByTimeAsync(MINUTE - 1);
  expect(await get()).toBe("a");
  expect(contexts).toHaveLength(2);
});

test("a wall clock that jumps back does not make an expired value a substitute", async () => {
  const { get } = loads([inAnHour("a"), reset()]);
  await get();
  vi.setSystemTime(Date.now() - 24 * HOUR);
  vi.advanceTimersByTime(HOUR);
  await failureOf(get());
});

test("a load that fails when all its callers have left is no unhandled rejection", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const load = deferred();
  const { get } = loads([load.promise]);
  const controller = new AbortController();
  const call = get({ signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toThrow();
  load.reject(new Error("401"));
  await vi.advanceTimersByTimeAsync(1);
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test("a credential cannot be changed", () => {
  const { get } = loads(["a"]);
  expect(() => Object.assign(get, { reset: () => {} })).toThrow(TypeError);
});

test("a value that still lasts is used when its early renewal fails, without a new try each call", async () => {
  const { get, contexts } = loads([inAnHour("a"), reset(), new Error("401")]);
  await get();
  vi.advanceTimersByTime(HOUR - MINUTE);
  expect(await get()).toBe("a");
  expect(await get()).toBe("a");
  expect(contexts).toHaveLength(2);
  vi.advanceTimersByTime(MINUTE);
  expect(await failureOf(get())).toMatchObject({ temporary: false });
});

test("an aborted call leaves the load to the others", async () => {
  const load = deferred();
  const { get, contexts } = loads([load.promise]);
  const controller = new AbortController();
  const aborted = get({ signal: controller.signal });
  const waiting = get({ signal: new AbortController().signal });
  controller.abort(new Error("the customer left"));
  await expect(aborted).rejects.toThrow("the customer left");
  expect(contexts[0]?.signal.aborted).toBe(false);
  load.resolve("a");
  expect(await waiting).toBe("a");
});

test("a call that is aborted already loads nothing", async () => {
  const { get, contexts } = loads(["a"]);
  await expect(get({ signal: AbortSignal.abort() })).rejects.toThrow();
  expect(contexts).toEqual([]);
});

test("a load that never ends is given up after its time, and is not remembered", async () => {
  const { get, contexts } = loads([new Promise(() => {}), "a"], { timeoutMs: 500 });
  const failed = failureOf(get());
  await vi.advanceTimersByTimeAsync(500);
  expect(await failed).toMatchObject({ temporary: true });
  expect(contexts[0]?.signal.aborted).toBe(true);
  expect(await get()).toBe("a");
});

test("a load whose timer is frozen does not hold up the calls of later", async () => {
  const { get, contexts } = loads([new Promise(() => {}), "a"]);
  get().catch(() => {});
  // The clocks go on and no timer fires, as on a worker whose request is over.
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 10_000);
  expect(await get()).toBe("a");
  expect(contexts).toHaveLength(2);
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["null", null],
  ["an empty string", ""],
  ["an empty value", { value: "" }],
  ["a line break", "hunter2\nX-Evil: 1"],
  ["a number", 7],
  ["a value that is no string", { value: 7 }],
  ["what lies outside of ASCII", { value: "hunter2é" }],
])("a load that returns %s fails, remembered, without repeating the value", async (_, loaded) => {
  const { get, contexts } = loads([loaded as string]);
  const error = await failureOf(get());
  expect(error.message).toContain("the load returned no value of visible ASCII characters");
  expect(inspect(error) + JSON.stringify(error)).not.toContain("hunter2");
  await failureOf(get());
  expect(contexts).toHaveLength(1);
});

test("nothing secret is printed, neither of the credential nor of a failure", async () => {
  const { get } = loads(["hunter2", new Error("wrong password hunter2")]);
  await get();
  expect(inspect(get, { depth: 9, showHidden: true }) + JSON.stringify({ get })).not.toContain(
    "hunter2",
  );
  const error = await failureOf(get({ refused: true }));
  expect(inspect(error, { depth: 9 }) + JSON.stringify(error) + error.stack).not.toContain(
    "hunter2",
  );
});

test("calls leave no listener at their signals and no timer behind", async () => {
  const { get } = loads(["a"]);
  const { signal } = new AbortController();
  const add = vi.spyOn(signal, "addEventListener");
  const remove = vi.spyOn(signal, "removeEventListener");
  await Promise.all([get({ signal }), get({ signal })]);
  expect(remove).toHaveBeenCalledTimes(add.mock.calls.length);
  expect(vi.getTimerCount()).toBe(0);
});

test.each<[string, unknown, unknown]>([
  ["cachedCredential.load", undefined, {}],
  ["cachedCredential.refusalPauseMs", () => "a", { refusalPauseMs: 0 }],
  ["cachedCredential.timeoutMs", () => "a", { timeoutMs: "5" }],
  ["cachedCredential.ttl", () => "a", { ttl: 5 }],
])("a wrong %s is refused when the credential is created", (option, load, options) => {
  expect(() => cachedCredential(load as () => string, options as object)).toThrow(
    expect.objectContaining({ kind: "configuration", option }),
  );
});
