import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Installed, install } from "../support/install.js";
import { projectRoot } from "../support/project.js";

const unpacked = mkdtempSync(join(tmpdir(), "enkash-contract-unpacked-"));
let project: Installed;

beforeAll(async () => {
  execFileSync("tar", ["-xzf", inject("tarball"), "-C", unpacked]);
  project = await install("test/package/consumer", []);
});
afterAll(() => {
  rmSync(unpacked, { recursive: true });
  project.remove();
});

function size(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + size(join(path, name)), 0);
}

test("publint has nothing to say about the package", async () => {
  const { messages } = await publint({ pkgDir: join(unpacked, "package"), pack: false, strict: true });
  expect(messages).toEqual([]);
});

test("the types are right for every way to import the package as ESM", () => {
  const attw = join(projectRoot, "node_modules/@arethetypeswrong/cli/dist/index.js");
  // Files that are data have no types.
  const data = ["--exclude-entrypoints", "openapi.yaml", "openapi.json", "package.json"];
  const options = ["--profile", "esm-only", "--no-emoji", ...data];
  const output = execFileSync(process.execPath, [attw, inject("tarball"), ...options], { encoding: "utf8" });
  for (const name of ["", "/testing", "/types", "/validators"]) expect(output).toContain(`"enkash-contract${name}"`);
  expect(output).not.toMatch(/^(node16 \(from ESM\)|bundler): (?!OK)/m);
});

test("every entry point can be imported, and nothing else can", async () => {
  const imports = (specifier: string) =>
    project.run(process.execPath, ["--input-type=module", "--eval", `await import(${JSON.stringify(specifier)})`]);
  for (const name of ["", "/testing", "/types", "/validators"]) {
    expect(await imports(`enkash-contract${name}`)).toEqual({ code: 0, output: "" });
  }
  for (const name of ["/dist/src/index.js", "/src/index.ts", "/generated/client.ts", "/call"]) {
    const { code, output } = await imports(`enkash-contract${name}`);
    expect(output).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
    expect(code).toBe(1);
  }
});

test("the contract can be found as YAML and as JSON, and both say the same version", async () => {
  const script = `
    import { createRequire } from "node:module";
    import { readFileSync } from "node:fs";
    const require = createRequire(import.meta.url);
    const yaml = readFileSync(require.resolve("enkash-contract/openapi.yaml"), "utf8");
    console.log(/^  version: (.*)$/m.exec(yaml)[1], require("enkash-contract/openapi.json").info.version,
      require("enkash-contract/package.json").version, require("enkash-contract").CONTRACT_VERSION);`;
  const { output } = await project.run(process.execPath, ["--no-warnings", "--input-type=module", "--eval", script]);
  const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as { version: string };
  expect(output.trim()).toBe([version, version, version, version].join(" "));
});

test("require() gets the client, too", async () => {
  const script = `console.log(typeof require("enkash-contract").createEnkashClient)`;
  const { output } = await project.run(process.execPath, ["--no-warnings", "--input-type=commonjs", "--eval", script]);
  expect(output).toBe("function\n");
});

test("the package has one dependency and no install script", () => {
  const manifest = JSON.parse(readFileSync(join(unpacked, "package/package.json"), "utf8"));
  expect(Object.keys(manifest.dependencies)).toEqual(["openapi-fetch"]);
  expect(manifest.peerDependencies).toBeUndefined();
  for (const name of ["preinstall", "install", "postinstall", "prepare"])
    expect(manifest.scripts).not.toHaveProperty(name);
});

test("installed, the package and its dependency take less than 800 kB", () => {
  const modules = join(project.folder, "node_modules");
  const total = ["enkash-contract", "openapi-fetch"].reduce((sum, name) => sum + size(join(modules, name)), 0);
  expect(total).toBeGreaterThan(100_000);
  expect(total).toBeLessThan(800_000);
});
