import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { beforeAll, expect, inject, test } from "vitest";
import { useInstalled } from "../support/install.js";
import { projectRoot } from "../support/project.js";

const project = useInstalled();
let folder: string;

beforeAll(() => {
  folder = join(project.folder, "node_modules/enkash-contract");
});

const readManifest = () => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/** Entry points with code, as they are imported. The others are data and have no types. */
const { exports } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
const isCode = (entry: string) => typeof exports[entry] === "object";
const specifierOf = (entry: string) => `enkash-contract${entry.slice(1)}`;
const entryPoints = Object.keys(exports).filter(isCode).map(specifierOf);
const data = Object.keys(exports).filter((entry) => !isCode(entry));

/** Runs code that uses the installed package. */
const evaluate = (code: string, type: "module" | "commonjs" = "module") =>
  project.run(process.execPath, ["--no-warnings", `--input-type=${type}`, "--eval", code]);

test("publint has nothing to say about the package", async () => {
  const { messages } = await publint({ pkgDir: folder, pack: false, strict: true });
  expect(messages).toEqual([]);
});

test("the types are right for every way to import the package as ESM", () => {
  const attw = join(projectRoot, "node_modules/@arethetypeswrong/cli/dist/index.js");
  const excluded = ["--exclude-entrypoints", ...data.map((entry) => entry.slice(2))];
  const options = ["--profile", "esm-only", "--no-emoji", ...excluded];
  const output = execFileSync(process.execPath, [attw, inject("tarball"), ...options], {
    encoding: "utf8",
  });
  for (const specifier of entryPoints) expect(output).toContain(`"${specifier}"`);
  expect(output).not.toMatch(/^(node16 \(from ESM\)|bundler): (?!OK)/m);
});

test("every entry point can be imported, and nothing else can", async () => {
  const inside = ["dist/index.js", "src/index.ts", "generated/client.ts", "dist/shared/client.js"];
  const hidden = inside.map((file) => `enkash-contract/${file}`);
  const { code, output } = await evaluate(`
    for (const name of ${JSON.stringify([...entryPoints, ...hidden])})
      await import(name).catch((error) => console.log(name, error.code));`);
  expect(output).toBe(hidden.map((name) => `${name} ERR_PACKAGE_PATH_NOT_EXPORTED\n`).join(""));
  expect(code).toBe(0);
});

test.each(entryPoints)("%s exports the values that its declarations export", async (specifier) => {
  const { types } = exports[specifier.replace("enkash-contract", ".")];
  const declarations = readFileSync(join(folder, types), "utf8");
  const lists = [...declarations.matchAll(/^export \{ (.*) \}/gm)].map(([, list = ""]) => list);
  const declared = lists.flatMap((list) => list.split(", ")).sort();
  const { output } = await evaluate(
    `console.log(Object.keys(await import(${JSON.stringify(specifier)})).sort().join(", "))`,
  );
  expect(output.trim()).toBe(declared.join(", "));
});

test("the contract can be found as YAML and as JSON, and both are of the package's version", async () => {
  const { output } = await evaluate(`
    import { createRequire } from "node:module";
    import { readFileSync } from "node:fs";
    const require = createRequire(import.meta.url);
    const yaml = readFileSync(require.resolve("enkash-contract/openapi.yaml"), "utf8");
    console.log(/^  version: (.*)$/m.exec(yaml)[1], require("enkash-contract/openapi.json").info.version,
      require("enkash-contract/package.json").version, require("enkash-contract").CONTRACT_VERSION);`);
  const { version } = readManifest();
  expect(output.trim()).toBe([version, version, version, version].join(" "));
});

test("the lock file is of the same version as the package", () => {
  const { version } = readManifest();
  const lock = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8"));
  expect([lock.version, lock.packages[""].version]).toEqual([version, version]);
});

test("require() gets the client, too", async () => {
  const script = `console.log(typeof require("enkash-contract").createEnkashClient)`;
  expect((await evaluate(script, "commonjs")).output).toBe("function\n");
});

test("installing the package installs openapi-fetch, its types and nothing else, and runs nothing", () => {
  const { scripts } = readManifest();
  for (const name of ["preinstall", "install", "postinstall", "prepare"])
    expect(scripts).not.toHaveProperty(name);
  const installed = readdirSync(join(project.folder, "node_modules")).filter(
    (name) => !name.startsWith("."),
  );
  expect(installed).toEqual(["enkash-contract", "openapi-fetch", "openapi-typescript-helpers"]);
});

test("an error of the client is an EnkashError however the package was loaded", async () => {
  const { code, output } = await evaluate(`
    import { createRequire } from "node:module";
    import { createEnkashClient, EnkashError } from "enkash-contract";
    import { createMockFetch, scenarios } from "enkash-contract/testing";
    const credentials = { rewardsToken: "t" };
    const fetch = createMockFetch().next("fetchOrderInfo", scenarios.drop);
    const enkash = createEnkashClient({ environment: "test", credentials, fetch });
    const error = await enkash.fetchOrderInfo({ orderId: "1" }).catch((reason) => reason);
    const required = createRequire(import.meta.url)("enkash-contract");
    console.log(error instanceof EnkashError, error instanceof required.EnkashError, error.name);`);
  expect(output).toBe("true true EnkashNetworkError\n");
  expect(code).toBe(0);
});

test("an uncaught error shows a readable line of the package, and the class by its name", async () => {
  const { code, output } = await evaluate(`
    import { createEnkashClient } from "enkash-contract";
    await createEnkashClient({ environment: "test" }).createOrder({});`);
  expect(code).toBe(1);
  expect(output).toMatch(/^file:.*\/enkash-contract\/dist\/[\w/]+\.js:\d+\n\s+throw \S/m);
  expect(output).toMatch(/^EnkashInvalidRequestError: /m);
  for (const line of output.split("\n")) expect(line.length).toBeLessThan(300);
});
