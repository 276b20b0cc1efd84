import { expect, test } from "vitest";
import { checkContract } from "../../scripts/verify/check-contract.js";
import { checkExamples, checkStories } from "../../scripts/verify/examples.js";
import { checkDocument, checkPathFiles } from "../../scripts/verify/structure.js";
import { expectNone } from "../support/expect.js";
import { projectRoot, readContract } from "../support/project.js";

const contract = readContract();

test("every example is valid, has its counterpart, and shows what its name promises", () =>
  expectNone(checkExamples(contract)));

test("fetchOrderInfo has an example for each payment status, and each answers its own request", () =>
  expectNone(checkStories(contract)));

test("the dialect is stated, the envelopes exist, and each operation has its tag", () =>
  expectNone(checkDocument(contract)));

test("the file of an operation has its name, and its keys stand in order", () =>
  expectNone(checkPathFiles(projectRoot)));

test("all checks together find nothing", () => expectNone(checkContract(contract)));

test("the contract has the three operations of the pages and no other", () => {
  expect(Object.values(contract.paths).map(({ post }) => post.operationId)).toEqual([
    "createOrder",
    "payInvoices",
    "fetchOrderInfo",
  ]);
});
