import { checkOrphans, checkPreflight } from "../../scripts/verify/preflight.js";
import { projectRoot, readContract } from "../support/project.js";

/** Runs the preflight before any test, and lets none run while it finds something. */
export default function preflight(): void {
  const findings = [...checkPreflight(readContract()), ...checkOrphans(projectRoot)];
  if (findings.length === 0) return;
  throw new Error(
    `The preflight found mistakes, so no test ran.\n\n${findings.map(({ text }) => text).join("\n\n")}\n`,
  );
}
