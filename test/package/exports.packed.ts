import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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

test("installing the package installs nothing else, and runs nothing", () => {
  const manifest = JSON.parse(readFileSync(join(unpacked, "package/package.json"), "utf8"));
  for (const name of ["dependencies", "peerDependencies", "optionalDependencies"]) {
    expect(manifest).not.toHaveProperty(name);
  }
  for (const name of ["preinstall", "install", "postinstall", "prepare"]) {
    expect(manifest.scripts).not.toHaveProperty(name);
  }
  const installed = readdirSync(join(project.folder, "node_modules")).filter((name) => !name.startsWith("."));
  expect(installed).toEqual(["enkash-contract"]);
});

test("installed, with openapi-fetch inside, it takes less than 400 kB", () => {
  const total = size(join(project.folder, "node_modules/enkash-contract"));
  expect(total).toBeGreaterThan(100_000);
  expect(total).toBeLessThan(400_000);
});

test("the licence names those whose work comes inside", () => {
  const licence = readFileSync(join(unpacked, "package/LICENSE"), "utf8");
  for (const name of ["openapi-fetch", "openapi-typescript-helpers"]) {
    const theirs = readFileSync(join(projectRoot, "node_modules", name, "LICENSE"), "utf8");
    const [copyright = ""] = /^Copyright .*$/m.exec(theirs) ?? [];
    expect(copyright).not.toBe("");
    expect(licence).toContain(`${copyright} (${name})`);
    // Theirs is the same licence, so that its text need not stand there twice.
    expect(permission(licence)).toBe(permission(theirs));
  }
});

/** Returns what a licence says after its copyright lines, however its lines are broken. */
function permission(licence: string): string {
  return licence.slice(licence.indexOf("Permission is")).replace(/\s+/g, " ").trim();
}

test("every map leads to a source in the package, and every written file has its maps", () => {
  const files = readdirSync(join(unpacked, "package"), { recursive: true }).map(String);
  const maps = files.filter((name) => name.endsWith(".map"));
  for (const name of maps) {
    const file = join(unpacked, "package", name);
    const { sources } = JSON.parse(readFileSync(file, "utf8")) as { sources: string[] };
    // A file of types alone has no code that a source could stand behind.
    if (sources.length === 0)
      expect(readFileSync(file.replace(/\.map$/, ""), "utf8")).toMatch(/^(export\s*\{\};?\s*)?\/\/#/);
    else expect(sources).toHaveLength(1);
    for (const source of sources) expect(existsSync(join(dirname(file), source)), name).toBe(true);
  }
  const written = files.filter((name) => /^src[\\/].*\.ts$/.test(name));
  expect(maps).toHaveLength(2 * written.length);
  for (const name of files.filter((name) => /\.(js|d\.ts)$/.test(name))) {
    const [, map] = /^\/\/# sourceMappingURL=(.*)$/m.exec(readFileSync(join(unpacked, "package", name), "utf8")) ?? [];
    if (map !== undefined) expect(maps).toContain(join(dirname(name), map));
  }
});

test("a stack trace leads to the TypeScript that was written", async () => {
  const script = `
    import { createEnkashClient } from "enkash-contract";
    console.log(await createEnkashClient({ environment: "test" }).createOrder({}).catch((error) => error.stack));`;
  const options = ["--enable-source-maps", "--input-type=module", "--eval", script];
  const { output } = await project.run(process.execPath, options);
  expect(output).toMatch(/enkash-contract[\\/]src[\\/]call\.ts:\d+:\d+/);
});
