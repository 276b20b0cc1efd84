import { expect, test } from "vitest";
import { createRawClient } from "../../src/index.js";
import { CREDENTIALS, ORDER, useHostileServer } from "./support.js";

const server = useHostileServer();

/** Options of a call that is redirected to another host. */
const options = () => ({
  baseUrl: server.url("307-cross-origin"),
  headers: { merchantAccessKey: CREDENTIALS.merchantAccessKey },
});
const reached = () => server.received.map(({ scenario }) => scenario);

test.each([
  ["a call", () => createRawClient().createOrder(ORDER, options())],
  [
    "a call with an undefined redirect",
    () => createRawClient().createOrder(ORDER, { ...options(), redirect: undefined as never }),
  ],
  [
    "a call of the client underneath",
    () => createRawClient().http.POST("/api/v0/orders", { ...options(), body: ORDER }),
  ],
])("%s of the thin client takes no key to the target of a redirect", async (_, call) => {
  const { response } = await call();
  expect(response.status).toBe(307);
  expect(reached()).toEqual(["307-cross-origin"]);
});

test("the thin client follows a redirect that it is told to follow", async () => {
  await createRawClient().createOrder(ORDER, { ...options(), redirect: "follow" });
  expect(reached()).toEqual(["307-cross-origin", "stranger"]);
});
