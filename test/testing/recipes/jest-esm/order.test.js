// Run it: node --experimental-vm-modules node_modules/jest/bin/jest.js
import { createEnkashClient } from "enkash-contract";
import { createMockFetch, fixtures, scenarios } from "enkash-contract/testing";

const credentials = { merchantAccessKey: "test", paymentGatewayToken: "test" };

describe("a token that EnKash does not know", () => {
  it("is a refusal with the code 117", async () => {
    const fetch = createMockFetch().next("createOrder", scenarios.tokenInvalid);
    const enkash = createEnkashClient({ environment: "test", credentials, fetch });
    const order = enkash.createOrder(fixtures.createOrder.minimal.request);
    await expect(order).rejects.toMatchObject({ kind: "refused", code: 117 });
    fetch.assertNoPending();
  });
});
