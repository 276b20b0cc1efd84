import { contractStatements } from "../contract/contract-statements.js";
import type { Contract } from "../contract/document.js";
import { type FactsFile, factStatements, source } from "../contract/facts.js";
import { type Reading, readingsFile } from "../contract/readings.js";
import {
  type Finding,
  placeKey,
  type Statement,
  show,
  statementKey,
} from "../contract/statements.js";
import { addedStatements, checkReadings, droppedPlaces } from "./check-readings.js";

/**
 * Compares contract and pages in both directions, and lists every difference that no reading
 * explains.
 */
export function* compare(
  contract: Contract,
  pages: FactsFile[],
  readings: Reading[],
): Generator<Finding> {
  const spec = contractStatements(contract);
  const facts = pages.flatMap(factStatements);
  const added = readings.flatMap(addedStatements);
  const dropped = new Set(
    readings.flatMap(droppedPlaces).map(({ at, keyword }) => `${at} ${keyword}`),
  );
  const expected = facts.filter(({ at, keyword }) => !dropped.has(`${at} ${keyword}`));
  yield* notCarried([...expected, ...added], spec, pages);
  yield* notStated(spec, [...expected, ...added], pages);
  yield* checkReadings(readings, facts, spec);
}

/** Lists what the pages or the readings state and the contract does not. */
function notCarried(expected: Statement[], spec: Statement[], pages: FactsFile[]): Finding[] {
  const known = new Set(spec.map(statementKey));
  const byPlace = new Map(spec.map((statement) => [placeKey(statement), statement]));
  return expected
    .filter((statement) => !known.has(statementKey(statement)))
    .map((statement) => {
      const here = byPlace.get(placeKey(statement));
      const file = here?.file ?? spec.find(({ at }) => at === statement.at)?.file ?? "no file";
      const origin =
        statement.file === readingsFile
          ? `a reading says  ${show(statement.value)}   (${readingsFile})`
          : `the page says   ${show(statement.value)}   (${source(pages, statement.at)})`;
      return finding(statement, [
        origin,
        `the spec says   ${show(here?.value)}   (${file})`,
        "ways out        correct openapi/ and run `npm run generate`;",
        `                or, if it is meant to differ, say why in ${readingsFile}, under \`drops\` and \`adds\``,
      ]);
    });
}

/** Lists what the contract states where the pages and the readings state nothing. */
function notStated(spec: Statement[], backing: Statement[], pages: FactsFile[]): Finding[] {
  const backed = new Set(backing.map(placeKey));
  return spec
    .filter((statement) => isClaim(statement) && !backed.has(placeKey(statement)))
    .map((statement) =>
      finding(statement, [
        `the spec says   ${show(statement.value)}   (${statement.file})`,
        `the page says   nothing   (${source(pages, statement.at)})`,
        "ways out        take it out of openapi/ and run `npm run generate`;",
        "                or add the fact to test/facts, if the page states it after all;",
        `                or say why it is there in ${readingsFile}, under \`adds\``,
      ]),
    );
}

/**
 * Returns whether a statement has to be backed; "not required" is what a page says by saying
 * nothing.
 */
export function isClaim({ keyword, value }: Statement): boolean {
  if (keyword === "required") return value !== false;
  return !["schemaName", "propertyCount", "reading"].includes(keyword);
}

function finding({ at, keyword }: Statement, lines: string[]): Finding {
  return { at, text: [`${at}: ${keyword}`, ...lines].join("\n  ") };
}
