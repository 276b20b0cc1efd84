import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endpoints } from "../../scripts/contract/document.js";
import { redocly } from "../../scripts/tools/redocly.js";
import { projectRoot, readContract } from "../support/project.js";

/** Path of the contract for somebody who installed the package. */
const SHIPPED = "node_modules/enkash-contract/generated/openapi.yaml";

test("the line in README renders the shipped contract with Redocly", () => {
  const readme = readFileSync(join(projectRoot, "README.md"), "utf8");
  const line = /npx @redocly\/cli@(\S+) (build-docs [^`\n]+)/.exec(readme);
  const [, version, args = ""] = line ?? [];
  const manifest = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  expect(version).toBe(manifest.devDependencies["@redocly/cli"]);
  expect(args).toContain(SHIPPED);
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-redocly-"));
  try {
    const output = join(folder, "index.html");
    const local = args.replace(SHIPPED, join(projectRoot, "generated/openapi.yaml")).split(" ");
    const run = redocly([...local, "--output", output], folder);
    expect(run.ok, run.output).toBe(true);
    const page = readFileSync(output, "utf8");
    for (const { operation } of endpoints(readContract()))
      expect(page).toContain(operation.operationId);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
