const LIMIT = { raw: 5_000, known: 300 };

/** Values of an enum, cut out of the text in which they run together. */
export interface Cut {
  values: string[];
  /** Pieces that no known value explains. */
  left: string[];
}

/**
 * Cuts values that run together, `ONPLATFORMOFFPLATFORM`, with the help of those that are known.
 */
export function cutEnum(raw: string, known: string[]): Cut {
  const texts = [...new Set(known)].filter((value) => value !== "" && raw.includes(value));
  if (raw.length > LIMIT.raw || texts.length === 0 || texts.length > LIMIT.known) {
    return { values: [raw], left: [raw] };
  }
  // best[i] describes how raw.slice(0, i) is cut with the fewest characters left over.
  const best: Step[] = [{ left: 0, pieces: 0 }];
  for (let end = 1; end <= raw.length; end += 1) {
    const before = best[end - 1] as Step;
    let step: Step = {
      left: before.left + 1,
      pieces: before.pieces + (before.text === undefined && end > 1 ? 0 : 1),
      from: end - 1,
    };
    for (const text of texts) {
      const start = end - text.length;
      if (start < 0 || !raw.startsWith(text, start)) continue;
      const { left, pieces } = best[start] as Step;
      const candidate = { left, pieces: pieces + 1, from: start, text };
      if (isBetter(candidate, step)) step = candidate;
    }
    best.push(step);
  }
  return piecesOf(raw, best);
}

interface Step {
  left: number;
  pieces: number;
  from?: number;
  text?: string;
}

function isBetter(one: Step, other: Step): boolean {
  return one.left < other.left || (one.left === other.left && one.pieces < other.pieces);
}

function piecesOf(raw: string, best: Step[]): Cut {
  const values: string[] = [];
  const left: string[] = [];
  let end = raw.length;
  while (end > 0) {
    let from = (best[end] as Step).from ?? 0;
    if (best[end]?.text === undefined) {
      while (from > 0 && best[from]?.text === undefined) from = best[from]?.from ?? 0;
      left.unshift(raw.slice(from, end).trim());
    }
    values.unshift(raw.slice(from, end).trim());
    end = from;
  }
  return { values, left };
}
