import { expect, test } from "vitest";
import { readFacts } from "../../scripts/contract/facts.js";
import { type Reading, readReadings } from "../../scripts/contract/readings.js";
import { compare } from "../../scripts/verify/compare.js";
import { readContract } from "../support/project.js";

const contract = readContract();
const amount = "createOrder.request.amount";

/** Changes one reading, and returns what the comparison says of it. */
function findings(change: (reading: Reading) => void, id = "amounts-in-rupees"): string[] {
  const readings = readReadings();
  const reading = readings.find((one) => one.id === id);
  if (reading === undefined) throw new Error(`There is no reading ${id}.`);
  change(reading);
  return [...compare(contract, readFacts(), readings)]
    .filter(({ at }) => at === reading.id)
    .map(({ text }) => text);
}

test("a reading that drops what the contract carries as printed is refused", () => {
  const drops = [{ keyword: "minimum", at: [`${amount}.value`] }];
  expect(findings((reading) => Object.assign(reading, { drops }))).toEqual([
    `openapi/readings.yaml: amounts-in-rupees drops ${amount}.value: minimum, but no page states it, or the contract carries it as printed.`,
  ]);
});

test("a reading that adds what the page states itself is refused", () => {
  const adds = [{ keyword: "minimum", value: 0.01, at: [`${amount}.value`] }];
  expect(findings((reading) => Object.assign(reading, { adds }))).toEqual([
    `openapi/readings.yaml: amounts-in-rupees adds ${amount}.value: minimum, but the page states that itself.`,
  ]);
});

test("a reading may explain a place below one that refers to it, and no other", () => {
  const add = (at: string) => (reading: Reading) => {
    reading.adds = [...(reading.adds ?? []), { keyword: "title", value: "Added", at: [at] }];
  };
  expect(findings(add(`${amount}.value`), "requests-closed")).toEqual([]);
  expect(findings(add("payInvoices.response"), "token-scheme-unstated")).toEqual([
    "openapi/readings.yaml: token-scheme-unstated explains payInvoices.response, but `x-readings` names it neither there nor above it.",
  ]);
});

test("a reading that nothing refers to is refused", () => {
  expect(
    findings((reading) => {
      reading.id = "renamed";
    }),
  ).toEqual(["openapi/readings.yaml: renamed is named by no `x-readings`. Name it, or delete it."]);
});
