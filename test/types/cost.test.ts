import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { projectRoot } from "../support/project.js";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
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
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"];
  const output = execFileSync(process.execPath, [tsc, ...options, "--extendedDiagnostics", file], {
    encoding: "utf8",
    cwd: projectRoot,
  });
  return Number(/^Instantiations:\s+(\d+)/m.exec(output)?.[1]);
}

const CALL = `export const answer = await enkash.createOrder({
  orderId: "A1001",
  amount: { value: 499.5, currency: "INR" },
  paymentDetail: {},
});
export const url: string | undefined = answer.payload.redirectionUrl;
`;

test("one call costs under 1,000 type instantiations", () => {
  const cost = instantiations("call", CALL) - instantiations("nothing", "");
  expect(cost).toBeGreaterThan(0);
  expect(cost).toBeLessThan(1000);
});
