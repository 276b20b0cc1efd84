import { KEYWORDS, keyword } from "../../contract/keywords.js";
import type { BoundaryValue, KeywordPlace } from "./boundaries.js";

/** How far the boundary values exercise one keyword, over all its places. */
export interface CoverageRow {
  places: number;
  valid: number;
  broken: number;
  /** Places where no value can break this keyword alone. */
  covered: number;
  /** JSON pointers of the places that lack a value and have no such reason. */
  missing: string[];
}

/** Counts for each keyword the places that a valid value and a breaking one exercise. */
export function coverage(
  keywords: KeywordPlace[],
  boundaryValues: Pick<BoundaryValue, "pointer" | "valid">[],
): Record<string, CoverageRow> {
  const seen = new Set(boundaryValues.map(({ pointer, valid }) => `${valid} ${pointer}`));
  const rows: Record<string, CoverageRow> = {};
  for (const place of keywords) {
    const { name, pointer } = place;
    rows[name] ??= { places: 0, valid: 0, broken: 0, covered: 0, missing: [] };
    const row = rows[name];
    const valid = seen.has(`true ${pointer}`);
    const broken = seen.has(`false ${pointer}`);
    const covered = !broken && isCovered(place);
    row.places += 1;
    row.valid += Number(valid);
    row.broken += Number(broken);
    row.covered += Number(covered);
    if (!valid || !(broken || covered)) row.missing.push(pointer);
  }
  return rows;
}

/** Returns whether no value can break a keyword alone at this place. */
export function isCovered({ name, schema }: KeywordPlace): boolean {
  return keyword(name).covered?.by(schema) === true;
}

/** Writes the coverage as a table, with the reasons below it. */
export function coverageTable(rows: Record<string, CoverageRow>): string {
  const lines = Object.entries(rows).map(([name, row]) => {
    const { places, valid, broken, covered, missing } = row;
    const percent = Math.floor((100 * (places - missing.length)) / places);
    const counts = [places, valid, broken, covered].map((count) => String(count).padStart(9));
    return [name.padEnd(22), ...counts, `${percent} %`.padStart(9)].join("");
  });
  const reasons = Object.entries(KEYWORDS).flatMap(([name, { covered }]) =>
    covered === undefined || !(name in rows) ? [] : [`  ${name}: ${covered.reason}`],
  );
  return [
    "keyword                  places    valid   broken  covered     done",
    ...lines,
    "covered: no value can break this keyword alone, because",
    ...reasons,
  ].join("\n");
}
