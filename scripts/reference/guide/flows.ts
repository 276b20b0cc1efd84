import type { FlowStep } from "../diagrams/sequence.js";
import { readGuide } from "./read.js";

/**
 * When to call an operation, and what comes before and after it; `flows.yaml` explains the parts.
 */
export interface Flow {
  when: string;
  steps: FlowStep[];
  limit: string;
  lifecycle?: string;
}

/** Returns the flow of an operation, if somebody has written it. */
export function flowOf(operation: string): Flow | undefined {
  return readGuide<Record<string, Flow>>("flows.yaml")[operation];
}
