import type { BoundaryValue } from "./boundaries.js";
import type { Judge } from "./judges.js";

/** A judge that is known to differ at one body, and why. An entry that no longer differs fails. */
export interface KnownDifference {
  judge: string;
  body: string;
  reason: string;
}

/** Lists every vector whose verdict is not the expected one, in plain words, and every known difference that is none. */
export async function disagreements(
  boundaryValues: BoundaryValue[],
  judges: Record<string, Judge>,
  known: KnownDifference[],
): Promise<string[]> {
  const lines: string[] = [];
  const differing = new Set<KnownDifference>();
  for (const [judge, verdict] of Object.entries(judges)) {
    for (const { body, pointer, value, valid } of boundaryValues) {
      const found = await verdict({ body, value });
      if (found === valid) continue;
      const difference = known.find((entry) => entry.judge === judge && entry.body === body);
      if (difference !== undefined) differing.add(difference);
      else
        lines.push(
          `${judge} ${said(found)} a ${valid ? "valid" : "broken"} ${body} (${pointer}): ${short(value)}`,
        );
    }
  }
  for (const entry of known) {
    if (differing.has(entry)) continue;
    lines.push(
      `${entry.judge} no longer differs at ${entry.body}: take the entry out of KNOWN_DIFFERENCES.`,
    );
  }
  return lines;
}

/** Leaves out boundaryValues that have the same value at the same body. */
export function distinct(boundaryValues: BoundaryValue[]): BoundaryValue[] {
  return [
    ...new Map(
      boundaryValues.map((vector) => [`${vector.body} ${JSON.stringify(vector.value)}`, vector]),
    ).values(),
  ];
}

function said(verdict: boolean | undefined): string {
  if (verdict === undefined) return "does not know how to judge";
  return verdict ? "accepts" : "refuses";
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
