import process from "node:process";
import { createEnkashClient } from "enkash-contract";

/** Creates an order with an EnKash that fails in the given way. Whatever is thrown escapes. */
export function createOrder(scenario) {
  const enkash = createEnkashClient({
    baseUrl: `${process.env.ENKASH_URL}/${scenario}`,
    credentials: {
      merchantAccessKey: process.env.ENKASH_ACCESS_KEY,
      paymentGatewayToken: process.env.ENKASH_TOKEN,
    },
    drift: "throw",
  });
  return enkash.createOrder({
    orderId: "A1001",
    amount: { value: 499.5, currency: "INR" },
    paymentDetail: { accountNumber: process.env.ACCOUNT_NUMBER, ifsc: "TEST0000001" },
  });
}
