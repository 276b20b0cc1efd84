import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { projectRoot } from "../support/project.js";

async function bundle(contents: string) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: projectRoot, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

test("the whole client with its validators is at most 12 kB, minified and compressed", async () => {
  const code = await bundle(`export { createEnkashClient, EnkashError } from "./src/index.js";`);
  const size = gzipSync(code, { level: 9 }).length;
  expect(size).toBeGreaterThan(5_000);
  expect(size).toBeLessThanOrEqual(12_000);
});

test("the client needs no eval, no require and nothing of Node", async () => {
  const code = await bundle(`export * from "./src/index.js";`);
  expect(code).not.toMatch(/\beval\(|\bnew Function\b|\brequire\(|node:/);
});

test("importing a list of statuses alone brings neither the client nor the validators", async () => {
  const code = await bundle(`export { orderStatuses } from "./src/index.js";`);
  expect(code.length).toBeLessThan(300);
});
