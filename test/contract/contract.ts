import type { Contract } from "../../scripts/support/contract.js";
import { checkExamples, checkPageExamples, checkStories } from "./examples.js";
import type { Finding } from "./facets.js";
import { checkGate } from "./gate.js";
import { judge } from "./judge.js";
import { type Page, readLedger } from "./ledger.js";
import { type Reading, readReadings } from "./readings.js";
import { checkDocument } from "./structure.js";

/** Runs every check that looks at the contract itself, and lists what they find. */
export function checkContract(
  contract: Contract,
  ledger: Page[] = readLedger(),
  readings: Reading[] = readReadings(),
): Finding[] {
  return contractChecks(contract, ledger, readings).flatMap((check) => check());
}

/** Lists the checks of {@link checkContract}, the quick ones first, for who needs no more than one finding. */
export function contractChecks(contract: Contract, ledger: Page[], readings: Reading[]): (() => Finding[])[] {
  return [
    () => judge(contract, ledger, readings),
    () => checkDocument(contract),
    () => checkExamples(contract),
    () => checkStories(contract),
    () => ledger.flatMap((page) => checkPageExamples(contract, page, readings)),
    () => checkGate(contract),
  ];
}
