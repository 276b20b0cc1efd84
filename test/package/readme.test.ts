import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Mock, startMock } from "../../scripts/tools/prism.js";
import { projectRoot, readContract } from "../support/project.js";
import { runScript } from "../support/run.js";

const readme = readFileSync(join(projectRoot, "README.md"), "utf8");
const snippets = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
// Inside the project, so that the snippets find what is installed.
const folder = mkdtempSync(join(projectRoot, "test/package/.readme-"));
let mock: Mock;

beforeAll(async () => {
  mock = await startMock(readContract());
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await mock.close();
});

test.each(snippets.map((code, index) => [index + 1, code] as const))(
  "snippet %i of the README runs against the mock, and prints what its comments say",
  async (index, code) => {
    const file = join(folder, `${index}.ts`);
    const local = code
      .replaceAll('"enkash-contract/testing"', '"../../../src/testing/index.js"')
      .replaceAll('"enkash-contract/validators"', '"../../../src/validators.js"')
      .replaceAll('"enkash-contract"', '"../../../src/index.js"')
      .replace('environment: "test"', `baseUrl: ${JSON.stringify(mock.url)}`)
      .replaceAll('?? ""', '?? "demo"');
    expect(local).not.toContain('"enkash-contract');
    writeFileSync(file, local);
    const { code: exit, output } = await runScript(file.slice(projectRoot.length));
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
