import { PAGE_LIMITS } from "./limits.js";
import { NotAPageError } from "./saved-page.js";

/** A line that is not blank, with its number in the saved file. */
export interface Line {
  text: string;
  number: number;
}

/** Splits text into its lines that are not blank, freed of what saving did to its spaces. */
export function toLines(text: string): Line[] {
  let breaks = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    breaks += 1;
    if (breaks > PAGE_LIMITS.lines) {
      throw new NotAPageError(`It has more than ${PAGE_LIMITS.lines} lines.`);
    }
  }
  return text
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ text: normalise(line), number: index + 1 }))
    .filter((line) => line.text !== "");
}

/** Puts plain spaces where a no-break space was saved, or half of one (`Â`, read as Greek `Β`). */
function normalise(line: string): string {
  return line
    .replace(/[ÂΒ]?\u00a0/g, " ")
    .replace(/Â(?=\s|$)/g, " ")
    .replace(/[\u200b\ufeff]/g, "")
    .trim();
}
