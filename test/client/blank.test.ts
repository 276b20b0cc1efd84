import { expect, test } from "vitest";
import { validators } from "../../src/validators.js";
import { CREDENTIALS, errorOf, ORDER, recording } from "./support.js";

const blank = ["", " ", "\t\n", "\u00a0"];

test.each(blank)("the order id %j is refused before anything is sent", async (orderId) => {
  const { client, sent } = recording({ environment: "test", credentials: CREDENTIALS });
  const calls = [client.createOrder({ ...ORDER, orderId }), client.fetchOrderInfo({ orderId })];
  for (const error of await Promise.all(calls.map(errorOf))) {
    if (error.kind !== "invalid-request") throw error;
    const fact = `${error.operation}.request.orderId`;
    expect(error.violations).toMatchObject([{ pointer: "/orderId", keyword: "blank", fact }]);
    expect(error.message).toContain("/orderId must not be blank (a rule of the client)");
  }
  expect(sent).toEqual([]);
});

test.each(blank)("the contract states nothing of it: the validators take %j", (orderId) => {
  expect(validators.createOrder.request({ ...ORDER, orderId })).toBe(true);
  expect(validators.fetchOrderInfo.request({ orderId })).toBe(true);
});

test("white space around an order id is sent as it is", async () => {
  const { client, sent } = recording({ environment: "test", credentials: CREDENTIALS });
  await client.createOrder({ ...ORDER, orderId: " A1001 " });
  expect(await sent[0]?.json()).toMatchObject({ orderId: " A1001 " });
});
