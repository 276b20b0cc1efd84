import type { Contract } from "../contract/document.js";
import { factStatements, type Page, source } from "../contract/facts.js";
import { type Reading, readingsFile } from "../contract/readings.js";
import { addedStatements, checkReadings, droppedPlaces } from "./check-readings.js";
import { contractStatements } from "./contract-statements.js";
import { type Finding, placeKey, type Statement, show, statementKey } from "./statements.js";

/** Compares the contract with the ledger in both directions, and lists every difference that no reading explains. */
export function judge(contract: Contract, ledger: Page[], readings: Reading[]): Finding[] {
  return [...differences(contract, ledger, readings)];
}

/** Finds the differences of {@link judge} one kind after the other. */
export function* differences(
  contract: Contract,
  ledger: Page[],
  readings: Reading[],
): Generator<Finding> {
  const spec = contractStatements(contract);
  const facts = ledger.flatMap(factStatements);
  const added = readings.flatMap(addedStatements);
  const dropped = new Set(readings.flatMap(droppedPlaces).map(({ at, name }) => `${at} ${name}`));
  const expected = facts.filter(({ at, name }) => !dropped.has(`${at} ${name}`));
  yield* unmet([...expected, ...added], spec, ledger);
  yield* unbacked(spec, [...expected, ...added], ledger);
  yield* checkReadings(readings, facts, spec);
}

/** Lists what the pages or the readings say and the contract does not. */
function unmet(expected: Statement[], spec: Statement[], ledger: Page[]): Finding[] {
  const said = new Set(spec.map(statementKey));
  const byPlace = new Map(spec.map((facet) => [placeKey(facet), facet]));
  return expected
    .filter((facet) => !said.has(statementKey(facet)))
    .map((facet) => {
      const here = byPlace.get(placeKey(facet));
      const file = here?.file ?? spec.find(({ at }) => at === facet.at)?.file ?? "no file";
      const origin =
        facet.file === readingsFile
          ? `a reading says  ${show(facet.value)}   (${readingsFile})`
          : `the page says   ${show(facet.value)}   (${source(ledger, facet.at)})`;
      return finding(facet, [
        origin,
        `the spec says   ${show(here?.value)}   (${file})`,
        "ways out        correct openapi/ and run `npm run generate`;",
        `                or, if it is meant to differ, say why in ${readingsFile}, under \`drops\` and \`adds\``,
      ]);
    });
}

/** Lists what the contract says where the pages and the readings say nothing. */
function unbacked(spec: Statement[], backing: Statement[], ledger: Page[]): Finding[] {
  const backed = new Set(backing.map(placeKey));
  return spec
    .filter((facet) => isClaim(facet) && !backed.has(placeKey(facet)))
    .map((facet) =>
      finding(facet, [
        `the spec says   ${show(facet.value)}   (${facet.file})`,
        `the page says   nothing   (${source(ledger, facet.at)})`,
        "ways out        take it out of openapi/ and run `npm run generate`;",
        "                or add the fact to the ledger, if the page states it after all;",
        `                or say why it is there in ${readingsFile}, under \`adds\``,
      ]),
    );
}

/** Tells whether a facet claims something: names, counts and references to readings do not, and "not required" is what nothing says. */
function isClaim({ name, value }: Statement): boolean {
  return (
    !["schemaName", "memberCount", "reading"].includes(name) &&
    !(name === "required" && value === false)
  );
}

function finding({ at, name }: Statement, lines: string[]): Finding {
  return { at, text: [`${at}: ${name}`, ...lines].join("\n  ") };
}
