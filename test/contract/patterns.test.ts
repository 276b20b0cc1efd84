import { describe, expect, test } from "vitest";
import { aroundPattern } from "../../scripts/contract/edge-values.js";
import { readFacts } from "../../scripts/contract/facts.js";
import { readReadings } from "../../scripts/contract/readings.js";
import { addedStatements, droppedPlaces } from "../../scripts/verify/check-readings.js";

const facts = new Map(readFacts().flatMap((page) => Object.entries(page.facts)));

/** Every place where the contract does not carry the pattern as the page prints it. */
const rewritten = readReadings().flatMap((reading) =>
  droppedPlaces(reading)
    .filter(({ keyword }) => keyword === "pattern")
    .map(({ at }) => ({
      at,
      reading,
      documented: String(facts.get(at)?.pattern),
      written: String(
        addedStatements(reading).find((added) => added.at === at && added.keyword === "pattern")
          ?.value,
      ),
    })),
);

/** Lists the strings around the edges of a pattern that two expressions do not agree on. */
function differences(documented: RegExp, other: RegExp): string[] {
  return stringsAround(documented).filter((text) => documented.test(text) !== other.test(text));
}

function stringsAround(pattern: RegExp): string[] {
  return aroundPattern(pattern.source, "AZaz09");
}

/** Returns whether a string has characters that take two UTF-16 units. */
const isAstral = (text: string) => text.length !== [...text].length;

test("the contract writes some documented patterns in another way", () => {
  const known = ["b2bIds.buyerB2BId", "b2bIds.supplierB2BId", "payment.utr"];
  const places = known.map((place) => `payInvoices.request.${place}`);
  expect(rewritten.map(({ at }) => at)).toEqual(expect.arrayContaining(places));
});

describe.each(rewritten)("the pattern of $at", ({ documented, written, reading }) => {
  const printed = new RegExp(documented);

  test("is an error under the flag u as the page prints it, which is why it is written in another way", () =>
    expect(() => new RegExp(documented, "u")).toThrow("Invalid escape"));

  test("accepts and refuses the same strings as the page's, both without the flag u", () => {
    const strings = stringsAround(printed);
    expect(new Set(strings.map((text) => printed.test(text)))).toEqual(new Set([true, false]));
    expect(differences(printed, new RegExp(written))).toEqual([]);
  });

  test("differs under the flag u where a character takes two UTF-16 units and nowhere else, and the reading says so", () => {
    const found = differences(printed, new RegExp(written, "u"));
    expect(found.filter((text) => !isAstral(text))).toEqual([]);
    expect(found).not.toEqual([]);
    expect(reading.contract).toContain("counts characters, not UTF-16 units");
  });

  test.each<[string, (pattern: string) => string]>([
    ["no longer excludes the backslash", (pattern) => pattern.replace("\\\\", "")],
    ["no longer excludes the quote", (pattern) => pattern.replace('"', "")],
    [
      "allows one character more",
      (pattern) => pattern.replace(/\d+(?=\})/, (most) => `${Number(most) + 1}`),
    ],
    ["allows the empty string", (pattern) => pattern.replace("{1,", "{0,")],
    ["is not anchored", (pattern) => pattern.replace("$", "")],
  ])("would be told from one that %s", (_, change) => {
    const wrong = change(written);
    expect(wrong).not.toBe(written);
    expect(differences(printed, new RegExp(wrong))).not.toEqual([]);
  });
});
