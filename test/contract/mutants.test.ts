import { beforeAll, expect, test } from "vitest";
import { checkContract } from "../../scripts/verify/check-contract.js";
import { drop, mutate, set } from "../../scripts/verify/mutants/mutant.js";
import {
  contractChecks,
  type Exclusion,
  mistakes,
  mutantCounts,
  reportScore,
  score,
  sums,
} from "../../scripts/verify/mutants/score.js";
import { expectNone } from "../support/expect.js";
import { readContract } from "../support/project.js";

const contract = readContract();
const minimum = ["components", "schemas", "Amount", "properties", "value", "minimum"];
const dropMinimum = { "drop minimum": () => [drop(minimum)] };

// A check that finds something in the contract itself would kill every mutant.
beforeAll(() => expectNone(checkContract(contract)));

test("the checks notice every mutant of the contract", () => {
  const result = score(contract, contractChecks());
  const { killed, total } = sums(result.operators);
  const operators = Object.keys(result.operators).length;
  console.log(
    `${killed}/${total} mutants of ${operators} operators killed; npm run mutate prints each operator`,
  );
  const found = mistakes(contract, result);
  if (found.length > 0) expect.fail(found.join("\n"));
  const totals = Object.entries(result.operators).map(([name, { total }]) => [name, total]);
  expect(mutantCounts(contract), "what the reference shows").toEqual(Object.fromEntries(totals));
  const idle = Object.entries(result.operators).filter(([, { total }]) => total === 0);
  expect(idle).toEqual([]);
}, 180_000);

test("a mutant that no check notices is reported by pointer, with the fact that should have caught it", () => {
  const result = score(contract, () => false, { operators: dropMinimum, excluded: [] });
  expect(reportScore(result)).toMatch(/drop minimum +0\/1/);
  expect(mistakes(contract, result)).toEqual([
    "survived: drop minimum at /components/schemas/Amount/properties/value/minimum\n" +
      "  should have been caught by: createOrder.request.amount.value: required number, at least 0.01",
  ]);
});

test("a survivor without a fact of its own is reported with the nearest fact around it", () => {
  const example = [
    "components",
    "examples",
    "payInvoices.full.request",
    "value",
    "payment",
    "paymentAmount",
    "currency",
  ];
  const result = score(contract, () => false, {
    operators: { "drop property": () => [drop(example)] },
    excluded: [],
  });
  expect(mistakes(contract, result)).toEqual([
    expect.stringContaining("payInvoices.request.payment.paymentAmount: required object"),
  ]);
});

const exclusion: Exclusion = {
  operator: "drop minimum",
  below: "/components/schemas/Amount/properties/value",
  reason: "a test",
};

test("an excluded mutant does not count", () => {
  const { operators, survivors, unneeded } = score(contract, () => false, {
    operators: dropMinimum,
    excluded: [exclusion],
  });
  expect(operators).toEqual({ "drop minimum": { killed: 0, total: 0 } });
  expect([...survivors, ...unneeded]).toEqual([]);
});

test("an exclusion is not needed when its mutant is killed, or when there is no such mutant", () => {
  expect(
    score(contract, () => true, { operators: dropMinimum, excluded: [exclusion] }).unneeded,
  ).toEqual([exclusion]);
  expect(score(contract, () => false, { operators: {}, excluded: [exclusion] }).unneeded).toEqual([
    exclusion,
  ]);
});

test("a mutation leaves the contract as it was, and one that changes nothing is an error", () => {
  expect(mutate(contract, drop(minimum))).not.toEqual(contract);
  expect(contract).toEqual(readContract());
  expect(() => mutate(contract, set(minimum, 0.01))).toThrow("changes nothing");
});
