import { expect, test } from "vitest";
import { compareReports } from "../../scripts/verify/release/surface.js";

/** Writes a report with overloads of one function, as API Extractor does. */
const report = (...parameters: string[]) =>
  `\`\`\`ts\n${parameters.map((one) => `export function parse(${one}): void;\n`).join("\n")}\`\`\`\n`;

test("a function that loses or gains an overload has changed", () => {
  const one = report("text: string");
  const two = report("bytes: Uint8Array", "text: string");
  const changed = [{ rule: "declaration-changed", what: "index: function parse" }];
  expect(compareReports("index", two, one)).toEqual(changed);
  expect(compareReports("index", one, two)).toEqual(changed);
  expect(compareReports("index", two, two)).toEqual([]);
});
