import { describe, expect, test } from "vitest";
import type { FactsFile } from "../../scripts/contract/facts.js";
import type { DriftChange } from "../../scripts/verify/drift/change.js";
import { ENDPOINT_FORMS } from "./support/forms.js";
import { type Expected, type Mutant, mutantsOf } from "./support/mutants.js";
import { driftOf, endpoints } from "./support/saved.js";

/** Changes that come with others: the date, and rows whose depth the text leaves open. */
const COMPANIONS = ["modified", "depth", "hosts"];

/** Returns whether a change is the expected one; where a depth is open, any of its places counts. */
function isAt(changes: DriftChange[], { at, keyword }: DriftChange, expected: Expected): boolean {
  if (keyword !== expected.keyword) return false;
  const depth = changes.find((change) => change.keyword === "depth" && change.at === at);
  return at === expected.at || (depth?.is as string[] | undefined)?.includes(expected.at) === true;
}

/** Explains what a report lacks, or has too much. */
function faults(mutants: Mutant[], page: string): string[] {
  const { report } = driftOf(page);
  const expected = mutants.flatMap((mutant) => mutant.expected);
  const { changes } = report;
  const missing = expected.filter(
    (one) => !changes.some((change) => isAt(changes, change, one) && change.class === one.class),
  );
  const found = changes
    .filter(({ keyword }) => !COMPANIONS.includes(keyword))
    .filter((change) => !expected.some((one) => isAt(changes, change, one)));
  const isExact = !mutants.some(({ movesOthers }) => movesOthers);
  const name = mutants.map((mutant) => mutant.name).join(" and ");
  return [
    ...missing.map(
      (change) =>
        `${name}: not reported: ${JSON.stringify(change)}, but ${JSON.stringify(report.changes)}`,
    ),
    ...(isExact
      ? found.map((change) => `${name}: reported beside it: ${JSON.stringify(change)}`)
      : []),
    ...report.unread.map((item) => `${name}: unread: ${JSON.stringify(item)}`),
  ];
}

function can(form: string, { notIn = [] }: Mutant): boolean {
  return !notIn.includes(form === "rendered text" ? "text" : "schema");
}

/** Pairs each mutant with another of a different place. */
function pairs(mutants: Mutant[]): [Mutant, Mutant][] {
  const fixed = ["turn date back", "change date"];
  const usable = mutants.filter(({ kind, movesOthers }) => !fixed.includes(kind) && !movesOthers);
  return usable.flatMap((one, index) => {
    const other = usable[(index * 7 + 3) % usable.length] as Mutant;
    const isApart = !one.at.startsWith(other.at) && !other.at.startsWith(one.at);
    return isApart ? [[one, other] as [Mutant, Mutant]] : [];
  });
}

describe("a page that states something else", () => {
  for (const [form, render] of Object.entries(ENDPOINT_FORMS)) {
    // What Markdown carries is an OpenAPI document.
    if (form.startsWith("OpenAPI")) continue;
    test(`in ${form}, every single mutant and every pair is reported where it is, as what it is`, () => {
      let killed = 0;
      const alive: string[] = [];
      const check = (file: FactsFile, mutants: Mutant[]) => {
        const page = render(mutants.reduce((mutated, { apply }) => apply(mutated), file));
        const found = faults(mutants, page);
        if (found.length === 0) killed += 1;
        else alive.push(...found);
      };
      for (const file of endpoints) {
        const mutants = mutantsOf(file).filter((mutant) => can(form, mutant));
        for (const mutant of mutants) check(file, [mutant]);
        // Parsing YAML takes most of the time.
        if (form !== "Apidog Markdown") for (const pair of pairs(mutants)) check(file, pair);
      }
      const total = killed + alive.length;
      console.log(`drift, ${form}: ${killed} of ${total} mutated pages reported`);
      expect(alive).toEqual([]);
      expect(killed).toBeGreaterThan(0);
    });
  }
});
