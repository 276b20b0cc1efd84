import { expect } from "vitest";
import type { Finding } from "../../scripts/contract/statements.js";

/** Fails with the whole text of every finding, so that the report needs no second look. */
export function expectNone(findings: Finding[]): void {
  if (findings.length > 0) expect.fail(findings.map(({ text }) => text).join("\n\n"));
}
