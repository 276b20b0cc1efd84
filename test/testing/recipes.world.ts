import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listen, stop } from "../../src/cli/listen.js";
import { useApp } from "../support/install.js";

const JEST = "node_modules/jest/bin/jest.js";

test.each([
  ["jest-esm", useJest("jest-esm"), ["--experimental-vm-modules", JEST]],
  ["jest-commonjs", useJest("jest-commonjs"), [JEST]],
  ["jest-typescript", useJest("jest-typescript"), [JEST]],
])(
  "the recipe %s works in a folder that has what its first line installs alone",
  async (_, app, args) => {
    const read = (file: string) => readFileSync(join(app.folder, file), "utf8");
    const [, named = ""] = /^\/\/ npm install --save-dev (.*)$/m.exec(read("jest.config.js")) ?? [];
    const { devDependencies } = JSON.parse(read("package.json"));
    expect(named.split(" ").sort()).toEqual(Object.keys(devDependencies).sort());
    const { code, output } = await app.run(process.execPath, args);
    expect(output).toMatch(/^Tests: +1 passed, 1 total$/m);
    expect(code).toBe(0);
  },
);

/** Installs a recipe on its own; the versions are those that the world pins. */
function useJest(recipe: string) {
  return useApp("test/world/jest", `test/testing/recipes/${recipe}`);
}

const project = useApp("test/testing/recipes");

const EXPECTED = [
  "200 https://checkout.example/orders/ENK0000001001",
  "422 /amount/value must be a JSON number: Create Order, modified 2024-10-10 08:31:41",
];

const LANGUAGES: [string, string, string[]][] = [
  ["PHP", "php", ["php/create-order.php"]],
  ["Python", "python3", ["python/create_order.py"]],
];

const refuse: RequestListener = (_, response) => {
  response.end(JSON.stringify({ response_code: 117, payload: { redirectionUrl: "NO" } }));
};
const redirect: RequestListener = ({ url }, response) => {
  if (url === "/elsewhere") return response.end('{"response_code":0,"payload":{}}');
  return response.writeHead(302, { location: "/elsewhere" }).end();
};
const drop: RequestListener = ({ socket }) => socket.destroy();

test.each(
  LANGUAGES.flatMap((language) => [refuse, redirect, drop].map((end) => ({ language, end }))),
)(
  "the recipe for $language.0 takes no $end.name for an order",
  async ({ language: [, program, args], end }) => {
    const paths: unknown[] = [];
    const server = createServer((request, response) => {
      paths.push(request.url);
      end(request, response);
    });
    const ENKASH_URL = await listen(server, { host: "127.0.0.1", port: 0 });
    const { code, output } = await project.run(program, args, { ENKASH_URL });
    await stop(server);
    expect(code).not.toBe(0);
    expect(output).toMatch(/the order may have been created/);
    expect(paths).toEqual(["/api/v0/orders"]);
  },
);

test.each(LANGUAGES)(
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
