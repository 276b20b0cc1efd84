import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deferred, failureOf, loads } from "./support.js";

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }));
afterEach(() => void vi.useRealTimers());

test("reset() ends the pause after a refusal, and forgets a value", async () => {
  const { get, contexts } = loads([new Error("401"), "a", "b"]);
  await failureOf(get());
  get.reset();
  expect(await get()).toBe("a");
  get.reset();
  expect(await get()).toBe("b");
  expect(contexts).toHaveLength(3);
});

test("a load from before a reset() serves those who waited for it, and nobody else", async () => {
  const old = deferred();
  const { get } = loads([old.promise, "new"]);
  const waiting = get();
  get.reset();
  old.resolve("old");
  expect(await waiting).toBe("old");
  expect(await get()).toBe("new");
});

test("a load from before a reset() does not replace the value from after it", async () => {
  const old = deferred();
  const { get, contexts } = loads([old.promise, "new"]);
  const waiting = get();
  get.reset();
  expect(await get()).toBe("new");
  old.resolve("old");
  await waiting;
  expect(await get()).toBe("new");
  expect(contexts).toHaveLength(2);
});

test("a refusal from before a reset() causes no pause after it", async () => {
  const old = deferred();
  const { get } = loads([old.promise, "new", "newer"]);
  const waiting = get();
  get.reset();
  expect(await get()).toBe("new");
  old.reject(new Error("401"));
  await failureOf(waiting);
  expect(await get({ refused: true })).toBe("newer");
});

test("a load from before a reset() that ends does not make the load after it run twice", async () => {
  const [old, young] = [deferred(), deferred()];
  const { get, contexts } = loads([old.promise, young.promise]);
  const first = get();
  get.reset();
  const second = get();
  old.resolve("old");
  await first;
  const third = get();
  young.resolve("new");
  expect(await Promise.all([second, third])).toEqual(["new", "new"]);
  expect(contexts).toHaveLength(2);
});

test("reset() allows a renewal after the next 117 at once", async () => {
  const { get } = loads(["a", "b", "c", "d"]);
  await get();
  await get({ refused: true });
  get.reset();
  expect(await get()).toBe("c");
  expect(await get({ refused: true })).toBe("d");
});
