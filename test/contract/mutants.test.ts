import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { drop, mutate, set } from "../../scripts/verify/mutants/mutant.js";
import {
  contractChecks,
  type Exclusion,
  FLOOR,
  percent,
  report,
  score,
  scoreFile,
  scoreText,
  sums,
} from "../../scripts/verify/mutants/score.js";
import { projectRoot, readContract } from "../support/project.js";

const contract = readContract();
const minimum = ["components", "schemas", "Amount", "properties", "value", "minimum"];
const dropMinimum = { "drop minimum": () => [drop(minimum)] };

test("the checks notice every mutant of the contract", () => {
  const result = score(contract, contractChecks());
  const { killed, total } = sums(result.operators);
  const operators = Object.keys(result.operators).length;
  console.log(
    `${killed}/${total} mutants of ${operators} operators killed; npm run mutate prints each operator`,
  );
  expect(percent(result), report(contract, result)).toBeGreaterThanOrEqual(FLOOR);
  expect(result.unneeded).toEqual([]);
  const committed = readFileSync(join(projectRoot, scoreFile), "utf8");
  expect(committed, `${scoreFile} is stale. To mend it: npm run mutate`).toBe(scoreText(result));
  const idle = Object.entries(result.operators).filter(([, { total }]) => total === 0);
  expect(idle).toEqual([]);
}, 180_000);

test("the checks find nothing in the contract itself, so that a kill means something", () =>
  expect(contractChecks()(contract)).toBe(false));

test("a mutant that no check notices is reported by pointer, with the fact that should have caught it", () => {
  const result = score(contract, () => false, { operators: dropMinimum, excluded: [] });
  expect(percent(result)).toBe(0);
  const text = report(contract, result);
  expect(text).toMatch(/drop minimum +0\/1/);
  expect(text).toContain(
    "survived  drop minimum at /components/schemas/Amount/properties/value/minimum",
  );
  expect(text).toContain("createOrder.request.amount.value: required number, at least 0.01");
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
  const text = report(
    contract,
    score(contract, () => false, {
      operators: { "drop property": () => [drop(example)] },
      excluded: [],
    }),
  );
  expect(text).toContain("payInvoices.request.payment.paymentAmount: required object");
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
