import { expect, test } from "vitest";
import { runScript } from "../support/run.js";

test("npm start shows agreeing calls and one refusal that explains itself, and ends with exit code 0", async () => {
  const { code, output } = await runScript("scripts/demo.ts");
  for (const row of [
    /createOrder +POST \/api\/v0\/orders +200/,
    /payInvoices +POST \S+ +200/,
    /fetchOrderInfo +POST \S+ +200/,
  ]) {
    expect(output).toMatch(new RegExp(`${row.source} +agrees with the contract`));
  }
  expect(output).toContain("Request body must have required property 'paymentDetail'");
  expect(output).toContain("/amount/value must be a JSON number");
  expect(code).toBe(0);
});
