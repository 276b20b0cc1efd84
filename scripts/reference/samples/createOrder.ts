import { createEnkashClient, EnkashError } from "enkash-contract";

const enkash = createEnkashClient({
  // The mock. For EnKash's test host: environment: "test".
  baseUrl: process.env.ENKASH_URL ?? "http://127.0.0.1:4010",
  credentials: {
    merchantAccessKey: process.env.MERCHANT_ACCESS_KEY ?? "dummy",
    paymentGatewayToken: process.env.PAYMENT_GATEWAY_TOKEN ?? "dummy",
  },
  timeoutMs: 10_000,
});

try {
  const { payload } = await enkash.createOrder({
    orderId: "A1001",
    amount: {
      value: 499.5,
      currency: "INR",
    },
    paymentDetail: {},
  });
  // EnKash's id, to store beside yours, and where to redirect the customer.
  console.log(payload.orderId, payload.redirectionUrl);
} catch (error) {
  if (!(error instanceof EnkashError)) throw error;
  // Repeat the call only if nothing was sent.
  console.error(error.kind, "sent:", error.sent);
  process.exitCode = 1;
}
