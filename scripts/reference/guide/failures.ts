import { readGuide } from "./read.js";

/** What to do when a call fails; `failures.yaml` explains the parts. */
export interface FailureGuide {
  repeat: Record<string, string>;
  otherwise: string;
  languages: { language: string; notSent: string; maybe: string }[];
  tryable: { scenario: string; prefer: string; text: string }[];
}

/** What to do when a call fails. */
export const failures = readGuide<FailureGuide>("failures.yaml");

/** Returns when a call must not be repeated. */
export function repeatRule(operation: string): string {
  return failures.repeat[operation] ?? failures.otherwise;
}
