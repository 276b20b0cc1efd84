import { expect, test } from "vitest";
import {
  cachedCredential,
  createEnkashClient,
  EnkashError,
  type EnkashOptions,
  isEnkashError,
  paymentGatewayToken,
} from "../../src/index.js";
import { CREDENTIALS, errorOf, ORDER } from "./support.js";

const trap = () => {
  throw new Error("This cannot be looked at.");
};
/** A value that throws whatever is asked of it, be it `instanceof`. */
const hostile: object = new Proxy(
  {},
  { get: trap, has: trap, getPrototypeOf: trap, ownKeys: trap, getOwnPropertyDescriptor: trap },
);

const call = (options: EnkashOptions) =>
  errorOf(
    createEnkashClient({
      baseUrl: "https://a.example",
      credentials: CREDENTIALS,
      ...options,
    }).createOrder(ORDER),
  );

const throwing = () => Promise.reject(hostile);

test.each([
  ["a function", throwing],
  ["a load", cachedCredential(throwing)],
  [
    "the fetch of a token",
    paymentGatewayToken({
      accessKey: "a",
      secretKey: "s",
      scheme: "raw",
      environment: "test",
      fetch: throwing,
    }),
  ],
])("%s that throws what cannot be looked at ends as a failed credential", async (_, token) => {
  const error = await call({ credentials: { ...CREDENTIALS, paymentGatewayToken: token } });
  expect(error).toMatchObject({ kind: "credential", sent: "no", operation: "createOrder" });
});

test("a fetch that throws what cannot be looked at ends as a network failure", async () => {
  expect(await call({ fetch: throwing })).toMatchObject({ kind: "network", sent: "maybe" });
});

test("a body that breaks with what cannot be looked at is truncated", async () => {
  const body = () => new ReadableStream({ start: (stream) => stream.error(hostile) });
  const error = await call({ fetch: async () => new Response(body()) });
  expect(error).toMatchObject({ kind: "unexpected-response", reason: "truncated", sent: "yes" });
});

test("options that cannot be looked at are a wrong configuration", async () => {
  expect(await errorOf(() => createEnkashClient(hostile))).toMatchObject({ kind: "configuration" });
  const throwsHostile = Object.defineProperty({}, "fetch", {
    enumerable: true,
    get: () => {
      throw hostile;
    },
  });
  expect(await errorOf(() => createEnkashClient(throwsHostile))).toMatchObject({
    kind: "configuration",
    option: "options",
  });
});

test("a value that cannot be looked at is no error of this package", () => {
  expect(isEnkashError(hostile)).toBe(false);
  expect(isEnkashError(Object.create(EnkashError.prototype))).toBe(true);
});
