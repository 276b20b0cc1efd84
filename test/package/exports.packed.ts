import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { publint } from "publint";
import { beforeAll, expect, inject, test } from "vitest";
import { useInstalled } from "../support/install.js";
import { projectRoot } from "../support/project.js";

const project = useInstalled();
let folder: string;
/** The files of the package, with slashes on every system. */
let files: string[];

beforeAll(() => {
  folder = join(project.folder, "node_modules/enkash-contract");
  files = readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll("\\", "/"))
    .filter((name) => statSync(join(folder, name)).isFile());
});

const read = (name: string) => readFileSync(join(folder, name), "utf8");
const readManifest = () => JSON.parse(read("package.json"));

/** Every kind of file that may be published. */
const PUBLISHED = [
  /^(package\.json|README\.md|CHANGELOG\.md|SECURITY\.md|LICENSE)$/,
  /^generated\/openapi\.(yaml|json)$/,
  /^src\/[\w/-]+\.ts$/,
  /^dist\/(src|generated)\/[\w/-]+(\.js|\.d\.ts)(\.map)?$/,
];

test("nothing is published but the build, its sources, the contract and the texts that belong to it", () => {
  expect(files.filter((name) => !PUBLISHED.some((pattern) => pattern.test(name)))).toEqual([]);
  for (const pattern of PUBLISHED) expect(files).toContainEqual(expect.stringMatching(pattern));
  expect(files).toEqual(expect.arrayContaining(["CHANGELOG.md", "SECURITY.md"]));
});

test("the package has these entry points and no other", () => {
  const data = ["./openapi.yaml", "./openapi.json", "./package.json"];
  const { exports } = readManifest();
  expect(Object.keys(exports)).toEqual([".", "./testing", "./types", "./validators", ...data]);
});

test("publint has nothing to say about the package", async () => {
  const { messages } = await publint({ pkgDir: folder, pack: false, strict: true });
  expect(messages).toEqual([]);
});

test("the types are right for every way to import the package as ESM", () => {
  const attw = join(projectRoot, "node_modules/@arethetypeswrong/cli/dist/index.js");
  // Files that are data have no types.
  const data = ["--exclude-entrypoints", "openapi.yaml", "openapi.json", "package.json"];
  const options = ["--profile", "esm-only", "--no-emoji", ...data];
  const output = execFileSync(process.execPath, [attw, inject("tarball"), ...options], {
    encoding: "utf8",
  });
  for (const name of ["", "/testing", "/types", "/validators"])
    expect(output).toContain(`"enkash-contract${name}"`);
  expect(output).not.toMatch(/^(node16 \(from ESM\)|bundler): (?!OK)/m);
});

test("every entry point can be imported, and nothing else can", async () => {
  const imports = (specifier: string) =>
    project.run(process.execPath, [
      "--input-type=module",
      "--eval",
      `await import(${JSON.stringify(specifier)})`,
    ]);
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
  const { output } = await project.run(process.execPath, [
    "--no-warnings",
    "--input-type=module",
    "--eval",
    script,
  ]);
  const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
    version: string;
  };
  expect(output.trim()).toBe([version, version, version, version].join(" "));
});

test("the lock file is of the same version as the package", () => {
  const { version } = readManifest();
  const lock = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8"));
  expect([lock.version, lock.packages[""].version]).toEqual([version, version]);
});

test("require() gets the client, too", async () => {
  const script = `console.log(typeof require("enkash-contract").createEnkashClient)`;
  const { output } = await project.run(process.execPath, [
    "--no-warnings",
    "--input-type=commonjs",
    "--eval",
    script,
  ]);
  expect(output).toBe("function\n");
});

test("installing the package installs nothing else, and runs nothing", () => {
  const manifest = readManifest();
  for (const name of ["dependencies", "peerDependencies", "optionalDependencies"]) {
    expect(manifest).not.toHaveProperty(name);
  }
  for (const name of ["preinstall", "install", "postinstall", "prepare"]) {
    expect(manifest.scripts).not.toHaveProperty(name);
  }
  const installed = readdirSync(join(project.folder, "node_modules")).filter(
    (name) => !name.startsWith("."),
  );
  expect(installed).toEqual(["enkash-contract"]);
});

test("installed, with openapi-fetch inside, it takes less than 400 kB", () => {
  const total = files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(total).toBeGreaterThan(100_000);
  expect(total).toBeLessThan(400_000);
});

test("the licence names those whose work comes inside", () => {
  const licence = read("LICENSE");
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

test("every map leads to a source in the package, and every written file leads to its maps", () => {
  const maps = files.filter((name) => name.endsWith(".map"));
  for (const name of maps) {
    const { sources } = JSON.parse(read(name)) as { sources: string[] };
    const described = name.replace(/\.map$/, "");
    // A file of types alone has no code that a source could stand behind.
    if (sources.length === 0) expect(read(described)).toMatch(/^(export\s*\{\};?\s*)?\/\/#/);
    else expect(sources).toHaveLength(1);
    for (const source of sources)
      expect(existsSync(join(folder, dirname(name), source)), name).toBe(true);
    expect(read(described)).toMatch(new RegExp(`^//# sourceMappingURL=${basename(name)}$`, "m"));
  }
  const written = files
    .filter((name) => /^src\/.*\.ts$/.test(name))
    .map((name) => name.replace(/\.ts$/, ""));
  expect(maps.sort()).toEqual(
    written.flatMap((name) => [`dist/${name}.d.ts.map`, `dist/${name}.js.map`]).sort(),
  );
  // A file without a map does not promise one.
  for (const name of files.filter(
    (name) => /\.(js|d\.ts)$/.test(name) && !maps.includes(`${name}.map`),
  ))
    expect(read(name), name).not.toContain("sourceMappingURL");
});

test("a stack trace leads to the TypeScript that was written", async () => {
  const script = `
    import { createEnkashClient } from "enkash-contract";
    console.log(await createEnkashClient({ environment: "test" }).createOrder({}).catch((error) => error.stack));`;
  const options = ["--enable-source-maps", "--input-type=module", "--eval", script];
  const { output } = await project.run(process.execPath, options);
  expect(output).toMatch(/enkash-contract[\\/]src[\\/]call\.ts:\d+:\d+/);
});
