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
      const text = withBody(sample, second?.request as Json);
      expect(text).not.toContain(sample.write(first?.request as Json));
      expect(text.startsWith(sample.before) && text.endsWith(sample.after), sample.file).toBe(true);
    }
  }
});

test("an empty object stays an object in PHP, and an empty list a list", () => {
  expect(literals.php({ paymentDetail: {}, list: [] }, "")).toBe(
    "[\n  'paymentDetail' => new stdClass(),\n  'list' => [],\n]",
  );
});

test("Python has words of its own for true, false and null, and none inside of a text", () => {
  const value = { paid: true, list: [false, null], text: 'true": null', null: 1 };
  expect(literals.python(value, "  ")).toBe(
    '{\n    "paid": True,\n    "list": [\n      False,\n      None\n    ],\n' +
      '    "text": "true\\": null",\n    "null": 1\n  }',
  );
});

test("names and texts with quotes and dashes stay what they are in each language", () => {
  expect(literals.php({ "it's": "C:\\" }, "")).toBe("[\n  'it\\'s' => 'C:\\\\',\n]");
  expect(literals.typescript({ "a-b": 'say "no"' }, "")).toBe('{\n  "a-b": "say \\"no\\"",\n}');
});

test("a value that would end a sample stops the build", () => {
  expect(() => literals.json({ name: "O'Neil" }, "")).toThrow("A quote would end the body");
});
