import { operationIds } from "../../generated/operations.js";
import { factsOf } from "../../src/cli/facts.js";

/** Counts the facts of all operations: what the package takes grows with them. */
export const factCount = operationIds.flatMap(factsOf).length;
