// Run it: npx jest
const { createEnkashClient } = require("enkash-contract");
const { createMockFetch, fixtures, scenarios } = require("enkash-contract/testing");

test("a broken connection may have paid", async () => {
  const fetch = createMockFetch().next("payInvoices", scenarios.drop);
  const enkash = createEnkashClient({ servers: { payInvoices: "https://enkash.example" }, fetch });
  const payment = enkash.payInvoices(fixtures.payInvoices.minimal.request);
  await expect(payment).rejects.toMatchObject({ kind: "network", sent: "maybe" });
});
