import { createEnkashClient } from "enkash-contract";

const enkash = createEnkashClient({
  // The mock. For EnKash's test host: environment: "test".
  baseUrl: process.env.ENKASH_URL ?? "http://127.0.0.1:4010",
  credentials: { rewardsToken: process.env.REWARDS_TOKEN ?? "dummy" },
});

const info = await enkash.fetchOrderInfo({ orderId: "OR000000000001" });
console.log(info.payload.orderStatus, info.payload.paymentStatus);
// The PINs of the vouchers are money: do not log them.
console.log(`${info.payload.voucherDetailsList.length} vouchers`);
