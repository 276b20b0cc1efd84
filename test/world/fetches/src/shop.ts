import { createEnkashClient } from "enkash-contract";
import { withFewConnections } from "./recipes.js";

const { ENKASH_URL: baseUrl, RECIPE } = process.env;

const enkash = createEnkashClient({
  baseUrl,
  credentials: { merchantAccessKey: "key", paymentGatewayToken: "token" },
  fetch: RECIPE === "dispatcher" ? withFewConnections() : undefined,
});
const order = (orderId: string) =>
  enkash.createOrder({ orderId, amount: { value: 499.5, currency: "INR" }, paymentDetail: {} });
const results = await Promise.allSettled(["A1", "A2", "A3", "A4"].map(order));
const failed = results.find(({ status }) => status === "rejected");
console.log(failed === undefined ? "all created" : "failed");
process.exit();
