import { createEnkashClient } from "enkash-contract";
import { throughProxy, trusting, withFewConnections } from "./recipes.js";

const { ENKASH_URL: baseUrl, PROXY = "", CA = "", RECIPE = "" } = process.env;
const recipes = {
  proxy: () => throughProxy(PROXY),
  certificate: () => trusting(CA),
  dispatcher: () => withFewConnections(),
  none: () => undefined,
};

const enkash = createEnkashClient({
  baseUrl,
  credentials: { merchantAccessKey: "key", paymentGatewayToken: "token" },
  fetch: recipes[RECIPE as keyof typeof recipes](),
});
const order = (orderId: string) =>
  enkash.createOrder({ orderId, amount: { value: 499.5, currency: "INR" }, paymentDetail: {} });
const results = await Promise.allSettled(["A1", "A2", "A3", "A4"].map(order));
const failed = results.find(({ status }) => status === "rejected");
console.log(failed === undefined ? "all created" : "failed");
process.exit();
