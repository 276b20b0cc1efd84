import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { countInstantiations } from "../../scripts/tools/instantiations.js";
import { projectRoot } from "../support/project.js";

// Inside the project, so that the compiler finds what is installed.
const folder = mkdtempSync(join(projectRoot, "test/types/.cost-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Counts the type instantiations of a program that creates a client and does `lines` with it. */
function instantiations(name: string, lines: string): number {
  const file = join(folder, `${name}.ts`);
  writeFileSync(
    file,
    `import { createEnkashClient } from "../../../src/index.js";
export const enkash = createEnkashClient({ environment: "test" });
${lines}`,
  );
  return countInstantiations(projectRoot, file);
}

const CALL = `export const order = await enkash.createOrder({
  orderId: "A1001",
  amount: { value: 499.5, currency: "INR" },
  paymentDetail: {},
});
export const url: string | undefined = order.payload.redirectionUrl;
`;

test("one call costs under 1,000 type instantiations", () => {
  const cost = instantiations("call", CALL) - instantiations("nothing", "");
  expect(cost).toBeGreaterThan(0);
  expect(cost).toBeLessThan(1000);
});
