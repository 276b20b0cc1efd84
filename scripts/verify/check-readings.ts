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
  const stated = new Set(facts.map(statementKey));
  const kept = new Set(spec.map(statementKey));
  const notCarried = new Set(
    facts
      .filter((fact) => !kept.has(statementKey(fact)))
      .map(({ at, keyword }) => `${at} ${keyword}`),
  );
  const references = spec.filter(({ keyword }) => keyword === "reading");
  const known = new Set(readings.map(({ id }) => id));
  const findings: Finding[] = references
    .filter(({ value }) => !known.has(value as string))
    .map(({ at, value, file }) => ({
      at,
      text: `${file} refers to the reading ${value} at ${at}, and ${readingsFile} has none of that id.`,
    }));
  for (const reading of readings) {
    const complain = (text: string) =>
      findings.push({ at: reading.id, text: `${reading.id} ${text}` });
    const places = references.filter(({ value }) => value === reading.id).map(({ at }) => at);
    const dropped = droppedPlaces(reading);
    const added = addedStatements(reading);
    if (places.length === 0) complain("is named by no `x-readings`. Name it, or delete it.");
    for (const { at, keyword } of dropped) {
      if (notCarried.has(`${at} ${keyword}`)) continue;
      complain(
        `drops ${at}: ${keyword}, but no page states it, or the contract carries it as printed.`,
      );
    }
    for (const statement of added) {
      if (!stated.has(statementKey(statement))) continue;
      complain(`adds ${statement.at}: ${statement.keyword}, but the page states that itself.`);
    }
    for (const { at } of [...dropped, ...added]) {
      if (places.some((place) => covers(place, at))) continue;
      complain(`explains ${at}, but \`x-readings\` names it neither there nor above it.`);
    }
  }
  return findings;
}

/** Returns whether who looks at `at` sees a reading that is named at `place`. */
function covers(place: string, at: string): boolean {
  const [above, below] = [place.toLowerCase(), at.toLowerCase()];
  if (above === below) return true;
  return below.startsWith(above) && /^[.[]/.test(below.slice(above.length));
}
