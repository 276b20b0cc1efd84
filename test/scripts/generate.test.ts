import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "../../scripts/generate/files.js";
import { staleFiles } from "../../scripts/generate/stale.js";
import { Failure } from "../../scripts/tools/command.js";
import { runScript } from "../support/run.js";
import { scratchProject } from "../support/scratch-project.js";

const { root, edit } = scratchProject();

const run = (...args: string[]) => runScript("scripts/generate.ts", args, root());

function snapshot(): Record<string, string> {
  const folder = join(root(), "generated");
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

test("generating twice gives the same bytes", async () => {
  const first = await generate(root());
  expect(await generate(root())).toEqual(first);
  expect(staleFiles(root(), first)).toEqual([]);
});

test("every generated file but the JSON begins with the notice, and the README names each file", async () => {
  const files = await generate(root());
  for (const [name, text] of files) {
    if (name !== "openapi.json")
      expect(text.split("\n")[0]).toContain("Do not edit: change openapi/ and run it again.");
    if (name !== "README.md") expect(files.get("README.md")).toContain(name);
  }
});

test("the check names stale, missing and unexpected files and the command that mends them", async () => {
  edit("generated/operations.ts", (text) => `${text}\n`);
  rmSync(join(root(), "generated/types.ts"));
  writeFileSync(join(root(), "generated/notes.txt"), "");
  const { code, output } = await run("--check");
  expect(output).toContain("stale       generated/operations.ts");
  expect(output).toContain("missing     generated/types.ts");
  expect(output).toContain("unexpected  generated/notes.txt");
  expect(output).toContain("npm run generate");
  expect(code).toBe(1);
});

test("a change of the contract reaches the types, the client and the schemas", async () => {
  edit("openapi/schemas/FetchOrderInfoOrderStatus.yaml", (text) =>
    text.replace("PENDING", "PAUSED"),
  );
  expect((await run()).code).toBe(0);
  const files = snapshot();
  for (const name of ["openapi.yaml", "openapi.json", "types.ts", "operations.ts", "schemas.ts"]) {
    expect(files[name]).toContain("PAUSED");
  }
  expect(readdirSync(root()).sort()).toEqual(["generated", "openapi", "redocly.yaml"]);
});

test.each([
  [
    "broken YAML",
    "schemas/Amount.yaml",
    "type: object",
    "type: [object",
    "schemas/Amount.yaml:2:1",
  ],
  [
    "a broken $ref",
    "schemas/CreateOrderRequest.yaml",
    "Amount.yaml",
    "Sum.yaml",
    "schemas/CreateOrderRequest.yaml:13:5",
  ],
  [
    "two schemas of one name",
    "paths/createOrder.yaml",
    "../schemas/CreateOrderRequest.yaml",
    "../examples/CreateOrderResponse.yaml",
    "CreateOrderResponse-2",
  ],
  [
    "a case without a response",
    "paths/createOrder.yaml",
    "full:\n              $ref: ../examples/createOrder.full.200.yaml",
    "other:\n              $ref: ../examples/createOrder.full.200.yaml",
    "the requests and the responses of createOrder do not have the same examples",
  ],
  [
    "a pattern that does not compile",
    "schemas/OrderPaymentDetail.yaml",
    "^[A-Z]{4}0",
    "^([A-Z]{4}0",
    "Invalid regular expression",
  ],
  [
    "a format that the client does not check",
    "schemas/Amount.yaml",
    "type: number",
    "type: number\n    format: double",
    'openapi/schemas/Amount.yaml#/properties/value: the client does not check format "double"',
  ],
  [
    "a schema that contains itself",
    "schemas/Address.yaml",
    "properties:",
    "properties:\n  other: { $ref: Address.yaml }",
    "openapi/schemas/Address.yaml#/properties/other: refuses a schema that contains itself",
  ],
])("%s stops the generation with its cause", async (_, file, from, to, message) => {
  writeFileSync(
    join(root(), "openapi/examples/CreateOrderResponse.yaml"),
    "type: object\ndescription: Another one.\n",
  );
  edit(`openapi/${file}`, (text) => text.replace(from, to));
  const failure = await generate(root()).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect(String(failure)).toMatch(/^Failure: Failed to /);
  expect(String(failure)).toContain(message);
});

test("a generation that fails names file and line, exits with code 1, and leaves generated/ as it was", async () => {
  edit("openapi/schemas/CreateOrderRequest.yaml", (text) =>
    text.replace("Amount.yaml", "Sum.yaml"),
  );
  const before = snapshot();
  const { code, output } = await run();
  expect(output).toContain("openapi/schemas/CreateOrderRequest.yaml:13:5");
  expect(code).toBe(1);
  expect(snapshot()).toEqual(before);
  expect(readdirSync(root()).sort()).toEqual(["generated", "openapi", "redocly.yaml"]);
});

test("an unknown option is named, and nothing is written", async () => {
  const before = snapshot();
  const { code, output } = await run("--chek");
  expect(output).toContain("Unknown option '--chek'");
  expect(code).toBe(1);
  expect(snapshot()).toEqual(before);
});
