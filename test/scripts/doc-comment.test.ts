import { expect, test } from "vitest";
import { docComment } from "../../scripts/generate/doc-comment.js";

test("a text cannot end its comment", () => {
  expect(docComment("a */ b")).toBe("/** a *\\/ b */");
});

test("a long line is broken between words, in a list below its mark", () => {
  const long = "word ".repeat(30).trim();
  const lines = docComment(`First.\n- ${long}`, "  ").split("\n");
  expect(lines.slice(0, 2)).toEqual(["  /**", "   * First."]);
  expect(lines[2]).toMatch(/^ {3}\* - word/);
  expect(lines[3]).toMatch(/^ {3}\* {3}word/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});

test("a tag stays on its line: its example is code", () => {
  const example = `@example ${"x".repeat(120)}`;
  expect(docComment(`Text.\n\n${example}`)).toContain(`\n * ${example}\n`);
});
