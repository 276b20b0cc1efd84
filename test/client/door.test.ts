import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readContract } from "../../scripts/contract/document.js";
import { openLists } from "../../scripts/generate/open-lists.js";
import { projectRoot } from "../support/project.js";

const contract = readContract();
const door = readFileSync(join(projectRoot, "src/index.ts"), "utf8");

const exported = new Set(door.match(/\b\w+(?=,| \})/g));

test("the package exports the type of every schema, those inside of requests with them", () => {
  const names = Object.keys(contract.components.schemas);
  expect(names).toContain("Address");
  expect(names.filter((name) => !exported.has(name))).toEqual([]);
});

test("the package exports a closed type for every list of values that may grow", () => {
  const open = [...openLists(contract)].map((pointer) => pointer.replace(/^.*\//, ""));
  expect(open).toContain("OrderStatus");
  expect(open).not.toContain("PayInvoicesPaymentMode");
  expect(open.filter((name) => !exported.has(`Known${name}`))).toEqual([]);
});

test("every class of errors is exported, and the README has its kind", () => {
  const folder = join(projectRoot, "src/errors");
  const readme = readFileSync(join(projectRoot, "README.md"), "utf8");
  const classes = readdirSync(folder).flatMap((file) => {
    const code = readFileSync(join(folder, file), "utf8");
    const [, name] = /^export class (\w+)/m.exec(code) ?? [];
    const [, kind] = /\bkind = "([\w-]+)" as const/.exec(code) ?? [];
    return name === undefined ? [] : [{ name, kind }];
  });
  expect(classes.length).toBeGreaterThan(0);
  expect(classes.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(door))).toEqual([]);
  expect(classes.filter(({ kind }) => !readme.includes(`\n| \`${kind}\` |`))).toEqual([]);
});
