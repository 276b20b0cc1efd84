import { createEnkashClient, EnkashError } from "enkash-contract";

const enkash = createEnkashClient({
  // The mock. For EnKash's test host: environment: "test".
  baseUrl: process.env.ENKASH_URL ?? "http://127.0.0.1:4010",
  credentials: { rewardsToken: process.env.REWARDS_TOKEN ?? "dummy" },
  timeoutMs: 10_000,
});

try {
  const { payload } = await enkash.fetchOrderInfo({
    orderId: "OR000000000001",
  });
  // The PINs of the vouchers are money: do not log them.
  console.log(payload.orderStatus, payload.voucherDetailsList.length, "vouchers");
} catch (error) {
  if (!(error instanceof EnkashError)) throw error;
  // Repeat the call only if nothing was sent.
  console.error(error.kind, "sent:", error.sent);
  process.exitCode = 1;
}
