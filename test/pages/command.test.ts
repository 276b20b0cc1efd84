import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parse } from "yaml";
import { projectRoot } from "../../scripts/contract/project.js";
import { drift } from "../../scripts/drift.js";
import { runScript } from "../support/run.js";
import { renderText } from "./support/render-text.js";
import { factsOf } from "./support/saved.js";

const folder = mkdtempSync(join(tmpdir(), "enkash-drift-"));
afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const clean = save("clean.txt", renderText(factsOf("createOrder")));
const newer = { ...factsOf("createOrder"), modified: "2031-01-01 00:00:00" };
newer.facts["createOrder.request.returnUrl"] = { type: "string", required: true };
newer.facts["createOrder.request.orderId"] = { type: "string", required: true, maxLength: 40 };
const drifted = save("drifted.txt", renderText(newer));
const login = save("login.txt", "Password:");

test("the exit code is 0 for clean, 1 for drift, 2 for what cannot be read, 3 for wrong usage", () => {
  const runs = [
    [clean],
    [drifted],
    [drifted, "--fail-on", "none"],
    [login],
    [drifted, login],
    [],
    [clean, "--fail-on", "some"],
    [clean, "--unknown"],
    [join(folder, "absent.txt")],
    [clean, "--operation", "not an id"],
  ];
  const ended = runs.map(drift);
  expect(ended.map(({ code }) => code)).toEqual([0, 1, 0, 2, 2, 3, 3, 3, 3, 3]);
  for (const { messages } of ended.slice(5)) expect(messages.at(-1)).toContain("Usage: npm run");
});

test("the report for people names fact, both values, line, readings and the files to edit", async () => {
  const { code, output } = await runScript("scripts/drift.ts", [drifted]);
  expect(code).toBe(1);
  expect(output).toContain(
    "createOrder (Create Order, rendered text, modified 2031-01-01 00:00:00)",
  );
  expect(output).toMatch(/breaking: .*\n\n {2}createOrder\.request\.orderId: maxLength\n/);
  expect(output).toMatch(/our facts state {3}nothing\n {4}the page states {3}40 {3}\(line \d+\)/);
  expect(output).toMatch(/readings +requests-closed|readings +two-order-ids/);
  expect(output).toContain("test/facts/createOrder.yaml, openapi/schemas/CreateOrderRequest.yaml");
  expect(output).toMatch(/Drift: 2 breaking, 1 notice\.\n$/);
});

test("the report for programs is the same bytes each time, sorted and without a time stamp", () => {
  const args = [drifted, clean, login, "--json"];
  const { output } = drift(args);
  expect(drift(args.toReversed()).output).toBe(output);
  const report = JSON.parse(output);
  expect(Object.keys(report)).toEqual(["schemaVersion", "inputs", "changes", "notShown", "unread"]);
  expect(report.inputs.map(({ file }: { file: string }) => file)).toEqual([clean, drifted, login]);
  expect(Object.keys(report.inputs[0])).toEqual([
    "file",
    "form",
    "operation",
    "page",
    "modified",
    "sha256",
  ]);
  expect(Object.keys(report.changes[0])).toEqual([
    ...["operation", "at", "keyword", "class", "was", "is", "line", "readings"],
  ]);
});

test("--propose writes the facts as the page has them, and nothing into the project", () => {
  const target = join(folder, "proposal");
  const { code, messages } = drift([drifted, "--propose", target]);
  expect(code).toBe(1);
  expect(messages).toContain(`proposed: ${join(target, "test/facts/createOrder.yaml")}`);
  const proposed = parse(readFileSync(join(target, "test/facts/createOrder.yaml"), "utf8"));
  const { file, id, ...expected } = newer;
  expect(proposed).toEqual(expected);
  for (const place of ["openapi", "test/facts", "."]) {
    expect(drift([drifted, "--propose", join(projectRoot, place)]).code).toBe(3);
  }
  expect(drift([drifted, "--propose", target]).messages[0]).toContain("is not empty");
});

test("--propose writes nothing for an older copy", () => {
  const target = join(folder, "older");
  const older = save("older.txt", renderText({ ...newer, modified: "2020-01-01 00:00:00" }));
  expect(drift([older, "--propose", target]).code).toBe(0);
  expect(existsSync(target)).toBe(false);
});

const saved = process.env.PORTAL_PAGES;
const why = "PORTAL_PAGES is not set: the portal's pages cannot be part of this project";

test.skipIf(saved === undefined)(
  `saved pages of the portal show no drift (skipped where ${why})`,
  async () => {
    const pages = readdirSync(saved as string).filter((name) => /\.(txt|md|html)$/.test(name));
    const own = pages.filter((name) => !/^(README|FORMS|elsewhere)\.md$/.test(name));
    const { code, output } = drift(own.map((name) => join(saved as string, name)));
    expect(output).toContain("No drift.");
    expect(code).toBe(0);
  },
);

if (saved === undefined)
  console.log(`skipped: drift on real pages. ${why}. PORTAL_PAGES=<folder> npm test runs it.`);
