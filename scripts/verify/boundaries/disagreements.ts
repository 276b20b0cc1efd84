import type { BoundaryValue } from "./boundaries.js";
import type { Implementation } from "./implementations.js";

/** Lists the boundary values that an implementation accepts or refuses by mistake. */
export async function disagreements(
  boundaryValues: BoundaryValue[],
  implementations: Record<string, Implementation>,
): Promise<string[]> {
  const lines: string[] = [];
  for (const [name, validate] of Object.entries(implementations)) {
    for (const { body, pointer, value, valid } of boundaryValues) {
      const found = await validate({ body, value });
      if (found === valid) continue;
      const kind = valid ? "valid" : "broken";
      lines.push(`${name} ${opinion(found)} a ${kind} ${body} (${pointer}): ${short(value)}`);
    }
  }
  return lines;
}

/** Leaves out boundary values that have the same value at the same body. */
export function distinct(boundaryValues: BoundaryValue[]): BoundaryValue[] {
  return [
    ...new Map(
      boundaryValues.map((entry) => [`${entry.body} ${JSON.stringify(entry.value)}`, entry]),
    ).values(),
  ];
}

function opinion(found: boolean | undefined): string {
  if (found === undefined) return "does not know";
  return found ? "accepts" : "refuses";
}

/** Writes a value for a message, long ones as far as it goes. */
export function short(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
