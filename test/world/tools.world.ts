import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { endpoints, refName, requestType, responseType } from "../../scripts/contract/document.js";
import { toOpenApi30 } from "../../scripts/contract/openapi-3.0.js";
import { drop, mutate } from "../../scripts/verify/mutants/mutant.js";
import { fixtures } from "../../src/testing/index.js";
import { bundle } from "../support/bundle.js";
import { useApp } from "../support/install.js";
import { readContract } from "../support/project.js";

const app = useApp("test/world/tools");
const contract = readContract();
const write = (name: string, document: object) =>
  writeFileSync(join(app.folder, name), JSON.stringify(document));

beforeAll(() => {
  const shipped = join(app.folder, "node_modules/enkash-contract/generated");
  for (const name of ["openapi.json", "openapi.yaml"])
    copyFileSync(join(shipped, name), join(app.folder, name));
  write("openapi-3.0.json", toOpenApi30(contract));
});

/** Runs a program of the app's packages. */
const run = (program: string, ...args: string[]) =>
  app.run(process.execPath, [join("node_modules", program), ...args]);

async function validate(file: string): Promise<Record<string, string[]>> {
  const { output } = await app.run(process.execPath, ["validate.js", file]);
  return JSON.parse(output.slice(output.indexOf("{"))) as Record<string, string[]>;
}

/** What the validators report of the contract, all of it meant. */
const REPORTED = {
  "swagger-parser": [],
  "@readme/openapi-parser": [],
  "@scalar/openapi-parser": [],
  "Spectral spectral:oas": [
    "info-contact", // EnKash is not the contact of this contract, and a repository has no address here.
    "oas3-unused-component", // OrderStatus is documented, and no operation has it.
  ],
  "Hyperjump schema-base": [],
};

test.each(["openapi.json", "openapi-3.0.json"])("every validator takes %s", async (file) => {
  expect(await validate(file)).toEqual(REPORTED);
});

test("every validator notices a contract that is broken", async () => {
  const responses = ["paths", "/api/v0/orders", "post", "responses"];
  write("broken.json", mutate(contract, drop([...responses, "200", "description"])));
  const reported = await validate("broken.json");
  for (const [name, expected] of Object.entries(REPORTED))
    expect(reported[name]?.length, name).toBeGreaterThan(expected.length);
});

/** Errors of IBM's validator, by rule: its house style is not that of EnKash. */
const IBM: Record<string, string> = {
  "ibm-path-segment-casing-convention": "Paths are written as EnKash serves them.",
  "ibm-property-casing-convention": "Properties are written as EnKash reads and sends them.",
  "ibm-enum-casing-convention": "Values are written as EnKash reads and sends them.",
  "ibm-integer-attributes": "No page states a minimum, a maximum or a format of these.",
};

test("IBM's validator finds no error but where its house style is not the provider's", async () => {
  const cli = "ibm-openapi-validator/src/cli-validator/index.js";
  const { output } = await run(cli, "--json", "--errors-only", "openapi.yaml");
  const { error } = JSON.parse(output.slice(output.indexOf("{")));
  const rules = (error.results as { rule: string }[]).map(({ rule }) => rule);
  expect([...new Set(rules)].sort()).toEqual(Object.keys(IBM).sort());
});

/** Generators, and the programs that start them. */
const GENERATORS: Record<string, string[]> = {
  "hey-api with zod": [
    "@hey-api/openapi-ts/bin/run.js",
    ...["--input", "openapi.yaml", "--output", "out/hey-api"],
    ...["--plugins", "@hey-api/client-fetch", "@hey-api/sdk", "zod"],
  ],
  orval: [
    "orval/dist/bin/orval.js",
    ...["--input", "openapi.yaml", "--output", "out/orval.ts", "--client", "fetch"],
  ],
  "openapi-typescript": ["openapi-typescript/bin/cli.js", "openapi.yaml", "-o", "out/types.ts"],
};

test("the code of every generator compiles under --strict", async () => {
  for (const [name, [program = "", ...args]] of Object.entries(GENERATORS)) {
    const { code, output } = await run(program, ...args);
    expect({ name, code }, output).toEqual({ name, code: 0 });
  }
  expect(await run("typescript/bin/tsc")).toEqual({ code: 0, output: "" });
});

test("no generated client has a default host that could receive a credential", () => {
  const read = (file: string) => readFileSync(join(app.folder, "out", file), "utf8");
  const created = /createConfig<\w+>\((.*)\)\)/.exec(read("hey-api/client.gen.ts"))?.[1];
  expect(created).toBe("{ baseUrl: 'https://host-not-documented.invalid' }");
  expect(read("orval.ts")).not.toMatch(/https?:\/\/[^\s]*(enkash|localhost)/);
  expect(read("orval.ts")).toMatch(/^ *return `\/api\/v0\/orders`/m);
});

test("the generated zod schemas take every example", async () => {
  const code = `export * from "./out/hey-api/zod.gen.ts";`;
  const bundled = await bundle(app.folder, code, { format: "esm", platform: "node" });
  writeFileSync(join(app.folder, "zod.js"), bundled.code);
  const bodies = endpoints(contract).flatMap((endpoint) =>
    Object.values(fixtures[endpoint.operation.operationId as keyof typeof fixtures]).flatMap(
      ({ request, response }) => [
        [refName(requestType(endpoint)), request],
        [refName(responseType(endpoint)), response],
      ],
    ),
  );
  write("bodies.json", bodies);
  const script = `
    import { readFileSync } from "node:fs";
    import * as schemas from "./zod.js";
    const bodies = JSON.parse(readFileSync("bodies.json", "utf8"));
    const refused = bodies.filter(([name, body]) => !schemas["z" + name].safeParse(body).success);
    const empty = schemas.zCreateOrderRequest.safeParse({}).success;
    console.log(JSON.stringify({ refused, empty }));`;
  const options = ["--input-type=module", "--eval", script];
  const { output } = await app.run(process.execPath, options);
  expect(JSON.parse(output)).toEqual({ refused: [], empty: false });
});
