import { afterAll, beforeAll, expect, test } from "vitest";
import { type Installed, install } from "../support/install.js";

let shop: Installed;

beforeAll(async () => {
  shop = await install("test/package/consumer", ["typescript", "@types/node", "undici-types"]);
  // Makes a command of the linked `tsc`, on every system; otherwise it is the one of whoever started this test, if any.
  await shop.npm("rebuild --silent --ignore-scripts");
});
afterAll(() => shop.remove());

test("the shop compiles against the installed package, and its contract tests pass", async () => {
  const { code, output } = await shop.npm("run --silent ci");
  expect(output).toMatch(/^\S fail 0$/m);
  expect(output).toMatch(/^\S pass 1\d$/m);
  expect(code).toBe(0);
});
