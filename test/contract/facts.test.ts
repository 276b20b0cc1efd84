import { describe, expect, test } from "vitest";
import { contractStatements } from "../../scripts/contract/contract-statements.js";
import { readFacts } from "../../scripts/contract/facts.js";
import { readReadings } from "../../scripts/contract/readings.js";
import { compare } from "../../scripts/verify/compare.js";
import { checkPageExamples } from "../../scripts/verify/examples.js";
import { sentence } from "../../scripts/verify/fact-sentence.js";
import { expectNone } from "../support/expect.js";
import { readContract } from "../support/project.js";

const contract = readContract();
const pages = readFacts();
const readings = readReadings();
const findings = [...compare(contract, pages, readings)];
const facts = pages.flatMap((page) => Object.keys(page.facts));

for (const page of pages) {
  describe(`${page.page}, ${page.modified ?? "without a date"}`, () => {
    for (const [id, fact] of Object.entries(page.facts)) {
      test(sentence(id, fact), () => expectNone(findings.filter(({ at }) => at === id)));
    }
    for (const id of Object.keys(page.examples ?? {})) {
      test(`the example of ${id} on the page violates its schema only where a reading says so`, () =>
        expectNone(checkPageExamples(contract, page, readings)));
    }
  });
}

describe("what the contract says beyond the rows of the pages", () => {
  const places = [...new Set(contractStatements(contract).map(({ at }) => at))].filter(
    (at) => !facts.includes(at),
  );
  for (const place of places) {
    test(`${place} is backed by an example or a reading`, () =>
      expectNone(findings.filter(({ at }) => at === place)));
  }
});

describe("readings", () => {
  for (const { id } of readings) {
    test(`${id} explains something, and the contract refers to it`, () =>
      expectNone(findings.filter(({ at }) => at === id)));
  }

  test("have ids of their own", () => {
    const ids = readings.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});

test("no difference between the pages and the contract is left unexplained", () =>
  expectNone(findings));

test("a limit that is missing is reported with its fact, both values, the file and the ways out", () => {
  const broken = readContract();
  delete broken.components.schemas.Amount?.properties?.value?.minimum;
  const message = [...compare(broken, pages, readings)][0]?.text;
  expect(message).toContain("createOrder.request.amount.value: minimum");
  expect(message).toContain(
    "the page says   0.01   (Create Order, modified 2024-10-10 08:31:41; test/facts/createOrder.yaml)",
  );
  expect(message).toContain("the spec says   nothing   (openapi/schemas/Amount.yaml)");
  expect(message).toContain("openapi/readings.yaml");
});
