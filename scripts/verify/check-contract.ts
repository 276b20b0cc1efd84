import type { Contract } from "../contract/document.js";
import { type FactsFile, readFacts } from "../contract/facts.js";
import { type Reading, readReadings } from "../contract/readings.js";
import type { Finding } from "../contract/statements.js";
import { compare } from "./compare.js";
import { checkExamples, checkPageExamples } from "./examples.js";
import { checkPreflight } from "./preflight.js";
import { checkDocument } from "./structure.js";

/** Runs every check that looks at the contract itself, and lists what they find. */
export function checkContract(
  contract: Contract,
  pages: FactsFile[] = readFacts(),
  readings: Reading[] = readReadings(),
): Finding[] {
  return [...findings(contract, pages, readings)];
}

/**
 * Finds what {@link checkContract} lists, the quick checks first: a caller that needs one finding
 * stops there.
 */
export function* findings(
  contract: Contract,
  pages: FactsFile[],
  readings: Reading[],
): Generator<Finding> {
  yield* compare(contract, pages, readings);
  yield* checkDocument(contract);
  yield* checkExamples(contract);
  for (const page of pages) yield* checkPageExamples(contract, page, readings);
  yield* checkPreflight(contract);
}
