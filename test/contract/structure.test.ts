import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkExamples } from "../../scripts/verify/examples.js";
import { checkDocument, checkPathFiles } from "../../scripts/verify/structure.js";
import { expectNone } from "../support/expect.js";
import { projectRoot, readContract } from "../support/project.js";

const contract = readContract();

test("every example is valid and stands in a case; minimal, full and the lists of responses are shown", () =>
  expectNone(checkExamples(contract)));

test("an example whose response is a refusal is refused", () => {
  const broken = readContract();
  Object.assign(broken.components.examples["createOrder.full.200"]?.value as object, {
    response_code: 1,
  });
  expect(checkExamples(broken).map(({ text }) => text)).toContain(
    "createOrder: openapi/examples/createOrder.full.200.yaml has the response_code 1, which is a refusal. A success has 0.",
  );
});

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

test.each<[string, (folder: string) => void, RegExp]>([
  [
    "another name",
    (folder) => renameSync(join(folder, "createOrder.yaml"), join(folder, "order.yaml")),
    /order\.yaml describes the operation createOrder: name it openapi\/paths\/createOrder\.yaml\.$/,
  ],
  [
    "its keys in another order",
    (folder) => {
      const file = join(folder, "createOrder.yaml");
      const text = readFileSync(file, "utf8");
      const moved = text.replace(/^( {2}operationId: .*\n)( {2}summary: .*\n)/m, "$2$1");
      writeFileSync(file, moved);
    },
    /createOrder\.yaml: the keys of an operation stand in this order: operationId, summary, /,
  ],
])("the file of an operation with %s is refused", (_, change, message) => {
  const root = mkdtempSync(join(tmpdir(), "enkash-contract-paths-"));
  try {
    const folder = join(root, "openapi/paths");
    cpSync(join(projectRoot, "openapi/paths"), folder, { recursive: true });
    change(folder);
    const found = checkPathFiles(root).map(({ text }) => text);
    expect(found).toEqual([expect.stringMatching(message)]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
