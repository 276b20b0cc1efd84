import { operations } from "../../generated/operations.js";
import { factsOf } from "../../src/cli/facts.js";

/** Counts the facts of all operations: what the package takes grows with them. */
export const factCount = Object.keys(operations).flatMap((id) =>
  factsOf(id as keyof typeof operations),
).length;
