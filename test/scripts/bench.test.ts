import { expect, test } from "vitest";
import { runScript } from "../support/run.js";

test("an unknown benchmark ends with exit code 1 and the names of those that there are", async () => {
  const { code, output } = await runScript("scripts/bench.ts", ["kit", "speed"]);
  expect(output).toMatch(/^There is no benchmark speed\.\nUsage: .*\n.*\bkit\b.*\n$/);
  expect(code).toBe(1);
});
