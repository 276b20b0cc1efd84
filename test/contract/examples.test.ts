import { expect, test } from "vitest";
import type { Contract } from "../../scripts/contract/document.js";
import { type FactsFile, readFacts } from "../../scripts/contract/facts.js";
import { readReadings } from "../../scripts/contract/readings.js";
import { checkExamples, checkPageExamples } from "../../scripts/verify/examples.js";
import { readContract } from "../support/project.js";

/** Breaks the examples of a copy of the contract, and returns what the check says of them. */
function broken(edit: (examples: Contract["components"]["examples"]) => void): string[] {
  const contract = readContract();
  edit(contract.components.examples);
  return checkExamples(contract).map(({ text }) => text);
}

test("the case minimal has nothing that is optional", () => {
  const found = broken((examples) => {
    Object.assign(examples["createOrder.minimal.request"]?.value ?? {}, { description: "Added" });
  });
  expect(found).toEqual([
    "createOrder: openapi/examples/createOrder.minimal.request.yaml has the optional createOrder.request.description. Take it out.",
  ]);
});

test("the case full has everything", () => {
  const found = broken((examples) => delete examples["createOrder.full.request"]?.value.returnUrl);
  expect(found).toEqual([
    "createOrder: openapi/examples/createOrder.full.request.yaml lacks createOrder.request.returnUrl. Add it.",
  ]);
});

test("every operation has a case minimal and a case full", () => {
  const contract = readContract();
  const content = contract.paths["/api/v0/orders"]?.post?.requestBody?.content;
  delete content?.["application/json"]?.examples.full;
  expect(checkExamples(contract).map(({ text }) => text)).toContain(
    "createOrder: there is no case minimal, or no case full. Every operation needs both.",
  );
});

test("some case shows each value that a response lists", () => {
  const found = broken((examples) => {
    const info = examples["fetchOrderInfo.refunded.200"]?.value.paylod as Record<string, unknown>;
    info.paymentStatus = "SUCCESS";
  });
  expect(found).toContain(
    "fetchOrderInfo: no case has REFUNDED as fetchOrderInfo.response.paylod.paymentStatus. Add it to a response.",
  );
});

test("the page's own example violates what the readings expect, no more and no less", () => {
  const [page] = readFacts().filter(({ id }) => id === "createOrder") as [FactsFile];
  const readings = readReadings();
  const at = "createOrder.response";
  const pointer = "/payload/orderId";
  const check = (example: unknown) =>
    checkPageExamples(readContract(), { ...page, examples: { [at]: example } }, readings);
  expect(check(page.examples?.[at])).toEqual([]);
  expect(check({ payload: { orderId: 7 } }).map(({ text }) => text)).toEqual([
    `the page's own example ${at} violates type at ${pointer}, and no reading expects it.`,
  ]);
  Object.assign(readings[0] ?? {}, { breaks: [{ at, pointer, keyword: "type" }] });
  expect(check(page.examples?.[at]).map(({ text }) => text)).toEqual([
    `the page's own example ${at} does not violate type at ${pointer}, as a reading expects.`,
  ]);
});
