import { afterAll, beforeAll, expect, test } from "vitest";
import { type Installed, install } from "../support/install.js";

let shop: Installed;

beforeAll(async () => {
  shop = await install("test/package/consumer", ["typescript", "@types/node", "undici-types"]);
});
afterAll(() => shop.remove());

test("the shop compiles against the installed package, and its contract tests pass", async () => {
  const { code, output } = await shop.run("npm", ["run", "--silent", "ci"]);
  expect(output).toContain("# fail 0");
  expect(output).toMatch(/# pass 1\d\n/);
  expect(code).toBe(0);
});
