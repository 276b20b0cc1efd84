import { describe, expect, test } from "vitest";
import { type FactsFile, factStatements } from "../../scripts/contract/facts.js";
import { readPage } from "../../scripts/pages/read-page.js";
import { ENDPOINT_FORMS, TEXT_VARIANTS } from "./support/forms.js";
import { renderMarkdown } from "./support/render-openapi.js";
import { renderText } from "./support/render-text.js";
import { driftBetween, driftOf, endpoints, facts, factsOf } from "./support/saved.js";

const NONE = { changes: [], unread: [] };

for (const [form, render] of Object.entries(ENDPOINT_FORMS)) {
  describe(form, () => {
    for (const file of endpoints) {
      test(`${file.id} written in this form shows no drift`, () => {
        const { report } = driftOf(render(file));
        expect(report).toMatchObject({ ...NONE, inputs: [{ operation: file.id }] });
      });
    }
  });
}

describe("rendered text", () => {
  for (const [name, variant] of Object.entries(TEXT_VARIANTS)) {
    for (const file of endpoints) {
      test(`${file.id} with ${name} shows no drift`, () => {
        expect(driftOf(renderText(file, variant)).report).toMatchObject(NONE);
      });
    }
  }

  test("read with our facts at hand, a page gives back every detail of them", () => {
    for (const file of facts) {
      const [read] = driftOf(renderText(file)).pages;
      const { facts: stated = {}, examples = {}, page: title } = read?.page ?? {};
      const page = { ...file, facts: stated, examples, page: title ?? "" };
      expect(factStatements(page)).toEqual(expect.arrayContaining(factStatements(file)));
    }
  });
});

test("read without our facts, the pages give back most details, and doubt the others", () => {
  const bytes = (file: FactsFile) => new TextEncoder().encode(renderText(file));
  const details = facts.map((file) => {
    const { page } = readPage(bytes(file), [], file.id);
    const read = { ...file, facts: page.facts, examples: page.examples };
    const known = new Set(factStatements(read).map((detail) => JSON.stringify(detail)));
    const ours = factStatements(file).map((detail) => JSON.stringify(detail));
    return { all: ours.length, read: ours.filter((detail) => known.has(detail)).length };
  });
  const sum = (key: "all" | "read") => details.reduce((total, detail) => total + detail[key], 0);
  console.log(`without our facts: ${sum("read")} of ${sum("all")} details`);
  expect(sum("read") / sum("all")).toBeGreaterThan(216 / 245);
});

test("a page that is no endpoint shows no drift, as text and as Markdown", () => {
  const file = factsOf("orderLifecycle");
  expect(driftOf(renderText(file)).report).toMatchObject(NONE);
  expect(driftOf(renderMarkdown(file)).report).toMatchObject(NONE);
});

test("Markdown has no date, and that is no incompleteness", () => {
  const { report } = driftOf(renderMarkdown(factsOf("createOrder")));
  expect(report.notShown).toContainEqual({ file: "page", what: "modified" });
  expect(report.unread).toEqual([]);
});

test("a limit that OpenAPI 3.0 marks as exclusive is read as the exclusive limit", () => {
  const file = factsOf("createOrder");
  const at = "createOrder.request.amount.value";
  file.facts[at] = { type: "number", required: true, exclusiveMinimum: 0, exclusiveMaximum: 9 };
  const page = renderMarkdown(file);
  const old = page.replace(
    /^( *)(exclusiveM)(in|ax)imum: (\d)$/gm,
    "$1m$3imum: $4\n$1$2$3imum: true",
  );
  expect(old).not.toBe(page);
  expect(driftBetween(file, old).report).toMatchObject(NONE);
});

test("a collapsed section is unread, and none of its rows counts as gone", () => {
  for (const file of endpoints) {
    const { report } = driftOf(renderText(file, { collapsed: true }));
    expect(report.changes.filter(({ is }) => is === null)).toEqual([]);
    expect(report.unread.map(({ why }) => why)).toContain(
      "the section is collapsed: its rows are not shown",
    );
  }
});
