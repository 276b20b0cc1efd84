// Run it: npx vitest run
import { createEnkashClient } from "enkash-contract";
import { createMockFetch, fixtures } from "enkash-contract/testing";
import { expect, test } from "vitest";

test("a refunded order is reported as refunded", async () => {
  const fetch = createMockFetch().next("fetchOrderInfo", "refunded");
  const enkash = createEnkashClient({
    environment: "test",
    credentials: { rewardsToken: "test" },
    fetch,
  });
  const { payload } = await enkash.fetchOrderInfo(fixtures.fetchOrderInfo.refunded.request);
  expect(payload.paymentStatus).toBe("REFUNDED");
});
