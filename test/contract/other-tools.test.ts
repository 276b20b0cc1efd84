import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { redocly } from "../../scripts/tools/redocly.js";
import { projectRoot, readContract } from "../support/project.js";

// Outside of the project, so that a user's tool reads the bundle without this project's settings.
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "enkash-contract-tools-"));
  cpSync(join(projectRoot, "generated/openapi.yaml"), join(folder, "openapi.yaml"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ["spec", []],
  [
    "recommended",
    [
      "no-unused-components", // OrderStatus is documented, and no operation has it.
      "operation-4xx-response", // The pages document no error.
    ],
  ],
])("Redocly's ruleset %s has nothing else to say of the bundle than %j", (ruleset, expected) => {
  const options = [`--extends=${ruleset}`, "--format=json"];
  const { ok, output } = redocly(["lint", "openapi.yaml", ...options], folder);
  const report = output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1);
  const { problems } = JSON.parse(report) as { problems: { ruleId: string }[] };
  expect([...new Set(problems.map(({ ruleId }) => ruleId))].sort()).toEqual(expected);
  expect(ok).toBe(true);
});

test("Ajv in strict mode compiles every schema once it knows our extensions and int32", () => {
  const contract = readContract();
  const ajv = new Ajv2020({ strict: true, formats: { int32: true } });
  // The extensions, and what is around the schemas in the document.
  ajv.addVocabulary(["x-readings", "x-enumDescriptions", "x-page", "components"]);
  ajv.addSchema({ $id: "contract", components: contract.components });
  const names = Object.keys(contract.components.schemas);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names)
    expect(() => ajv.compile({ $ref: `contract#/components/schemas/${name}` }), name).not.toThrow();
});
