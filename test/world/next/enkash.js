import { createEnkashClient } from "enkash-contract";

export const enkash = createEnkashClient({
  baseUrl: process.env.ENKASH_URL,
  credentials: {
    merchantAccessKey: process.env.ENKASH_ACCESS_KEY,
    paymentGatewayToken: process.env.ENKASH_TOKEN,
    rewardsToken: process.env.ENKASH_REWARDS_TOKEN,
  },
});

export const order = {
  orderId: "A1001",
  amount: { value: 499.5, currency: "INR" },
  paymentDetail: {},
};
