import { beforeAll, expect, test } from "vitest";
import { useInstalled } from "../support/install.js";

const shop = useInstalled("test/package/consumer", ["typescript", "@types/node", "undici-types"]);

// Makes a command of the linked `tsc`, on every system; otherwise it is the one of whoever started
// this test, if any.
beforeAll(() => shop.npm("rebuild --silent --ignore-scripts"));

test("the shop compiles against the installed package, and its contract tests pass", async () => {
  const { code, output } = await shop.npm("run --silent ci");
  expect(output).toMatch(/^\S fail 0$/m);
  expect(output).toMatch(/^\S pass [1-9]\d$/m);
  expect(code).toBe(0);
});
