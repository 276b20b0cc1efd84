import type { Contract } from "../../contract/document.js";
import { readFacts } from "../../contract/facts.js";
import { type Path, pointer } from "../../contract/places.js";
import { readReadings } from "../../contract/readings.js";
import { findings } from "../check-contract.js";
import { documentOperators } from "./documents.js";
import { dropOperators } from "./drops.js";
import { factAt } from "./fact.js";
import { mutate, type Operator } from "./mutant.js";
import { operationOperators } from "./operations.js";
import { schemaOperators } from "./schemas.js";

const EXCLUSIONS_FILE = "scripts/verify/mutants/score.ts";

/**
 * Mutants that mean the same as the contract. An entry that matches none, or one that is killed
 * after all, fails.
 */
const EXCLUDED: Exclusion[] = [
  {
    operator: "drop a property of a full example",
    below: "/components/examples/createOrder.full.request/value/customParameters",
    reason: "the names in customParameters are the caller's own, so none of them has to be shown",
  },
];

/** The mutants of one operator at and below a place, which no check can or should notice. */
export interface Exclusion {
  operator: string;
  /** JSON pointer. */
  below: string;
  reason: string;
}

/** A mutant that no check noticed. */
interface Survivor {
  operator: string;
  path: Path;
}

/** What became of the mutants. */
export interface Score {
  operators: Record<string, { killed: number; total: number }>;
  survivors: Survivor[];
  /** Exclusions that are not needed. */
  unneeded: Exclusion[];
}

/** Returns whether the checks find anything wrong with a contract. */
export type Checks = (mutant: Contract) => boolean;

/** Lists the operators by name. */
function allOperators(contract: Contract): Record<string, Operator> {
  return {
    ...dropOperators(contract),
    ...schemaOperators,
    ...operationOperators,
    ...documentOperators,
  };
}

/** Returns the checks of the contract as they are; they stop at the first finding. */
export function contractChecks(): Checks {
  const pages = readFacts();
  const readings = readReadings();
  return (mutant) => {
    try {
      return findings(mutant, pages, readings).next().done !== true;
    } catch {
      return true; // A document that the checks cannot even read is noticed, too.
    }
  };
}

/** Operators to try in place of all, and exclusions in place of those of this file; for tests. */
interface ScoreOptions {
  operators?: ReturnType<typeof allOperators>;
  excluded?: Exclusion[];
}

/** Makes all mutants of the contract, one after the other, and tries the checks on each. */
export function score(
  contract: Contract,
  notices: Checks,
  { operators = allOperators(contract), excluded = EXCLUDED }: ScoreOptions = {},
): Score {
  const survivors: Survivor[] = [];
  const rows: Score["operators"] = {};
  const needed = new Set<Exclusion>();
  const killedAfterAll = new Set<Exclusion>();
  for (const [operator, mutations] of Object.entries(operators)) {
    const row = { killed: 0, total: 0 };
    for (const mutation of mutations(contract)) {
      const exclusion = exclusionOf(excluded, operator, mutation.path);
      const killed = notices(mutate(contract, mutation));
      if (exclusion !== undefined) (killed ? killedAfterAll : needed).add(exclusion);
      if (exclusion !== undefined && !killed) continue;
      row.total += 1;
      if (killed) row.killed += 1;
      else survivors.push({ operator, path: mutation.path });
    }
    rows[operator] = row;
  }
  const unneeded = excluded.filter((entry) => !needed.has(entry) || killedAfterAll.has(entry));
  return { operators: rows, survivors, unneeded };
}

/** Adds up the mutants of all operators. */
export function sums(operators: Score["operators"]): { killed: number; total: number } {
  const rows = Object.values(operators);
  const sum = (key: "killed" | "total") => rows.reduce((total, row) => total + row[key], 0);
  return { killed: sum("killed"), total: sum("total") };
}

/** Counts the mutants of each operator, without those that are excluded. */
export function mutantCounts(contract: Contract): Record<string, number> {
  const counts = Object.entries(allOperators(contract)).map(([operator, mutations]) => {
    const made = [...mutations(contract)].filter(
      ({ path }) => !exclusionOf(EXCLUDED, operator, path),
    );
    return [operator, made.length];
  });
  return Object.fromEntries(counts);
}

function exclusionOf(excluded: Exclusion[], operator: string, path: Path): Exclusion | undefined {
  return excluded.find(
    (entry) => entry.operator === operator && pointer(path).startsWith(`${entry.below}/`),
  );
}

/** Writes operators × killed/total, and what is excluded. */
export function reportScore({ operators }: Score): string {
  const rows = Object.entries({ ...operators, "all mutants": sums(operators) });
  return [
    ...rows.map(
      ([name, { killed, total }]) => `${name.padEnd(36)}${`${killed}/${total}`.padStart(10)}`,
    ),
    ...EXCLUDED.map(
      ({ operator, below, reason }) => `excluded  ${operator} below ${below}: ${reason}`,
    ),
  ].join("\n");
}

/**
 * Lists what is wrong with a score: each survivor with the fact that should have caught it, and
 * exclusions that are not needed.
 */
export function mistakes(contract: Contract, { survivors, unneeded }: Score): string[] {
  const pages = readFacts();
  return [
    ...survivors.map(
      ({ operator, path }) =>
        `survived: ${operator} at ${pointer(path)}\n` +
        `  should have been caught by: ${factAt(contract, pages, path)}`,
    ),
    ...unneeded.map(
      ({ operator, below }) =>
        `not needed: the exclusion of ${operator} below ${below}. Take it out of ${EXCLUSIONS_FILE}.`,
    ),
  ];
}
