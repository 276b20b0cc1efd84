import { describe, expect, test } from "vitest";
import type { DriftReport } from "../../scripts/verify/drift/report.js";
import { renderMarkdown } from "./support/render-openapi.js";
import { renderText } from "./support/render-text.js";
import { driftOf, endpoints, factsOf } from "./support/saved.js";

/** Lines that state nothing, or what the sample token below them states again. */
const EMPTY_WORDS =
  /^(some-controller|Request|Body|Example|Request samples|Shell|Go|curl .*|Authorization|Send .* in the|A page|Next)$/;

/** Lists the lines of a page, from its title on, that state something. */
function statingLines(lines: string[], title: string): number[] {
  const first = lines.indexOf(title);
  return lines.flatMap((line, index) =>
    index < first || EMPTY_WORDS.test(line.trim()) ? [] : [index],
  );
}

function reportOf(lines: string[]): DriftReport {
  return driftOf(lines.join("\n")).report;
}

function isSilent({ changes, unread }: DriftReport): boolean {
  return changes.length === 0 && unread.length === 0;
}

/** Lists what a report says is gone although a line of the page could not be read. */
function goneBesideUnread({ changes, unread }: DriftReport): string[] {
  const gone = changes.filter(({ is }) => is === null).map(({ at, keyword }) => `${at} ${keyword}`);
  return unread.length === 0 ? [] : gone;
}

for (const file of endpoints) {
  const lines = renderText(file, { indented: true }).split("\n");
  const indexes = statingLines(lines, file.page);
  const ways: Record<string, (index: number) => string[]> = {
    lost: (index) => lines.toSpliced(index, 1),
    damaged: (index) => lines.with(index, `${lines[index]}~`),
    "put twice": (index) => lines.toSpliced(index, 0, lines[index] ?? ""),
    "followed by an unknown mark": (index) => lines.toSpliced(index + 1, 0, ">>> 7"),
  };

  for (const [way, change] of Object.entries(ways)) {
    const changed = indexes.map((index) => ({ line: lines[index], lines: change(index) }));
    const reports = () => changed.map((page) => ({ ...page, report: reportOf(page.lines) }));

    test(`a line of ${file.id} that is ${way} takes nothing away that was not read`, () => {
      const found = reports();
      expect(
        found.flatMap(({ line, report }) => goneBesideUnread(report).map((at) => [line, at])),
      ).toEqual([]);
      // A row put twice states the same twice.
      if (way === "put twice") return;
      expect(found.filter(({ report }) => isSilent(report)).map(({ line }) => line)).toEqual([]);
    });
  }

  test(`no page of ${file.id} that is cut short is complete`, () => {
    const complete = indexes.filter((index) => reportOf(lines.slice(0, index)).unread.length === 0);
    expect(complete.map((index) => lines[index])).toEqual([]);
  });

  test(`what a page of ${file.id} that is cut short lacks does not count as gone`, () => {
    const gone = indexes.flatMap((index) => goneBesideUnread(reportOf(lines.slice(0, index))));
    expect(gone).toEqual([]);
  });
}

describe.each(["createOrder", "payInvoices"])("Markdown of %s", (id) => {
  const lines = renderMarkdown(factsOf(id)).split("\n");
  const first = lines.indexOf("paths:");
  const damages: Record<string, (line: string) => string> = {
    "a key that nobody knows": (line) => line.replace(/([\w.$]+):/, "$1X:"),
    "a value of another type": (line) => line.replace(/: (.+)/, ": { a: b }"),
    "a mark in front": (line) => line.replace(/\S/, "~$&"),
  };
  for (const [name, damage] of Object.entries(damages)) {
    test(`with ${name} takes nothing away that was not read`, () => {
      const gone = lines.flatMap((line, index) => {
        if (index < first || damage(line) === line) return [];
        const report = reportOf(lines.with(index, damage(line)));
        return goneBesideUnread(report).map((at) => [line, at]);
      });
      expect(gone).toEqual([]);
    });
  }
});

describe("Markdown", () => {
  test.each([
    ["properties:", "properties: nothing"],
    ["$ref:", "$ref: { a: b }", "createOrder"],
    ["required:", "required: nothing"],
    ["parameters:", "parameters: nothing"],
    ["type: array", "type: list"],
    ["in: header", "in: somewhere", "createOrder"],
  ])("that has %s as %s is unread there, and loses no property", (from, to, id = "payInvoices") => {
    const page = renderMarkdown(factsOf(id)).split("\n");
    const at = page.findIndex((line) => line.includes(from));
    const [indent] = page[at]?.match(/^ */) ?? [];
    if (indent === undefined) throw new Error(`The page has no ${from}`);
    const rest = page.slice(at + 1);
    const end = rest.findIndex(
      (line) => !line.startsWith(`${indent} `) && !line.startsWith(`${indent}-`),
    );
    const below = from.endsWith(":") ? Math.max(0, end) : 0;
    const report = reportOf(page.toSpliced(at, below + 1, indent + to));
    expect(report.unread).not.toEqual([]);
    expect(report.changes.filter(({ is }) => is === null)).toEqual([]);
  });

  test.each(["post:", "requestBody:", '"200":', "application/json:", "- in: header"])(
    "with a key that nobody knows below %s is unread at that key",
    (above) => {
      const page = renderMarkdown(factsOf("createOrder")).replaceAll(
        /^( *)- name: (.*)\n *in: header$/gm,
        "$1- in: header\n$1  name: $2",
      );
      const lines = page.split("\n");
      const at = lines.findIndex((line) => line.trim() === above);
      const indent = " ".repeat((lines[at + 1] ?? "").search(/\S/));
      const { unread } = reportOf(lines.toSpliced(at + 1, 0, `${indent}unheardOf: 1`));
      expect(unread.map(({ text }) => text)).toEqual(["unheardOf"]);
    },
  );
});
