import { test } from "vitest";
import { createOrder } from "./order.js";

test("an order without a response", async () => {
  await createOrder("drop-before-headers");
});
test("an order that is refused", async () => {
  await createOrder("401-refused");
});
test("an order whose response drifts", async () => {
  await createOrder("drifting");
});
