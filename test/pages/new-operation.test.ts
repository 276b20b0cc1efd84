import { spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { type Contract, endpoints } from "../../scripts/contract/document.js";
import { generate } from "../../scripts/generate/files.js";
import { openLists } from "../../scripts/generate/open-lists.js";
import { firstCase, viewOf } from "../../scripts/reference/operation-view.js";
import { readSamples, withBody } from "../../scripts/reference/samples.js";
import { proposalFor } from "../../scripts/verify/drift/propose/files.js";
import { projectRoot } from "../support/project.js";
import { ended } from "../support/run.js";
import { batchPage } from "./support/batch-page.js";
import { renderMarkdown } from "./support/render-openapi.js";
import { driftOf } from "./support/saved.js";

const root = mkdtempSync(join(tmpdir(), "enkash-new-operation-"));
let contract: Contract;

/** Does what CONTRIBUTING says of a new operation, in a copy of the project. */
beforeAll(async () => {
  const parts = ["openapi", "scripts", "src", "test/facts", "package.json", "redocly.yaml"];
  for (const name of [...parts, "CHANGELOG.md", "tsconfig.json"])
    cpSync(join(projectRoot, name), join(root, name), { recursive: true });
  symlinkSync(join(projectRoot, "node_modules"), join(root, "node_modules"), "junction");
  const [read] = driftOf(renderMarkdown(batchPage)).pages;
  if (read === undefined) throw new Error("The page was not read.");
  for (const [name, content] of proposalFor(read.page, read.ours)) write(name, content);
  const generated = await generate(root);
  for (const [name, content] of generated) write(`generated/${name}`, content);
  contract = parse(generated.get("openapi.yaml") ?? "");
  writeSamples();
  exportTypes();
});
afterAll(() => rmSync(root, { recursive: true }));

function write(name: string, content: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content);
}

/** Writes the samples of the new operation after those of another one without authentication. */
function writeSamples(): void {
  const views = endpoints(contract).map((endpoint) => viewOf(contract, endpoint));
  const [view, model] = [batchPage.id, "payInvoices"].map((name) =>
    views.find(({ id }) => id === name),
  );
  if (view === undefined || model === undefined) throw new Error("An operation is not there.");
  for (const sample of readSamples(model)) {
    const text = withBody(sample, firstCase(view).request as never);
    const own = text.replaceAll(model.id, view.id).replaceAll(model.path, view.path);
    write(sample.file.replace(model.id, view.id), own);
  }
}

/** Adds the types of the new schemas, and the lists, to what the package exports. */
function exportTypes(): void {
  const names = Object.keys(contract.components.schemas).filter((name) => /^Batch/.test(name));
  const lists = [...openLists(contract)].map((at) => at.replace(/^.*\//, ""));
  const known = lists.filter((name) => /^Batch/.test(name)).map((name) => `Known${name}`);
  const door = readFileSync(join(root, "src/index.ts"), "utf8");
  const exported = [
    `export type { ${names.join(", ")} } from "../generated/types.js";`,
    `export type { ${known.join(", ")} } from "../generated/operations.js";`,
  ];
  write("src/index.ts", `${door}\n${exported.join("\n")}\n`);
}

const run = (...args: string[]) => ended(spawn(process.execPath, args, { cwd: root }));

test("an operation from a page, with samples and exported types, compiles", async () => {
  const config = { extends: "./tsconfig.json", include: ["generated", "src", "scripts/reference"] };
  write("tsconfig.sample.json", JSON.stringify(config));
  const tsc = join(projectRoot, "node_modules/typescript/bin/tsc");
  const { code, output } = await run(tsc, "-p", "tsconfig.sample.json");
  expect(code, output).toBe(0);
}, 120_000);

test("its page in the reference is built, and invents nothing about it", async () => {
  const { code, output } = await run("--import", "tsx", "scripts/reference.ts");
  expect(code, output).toBe(0);
  const page = readFileSync(join(root, "dist-reference", `${batchPage.id}.html`), "utf8");
  expect(page).toContain("Nothing is recorded here about when to call it.");
  expect(page).toContain("Do not repeat the call by yourself.");
  expect(page).toContain("without a date");
}, 120_000);
