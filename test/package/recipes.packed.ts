import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Installed, install } from "../support/install.js";

let project: Installed;

beforeAll(async () => {
  const tools = ["vitest", "msw", "tsx", "@stoplight/prism-cli", ".bin/vitest", ".bin/prism"];
  project = await install("test/testing/recipes", tools);
});
afterAll(() => project.remove());

/** What `node --test` prints. Its first sign differs between versions of Node. */
const PASSED = /^\S pass 1$/m;

test.each([
  ["vitest", "npx", ["vitest", "run", "vitest.test.ts"], / 1 passed/],
  ["node:test", "node", ["--import", "tsx", "--test", "node-test.test.ts"], PASSED],
  ["the globals of Jest", "npx", ["vitest", "run", "--globals", "jest.test.js"], / 1 passed/],
  ["MSW", "npx", ["vitest", "run", "msw.test.ts"], / 2 passed/],
])("the recipe for %s works with the installed package", async (_, command, args, passed) => {
  const { code, output } = await project.run(command, args);
  expect(output).toMatch(passed);
  expect(code).toBe(0);
});

test("the recipe for Prism works with the YAML of the installed package", async () => {
  const prism = await startPrism("node_modules/enkash-contract/generated/openapi.yaml");
  try {
    const args = ["--import", "tsx", "--test", "prism.test.ts"];
    const { code, output } = await project.run("node", args, { ENKASH_URL: prism.url });
    expect(output).toMatch(PASSED);
    expect(code).toBe(0);
  } finally {
    await prism.stop();
  }
});

test("a recipe fails when what it states is not so", async () => {
  const args = ["--import", "tsx", "--test", "prism.test.ts"];
  const { code, output } = await project.run("node", args, { ENKASH_URL: "http://127.0.0.1:9" });
  expect(output).toMatch(/^\S fail 1$/m);
  expect(code).toBe(1);
});

/** Starts Prism as the recipe says, on a free port. */
async function startPrism(yaml: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const args = ["prism", "mock", "--port", "0", yaml];
  // npx starts Prism as a child of its own: they are stopped as one group.
  const child = spawn("npx", args, { cwd: project.folder, detached: true });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      output += chunk;
      const [, address] = /listening on (http:\S+)/.exec(output) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once("close", () => reject(new Error(`Prism ended early:\n${output}`)));
  });
  const stop = async () => {
    const closed = once(child, "close");
    process.kill(-(child.pid as number));
    await closed;
  };
  return { url, stop };
}
