import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { transform } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { useInstalled } from "../support/install.js";
import { projectRoot } from "../support/project.js";
import { readme } from "../support/readme.js";

const snippets = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const project = useInstalled("test/package/consumer", ["@types/node", "@opentelemetry/api"]);

beforeAll(() => {
  const undici = join(project.folder, "node_modules/undici");
  symlinkSync(join(projectRoot, "node_modules/undici-7"), undici, "junction");
  for (const [index, code] of snippets.entries())
    writeFileSync(join(project.folder, `snippet${index + 1}.mts`), code);
});

test("every snippet of the README compiles as it is printed", async () => {
  const files = snippets.map((_, index) => `snippet${index + 1}.mts`);
  const options = [
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--module",
    "nodenext",
    "--target",
    "es2022",
  ];
  const { code, output } = await project.run(process.execPath, [tsc, ...options, ...files]);
  expect(code, output).toBe(0);
});

test.each(snippets.map((code, index) => [index + 1, code] as const))(
  "snippet %i of the README runs as it is printed, and prints what its comments say",
  async (index, code) => {
    const file = `snippet${index}.mjs`;
    const { code: script } = await transform(code, { loader: "ts" });
    writeFileSync(join(project.folder, file), script);
    const { code: exit, output } = await project.run(process.execPath, [file]);
    const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, text]) => text);
    expect(exit, output).toBe(0);
    expect(output.split("\n").slice(0, -1)).toEqual(promised);
  },
);

test("what the README installs has the version that this project is tested with", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  for (const [, name = "", version] of readme.matchAll(/((?:@[\w-]+\/)?[\w-]+)@(\d+\.\d+\.\d+)/g))
    expect({ name, version }).toEqual({ name, version: devDependencies[name] });
});

test("the README's files for Jest are those of the recipe, but for comments", () => {
  const [, block = ""] = /```js\n([\s\S]*?)```/.exec(readme) ?? [];
  const files = [...block.matchAll(/^\/\/ (\S+\.js)\n([\s\S]*?;)$/gm)];
  expect(files.map(([, name]) => name)).toEqual(["babel.config.js", "jest.config.js"]);
  for (const [, name = "", code] of files) {
    const recipe = readFileSync(
      join(projectRoot, "test/testing/recipes/jest-commonjs", name),
      "utf8",
    );
    expect(recipe.replace(/^ *\/\/.*\n/gm, "").trim()).toBe(code);
  }
});
