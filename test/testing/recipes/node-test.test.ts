// Run it: node --import tsx --test node-test.test.ts (from Node 22.18 on: node --test node-test.test.ts)
import assert from "node:assert/strict";
import { test } from "node:test";
import { createEnkashClient } from "enkash-contract";
import { createMockFetch, fixtures, scenarios } from "enkash-contract/testing";

test("a broken connection may have paid", async () => {
  const fetch = createMockFetch().next("payInvoices", scenarios.drop);
  const enkash = createEnkashClient({ servers: { payInvoices: "https://enkash.example" }, fetch });
  await assert.rejects(enkash.payInvoices(fixtures.payInvoices.minimal.request), {
    kind: "network",
    sent: "maybe",
  });
});
