import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundle } from "../support/bundle.js";
import { factCount } from "../support/fact-count.js";
import { useInstalled } from "../support/install.js";

const project = useInstalled();

async function bundled(contents: string): Promise<string> {
  const { code } = await bundle(project.folder, contents, {
    minify: true,
    format: "esm",
    platform: "neutral",
  });
  return code;
}

test("the client takes at most 11.8 kB, and 11 bytes a fact, minified and compressed", async () => {
  const code = await bundled(`export { createEnkashClient, EnkashError } from "enkash-contract";`);
  const size = gzipSync(code, { level: 9 }).length;
  expect(size).toBeGreaterThan(5_000);
  console.log(`Client: ${size} bytes with ${factCount} facts`);
  // A new error, option or hook may not fit: then make something smaller, or raise this limit and
  // its title, and say in the commit what the bytes are for.
  const mend =
    "Make something smaller, or raise the limit in test/package/size.packed.ts and its title. " +
    "`npm run bench -- size` prints what each file adds.";
  expect(size, mend).toBeLessThanOrEqual(11_800 + 11 * factCount);
});

test("the client needs no eval, no require and nothing of Node", async () => {
  const code = await bundled(`export * from "enkash-contract";`);
  expect(code).not.toMatch(/\beval\(|\bnew Function\b|\brequire\(|node:/);
});

test("importing a list of statuses alone brings neither the client nor the validators", async () => {
  const code = await bundled(`export { orderStatuses } from "enkash-contract";`);
  // An exported class that nothing throws is not left out either.
  expect(code.length, code.slice(0, 500)).toBeLessThan(300);
});
