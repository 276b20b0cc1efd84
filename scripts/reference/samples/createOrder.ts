import { createEnkashClient } from "enkash-contract";

const enkash = createEnkashClient({
  // The mock. For EnKash's test host: environment: "test".
  baseUrl: process.env.ENKASH_URL ?? "http://127.0.0.1:4010",
  credentials: {
    merchantAccessKey: process.env.MERCHANT_ACCESS_KEY ?? "dummy",
    paymentGatewayToken: process.env.PAYMENT_GATEWAY_TOKEN ?? "dummy",
  },
});

const order = await enkash.createOrder({
  orderId: "A1001",
  amount: { value: 499.5, currency: "INR" },
  paymentDetail: {},
});
// EnKash's id, to store beside yours, and where to send the customer.
console.log(order.payload.orderId);
console.log(order.payload.redirectionUrl);
