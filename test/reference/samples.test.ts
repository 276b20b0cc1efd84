import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endpoints, readContract } from "../../scripts/contract/document.js";
import { type Json, literals } from "../../scripts/reference/literals.js";
import { viewOf } from "../../scripts/reference/operation-view.js";
import { languages, readSamples, withBody } from "../../scripts/reference/samples.js";
import { projectRoot } from "../support/project.js";

const contract = readContract();
const views = endpoints(contract).map((endpoint) => viewOf(contract, endpoint));

test("every operation has a sample in every language, and there is no other", () => {
  const files = readdirSync(join(projectRoot, "scripts/reference/samples"));
  const expected = views.flatMap(({ id }) => languages.map(({ suffix }) => `${id}.${suffix}`));
  expect(files.sort()).toEqual(expected.sort());
});

test("a sample with another example differs from its file in the body alone", () => {
  for (const view of views) {
    const [first, second] = view.cases;
    for (const sample of readSamples(view)) {
      const text = withBody(sample, second?.request.value as Json);
      expect(text).not.toContain(sample.write(first?.request.value as Json));
      expect(text.startsWith(sample.before) && text.endsWith(sample.after), sample.file).toBe(true);
    }
  }
});

test("an empty object stays an object in PHP, and an empty list a list", () => {
  expect(literals.php({ paymentDetail: {}, list: [] }, "")).toBe(
    "[\n  'paymentDetail' => new stdClass(),\n  'list' => [],\n]",
  );
});

test("a value that a language writes in another way stops the build", () => {
  expect(() => literals.json({ paid: true }, "")).toThrow("Python writes true");
  expect(() => literals.json({ name: "O'Neil" }, "")).toThrow("A quote would end the body");
});
