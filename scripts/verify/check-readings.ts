import { type Reading, readingsFile } from "../contract/readings.js";
import { type Finding, type Statement, statementKey } from "./statements.js";

/** Lists what a reading adds to the contract. */
export function addedStatements(reading: Reading): Statement[] {
  return (reading.adds ?? []).flatMap(({ facet, value, at }) =>
    at.map((place) => ({ at: place, name: facet, value, file: readingsFile })),
  );
}

/** Lists the facts that a reading takes out, by place and name. */
export function droppedPlaces(reading: Reading): { at: string; name: string }[] {
  return (reading.drops ?? []).flatMap(({ facet, at }) =>
    at.map((place) => ({ at: place, name: facet })),
  );
}

/** Lists what is wrong with the readings: parts that explain nothing, and references that do not fit. */
export function checkReadings(
  readings: Reading[],
  facts: Statement[],
  spec: Statement[],
): Finding[] {
  const stated = new Set(facts.map(statementKey));
  const kept = new Set(spec.map(statementKey));
  const notCarried = new Set(
    facts.filter((fact) => !kept.has(statementKey(fact))).map(({ at, name }) => `${at} ${name}`),
  );
  const references = spec.filter(({ name }) => name === "reading");
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
    for (const { at, name } of dropped) {
      if (notCarried.has(`${at} ${name}`)) continue;
      complain(
        `drops ${at}: ${name}, but no page states it, or the contract carries it as printed.`,
      );
    }
    for (const facet of added) {
      if (stated.has(statementKey(facet)))
        complain(`adds ${facet.at}: ${facet.name}, but the page states that itself.`);
    }
    for (const { at } of [...dropped, ...added]) {
      if (places.some((place) => covers(place, at))) continue;
      complain(`explains ${at}, but \`x-readings\` names it neither there nor above it.`);
    }
    const operations = [...new Set(places.map(operationOf))].sort();
    if (String(operations) !== String([...reading.operations].sort())) {
      complain(
        `lists the operations ${reading.operations}, and \`x-readings\` refers to it from ${operations}.`,
      );
    }
  }
  return findings;
}

function operationOf(at: string): string {
  return /^\w+/.exec(at)?.[0] ?? at;
}

/** Tells whether a reading that is named at `place` is seen by who looks at `at`. */
function covers(place: string, at: string): boolean {
  const lower = at.toLowerCase();
  return (
    lower === place.toLowerCase() ||
    (/^[.[]/.test(lower.slice(place.length)) && lower.startsWith(place.toLowerCase()))
  );
}
