import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { useInstalled } from "../support/install.js";

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
const HTTP_TEST = ["--import", "tsx", "--test", "http.test.ts"];

test.each([
  ["vitest", [VITEST, "run", "vitest.test.ts"], / 1 passed/],
  ["node:test", ["--import", "tsx", "--test", "node-test.test.ts"], PASSED],
  ["MSW", [VITEST, "run", "msw.test.ts"], / 3 passed/],
])("the recipe for %s works with the installed package", async (_, args, passed) => {
  const { code, output } = await project.run(process.execPath, args);
  expect(output).toMatch(passed);
  expect(code).toBe(0);
});

const MOCK = ["node_modules/enkash-contract/dist/cli.js", "mock", "--port", "0"];
const PRISM_MOCK = [
  PRISM,
  "mock",
  "--port",
  "0",
  "node_modules/enkash-contract/generated/openapi.yaml",
];

test.each([
  ["the mock of the package", MOCK],
  ["Prism, with the YAML of the package", PRISM_MOCK],
])("the recipe for HTTP works with %s", async (_, command) => {
  const server = await project.start(process.execPath, command, "http://127.0.0.1:");
  const ENKASH_URL = /http:\/\/127\.0\.0\.1:\d+/.exec(server.output)?.[0] ?? "";
  const { code, output } = await project.run(process.execPath, HTTP_TEST, { ENKASH_URL });
  await server.stop();
  expect(output).toMatch(PASSED);
  expect(code).toBe(0);
});

test("the lines for Docker Compose start the mock where the shop looks for it", async () => {
  const { services } = parse(readFileSync(join(project.folder, "compose.yaml"), "utf8"));
  const { command, ports, healthcheck, volumes } = services.enkash;
  expect(command.slice(0, 4)).toEqual([
    "node_modules/.bin/enkash-contract",
    "mock",
    "--host",
    "0.0.0.0",
  ]);
  const [, inside] = /^127\.0\.0\.1:\d+:(\d+)$/.exec(ports[0]) ?? [];
  expect(command.slice(4)).toEqual(["--port", inside]);
  expect(services.shop.environment.ENKASH_URL).toBe(`http://enkash:${inside}`);
  expect(volumes).toEqual(["./node_modules:/app/node_modules:ro"]);
  expect(existsSync(join(project.folder, command[0]))).toBe(true);
  const script = command.slice(1).map((word: string) => (word === inside ? "0" : word));
  const server = await project.start(process.execPath, [MOCK[0] ?? "", ...script], "http://");
  const port = /http:\/\/localhost:(\d+)/.exec(server.output)?.[1] ?? "";
  const probe = (at: string) =>
    project.run(
      process.execPath,
      healthcheck.test.slice(2).map((word: string) => word.replace(inside ?? "", at)),
    );
  expect((await probe(port)).code).toBe(0);
  await server.stop();
  expect((await probe(port)).code).toBe(1);
});

test("a recipe fails when what it states is not so", async () => {
  const { code, output } = await project.run(process.execPath, HTTP_TEST, {
    ENKASH_URL: "http://127.0.0.1:9",
  });
  expect(output).toMatch(/^\S fail 1$/m);
  expect(code).toBe(1);
});
