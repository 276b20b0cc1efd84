import type { FactsFile } from "../../../scripts/contract/facts.js";
import { readFacts } from "../../../scripts/contract/facts.js";
import { ContractIndex } from "../../../scripts/verify/drift/contract-index.js";
import { runDrift } from "../../../scripts/verify/drift/run.js";

export const facts = readFacts();
export const endpoints = facts.filter(({ endpoint }) => endpoint !== undefined);
const index = new ContractIndex();

/** Returns our facts of one page, a fresh copy. */
export function factsOf(id: string): FactsFile {
  return structuredClone(facts.find((file) => file.id === id)) as FactsFile;
}

/** Compares the text of one saved page with facts as a test has them. */
export function driftBetween(ours: FactsFile, text: string) {
  const files = [{ file: "page", bytes: new TextEncoder().encode(text) }];
  return runDrift(files, { ours: [ours], index });
}

/** Compares the text of one saved page with our facts, and with more of them. */
export function driftOf(text: string, operation?: string, more: FactsFile[] = []) {
  const files = [{ file: "page", bytes: new TextEncoder().encode(text) }];
  return runDrift(files, {
    ours: [...facts, ...more],
    index,
    ...(operation === undefined ? {} : { operation }),
  });
}
