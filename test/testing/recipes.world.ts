import { expect, test } from "vitest";
import { useApp } from "../support/install.js";

// The app pins Jest; a recipe is a folder in it.
const project = useApp("test/testing/recipes", "test/world/jest");

const JEST = "node_modules/jest/bin/jest.js";

test("the recipe for Jest with ES modules works with the installed package", async () => {
  const args = ["--experimental-vm-modules", JEST, "--config", "jest-esm/jest.config.js"];
  const { code, output } = await project.run(process.execPath, args);
  expect(output).toMatch(/^Tests: +1 passed, 1 total$/m);
  expect(code).toBe(0);
});

test("the recipe for Jest with CommonJS works, by ts-jest and by a plain require", async () => {
  const { code, output } = await project.run(process.execPath, [
    JEST,
    "--config",
    "jest-commonjs/jest.config.js",
  ]);
  expect(output).toMatch(/PASS .*typescript\.test\.ts/);
  expect(output).toMatch(/PASS .*require\.test\.js/);
  expect(output).toMatch(/^Tests: +2 passed, 2 total$/m);
  expect(code).toBe(0);
});

const EXPECTED = [
  "200 https://checkout.example/orders/ENK0000001001",
  "422 /amount/currency is missing: Create Order, modified 2024-10-10 08:31:41",
  "422 /amount/value must be a JSON number: Create Order, modified 2024-10-10 08:31:41",
];

test.each([
  ["PHP", "php", ["php/create-order.php"]],
  ["Python", "python3", ["python/create_order.py"]],
])(
  "the recipe for a shop in %s creates an order, and explains a wrong one",
  async (_, program, args) => {
    const mock = ["node_modules/enkash-contract/dist/cli.js", "mock", "--port", "0"];
    const { output: printed, stop } = await project.start(process.execPath, mock, "Try one:");
    const ENKASH_URL = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? "";
    const { code, output } = await project.run(program, args, { ENKASH_URL });
    await stop();
    expect(output.trim().split(/\r?\n/)).toEqual(EXPECTED);
    expect(code).toBe(0);
  },
);
