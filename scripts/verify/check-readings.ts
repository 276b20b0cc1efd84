import { type Reading, readingsFile } from "../contract/readings.js";
import { type Finding, type Statement, statementKey } from "../contract/statements.js";

/** Lists what a reading adds to the contract. */
export function addedStatements(reading: Reading): Statement[] {
  return (reading.adds ?? []).flatMap(({ keyword, value, at }) =>
    at.map((place) => ({ at: place, keyword, value, file: readingsFile })),
  );
}

/** Lists the facts that a reading takes out, by place and keyword. */
export function droppedPlaces(reading: Reading): { at: string; keyword: string }[] {
  return (reading.drops ?? []).flatMap(({ keyword, at }) =>
    at.map((place) => ({ at: place, keyword })),
  );
}

/**
 * Lists what is wrong with the readings: parts that explain nothing, and references that do not
 * fit.
 */
export function checkReadings(
  readings: Reading[],
  facts: Statement[],
  spec: Statement[],
): Finding[] {
  const references = spec.filter(({ keyword }) => keyword === "reading");
  const stated = new Set(facts.map(statementKey));
  const kept = new Set(spec.map(statementKey));
  const notCarried = facts.filter((fact) => !kept.has(statementKey(fact)));
  const open = new Set(notCarried.map(({ at, keyword }) => `${at} ${keyword}`));
  return [
    ...unknownReferences(readings, references),
    ...readings.flatMap((reading) =>
      [
        ...misplaced(reading, references),
        ...droppedPlaces(reading)
          .filter(({ at, keyword }) => !open.has(`${at} ${keyword}`))
          .map(
            ({ at, keyword }) =>
              `drops ${at}: ${keyword}, but no page states it, or the contract carries it as printed.`,
          ),
        ...addedStatements(reading)
          .filter((added) => stated.has(statementKey(added)))
          .map(({ at, keyword }) => `adds ${at}: ${keyword}, but the page states that itself.`),
      ].map((text) => ({ at: reading.id, text: `${readingsFile}: ${reading.id} ${text}` })),
    ),
  ];
}

function unknownReferences(readings: Reading[], references: Statement[]): Finding[] {
  const known = new Set<unknown>(readings.map(({ id }) => id));
  return references
    .filter(({ value }) => !known.has(value))
    .map(({ at, value, file }) => ({
      at,
      text: `${file} refers to the reading ${value} at ${at}, and ${readingsFile} has none of that id.`,
    }));
}

/** Lists what a reading explains at places whose `x-readings` do not name it. */
function misplaced(reading: Reading, references: Statement[]): string[] {
  const places = references.filter(({ value }) => value === reading.id).map(({ at }) => at);
  if (places.length === 0) return ["is named by no `x-readings`. Name it, or delete it."];
  return [...droppedPlaces(reading), ...addedStatements(reading)]
    .filter(({ at }) => !places.some((place) => covers(place, at)))
    .map(({ at }) => `explains ${at}, but \`x-readings\` names it neither there nor above it.`);
}

/** Returns whether `at` is `place` or lies below it. */
function covers(place: string, at: string): boolean {
  const [above, below] = [place.toLowerCase(), at.toLowerCase()];
  if (above === below) return true;
  return below.startsWith(above) && /^[.[]/.test(below.slice(above.length));
}
