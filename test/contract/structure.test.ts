import { expect, test } from "vitest";
import { checkExamples } from "../../scripts/verify/examples.js";
import { checkDocument, checkPathFiles } from "../../scripts/verify/structure.js";
import { expectNone } from "../support/expect.js";
import { projectRoot, readContract } from "../support/project.js";

const contract = readContract();

test("every example is valid and stands in a case; minimal, full and the lists of responses are shown", () =>
  expectNone(checkExamples(contract)));

test("the version is stated, the envelopes exist, and each operation has its tag", () =>
  expectNone(checkDocument(contract)));

test("the file of an operation has its name, and its keys stand in order", () =>
  expectNone(checkPathFiles(projectRoot)));

test("a schema that no operation uses is refused, unless it names its page", () => {
  const broken = readContract();
  delete broken.components.schemas.OrderStatus?.["x-page"];
  expect(checkDocument(broken).map(({ text }) => text)).toEqual([
    "openapi/schemas/OrderStatus.yaml: no operation uses it. Delete it, or name its page under `x-page`.",
  ]);
});
