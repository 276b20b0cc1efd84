import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { useInstalled } from "../support/install.js";
import { started } from "../support/run.js";

const project = useInstalled("test/testing/recipes", [
  "vitest",
  "msw",
  "tsx",
  "@stoplight/prism-cli",
]);

/** What `node --test` prints. Its first sign differs between versions of Node. */
const PASSED = /^\S pass 1$/m;

/** What `npx vitest` and `npx prism` start, by their paths: npx is a batch file on Windows. */
const VITEST = "node_modules/vitest/vitest.mjs";
const PRISM = "node_modules/@stoplight/prism-cli/dist/index.js";

test.each([
  ["vitest", [VITEST, "run", "vitest.test.ts"], / 1 passed/],
  ["node:test", ["--import", "tsx", "--test", "node-test.test.ts"], PASSED],
  ["the globals of Jest", [VITEST, "run", "--globals", "jest.test.js"], / 1 passed/],
  ["MSW", [VITEST, "run", "msw.test.ts"], / 2 passed/],
])("the recipe for %s works with the installed package", async (_, args, passed) => {
  const { code, output } = await project.run(process.execPath, args);
  expect(output).toMatch(passed);
  expect(code).toBe(0);
});

test("the recipe for Prism works with the YAML of the installed package", async () => {
  const prism = await startPrism("node_modules/enkash-contract/generated/openapi.yaml");
  try {
    const args = ["--import", "tsx", "--test", "prism.test.ts"];
    const { code, output } = await project.run(process.execPath, args, { ENKASH_URL: prism.url });
    expect(output).toMatch(PASSED);
    expect(code).toBe(0);
  } finally {
    await prism.stop();
  }
});

test("a recipe fails when what it states is not so", async () => {
  const args = ["--import", "tsx", "--test", "prism.test.ts"];
  const { code, output } = await project.run(process.execPath, args, {
    ENKASH_URL: "http://127.0.0.1:9",
  });
  expect(output).toMatch(/^\S fail 1$/m);
  expect(code).toBe(1);
});

/** Starts Prism as the recipe says, on a free port. */
async function startPrism(yaml: string) {
  const child = spawn(process.execPath, [PRISM, "mock", "--port", "0", yaml], {
    cwd: project.folder,
  });
  const { output, stop } = await started(child, "listening on http:");
  return { url: /listening on (http:\S+)/.exec(output)?.[1] ?? "", stop };
}
