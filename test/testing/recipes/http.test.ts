// For tests that need a real HTTP server. Start it, then run this:
// npx enkash-contract mock
// node --import tsx --test http.test.ts
import assert from "node:assert/strict";
import { test } from "node:test";
import { createEnkashClient } from "enkash-contract";
import { fixtures } from "enkash-contract/testing";

const credentials = { rewardsToken: "test" };
const enkash = createEnkashClient({
  baseUrl: process.env.ENKASH_URL ?? "http://127.0.0.1:4010",
  credentials,
});

test("an example of the contract comes over HTTP", async () => {
  const headers = { Prefer: "example=expired" };
  const { body } = await enkash.fetchOrderInfo(fixtures.fetchOrderInfo.expired.request, {
    headers,
  });
  assert.deepEqual(body, fixtures.fetchOrderInfo.expired.response);
});
