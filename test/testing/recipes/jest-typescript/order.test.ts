// Run it: npx jest
import { createEnkashClient } from "enkash-contract";
import { createMockFetch, fixtures } from "enkash-contract/testing";

test("a refunded order is reported as refunded", async () => {
  const fetch = createMockFetch().next("fetchOrderInfo", "refunded");
  const credentials = { rewardsToken: "test" };
  const enkash = createEnkashClient({ environment: "test", credentials, fetch });
  const { payload } = await enkash.fetchOrderInfo(fixtures.fetchOrderInfo.refunded.request);
  expect(payload.paymentStatus).toBe("REFUNDED");
});
