import type { Contract } from "../contract/document.js";
import { type Page, readFacts } from "../contract/facts.js";
import { type Reading, readReadings } from "../contract/readings.js";
import { differences } from "./compare.js";
import { checkExamples, checkPageExamples, checkStories } from "./examples.js";
import { checkPreflight } from "./preflight.js";
import type { Finding } from "./statements.js";
import { checkDocument } from "./structure.js";

/** Runs every check that looks at the contract itself, and lists what they find. */
export function checkContract(
  contract: Contract,
  ledger: Page[] = readFacts(),
  readings: Reading[] = readReadings(),
): Finding[] {
  return [...findings(contract, ledger, readings)];
}

/** Finds what {@link checkContract} lists, the quick checks first, so that who needs one finding can stop there. */
export function* findings(
  contract: Contract,
  ledger: Page[],
  readings: Reading[],
): Generator<Finding> {
  yield* differences(contract, ledger, readings);
  yield* checkDocument(contract);
  yield* checkExamples(contract);
  yield* checkStories(contract);
  for (const page of ledger) yield* checkPageExamples(contract, page, readings);
  yield* checkPreflight(contract);
}
