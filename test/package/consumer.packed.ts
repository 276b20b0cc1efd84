import { readdirSync } from "node:fs";
import { join } from "node:path";
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

test("the package brings openapi-fetch and its types, and nothing else", () => {
  const installed = readdirSync(join(shop.folder, "node_modules")).filter((name) => !name.startsWith("."));
  const linked = ["@types", "typescript", "undici-types"];
  expect(installed.filter((name) => !linked.includes(name)).sort()).toEqual([
    "enkash-contract",
    "openapi-fetch",
    "openapi-typescript-helpers",
  ]);
});
