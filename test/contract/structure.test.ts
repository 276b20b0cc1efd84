import { expect, test } from "vitest";
import { expectNone } from "../support/expect.js";
import { projectRoot, readContract } from "../support/project.js";
import { checkContract } from "./contract.js";
import { checkExamples, checkStories } from "./examples.js";
import { checkDocument, checkFolder } from "./structure.js";

const contract = readContract();

test("every example is valid, has its counterpart, and shows what its name promises", () =>
  expectNone(checkExamples(contract)));

test("fetchOrderInfo has an example for each payment status, and each answers its own request", () =>
  expectNone(checkStories(contract)));

test("the dialect is stated, the envelopes exist, and every security scheme is in use", () =>
  expectNone(checkDocument(contract)));

test("no file under openapi/ is an orphan, and names and key order fit", () => expectNone(checkFolder(projectRoot)));

test("all checks together find nothing", () => expectNone(checkContract(contract)));

test("the contract has the three operations of the pages and no other", () => {
  expect(Object.values(contract.paths).map(({ post }) => post.operationId)).toEqual([
    "createOrder",
    "payInvoices",
    "fetchOrderInfo",
  ]);
});
