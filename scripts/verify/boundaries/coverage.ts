import type { BoundaryValue, Keyword } from "./boundaries.js";

/** A kind of keyword for which no negative can exist, because the rest of its schema refuses the same values. */
interface WithoutNegative {
  name: string;
  applies: (keyword: Keyword) => boolean;
  reason: string;
}

export const WITHOUT_NEGATIVE: WithoutNegative[] = [
  {
    name: "type",
    applies: ({ schema }) => schema.enum !== undefined,
    reason: "the `enum` beside it refuses every value of another type, too",
  },
  {
    name: "properties",
    applies: ({ schema }) => schema.additionalProperties === false,
    reason: "in a closed object, a member that is no longer named is refused as an additional one",
  },
  {
    name: "minLength",
    applies: ({ schema }) => schema.pattern !== undefined,
    reason: "the `pattern` beside it fixes the length; the page states both",
  },
  {
    name: "maxLength",
    applies: ({ schema }) => schema.pattern !== undefined,
    reason: "the `pattern` beside it fixes the length; the page states both",
  },
  {
    name: "additionalProperties",
    applies: ({ schema }) => schema.additionalProperties === true,
    reason: "`true` refuses nothing; it tells readers that the object is open on purpose",
  },
];

/** How far the boundaryValues exercise one keyword, over all its places. */
export interface Row {
  places: number;
  positive: number;
  negative: number;
  /** Places where no negative can exist, by {@link WITHOUT_NEGATIVE}. */
  without: number;
  /** JSON pointers of the places that lack a vector and have no excuse. */
  missing: string[];
}

/** Counts for each keyword the places that a positive and a negative vector exercise. */
export function coverage(
  keywords: Keyword[],
  boundaryValues: BoundaryValue[],
): Record<string, Row> {
  const seen = new Set(boundaryValues.map(({ pointer, valid }) => `${valid} ${pointer}`));
  const rows: Record<string, Row> = {};
  for (const keyword of keywords) {
    const { name, pointer } = keyword;
    rows[name] ??= { places: 0, positive: 0, negative: 0, without: 0, missing: [] };
    const row = rows[name];
    const positive = seen.has(`true ${pointer}`);
    const negative = seen.has(`false ${pointer}`);
    const excused = !negative && excuse(keyword) !== undefined;
    row.places += 1;
    row.positive += Number(positive);
    row.negative += Number(negative);
    row.without += Number(excused);
    if (!positive || !(negative || excused)) row.missing.push(pointer);
  }
  return rows;
}

/** Returns the rule by which a keyword can have no negative. */
export function excuse(keyword: Keyword): WithoutNegative | undefined {
  return WITHOUT_NEGATIVE.find(({ name, applies }) => name === keyword.name && applies(keyword));
}

/** Prints the coverage as a table, with the reasons below it. */
export function coverageTable(rows: Record<string, Row>): string {
  const lines = Object.entries(rows).map(
    ([name, { places, positive, negative, without, missing }]) =>
      [
        name.padEnd(22),
        ...[places, positive, negative, without].map((count) => String(count).padStart(9)),
        `${Math.floor((100 * (places - missing.length)) / places)} %`.padStart(9),
      ].join(""),
  );
  return [
    "keyword                  places positive negative  without  covered",
    ...lines,
    "without: no negative can exist, because",
    ...WITHOUT_NEGATIVE.map(({ name, reason }) => `  ${name}: ${reason}`),
  ].join("\n");
}
