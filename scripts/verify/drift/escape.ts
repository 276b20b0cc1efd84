/** Characters that move a cursor, hide text or turn its direction. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Writes text of a page so that it cannot act on a terminal. */
export function escapeText(text: string, length = 160): string {
  const short = text.length > length ? `${text.slice(0, length)}…` : text;
  return short.replace(UNSAFE, escaped);
}

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");
}

/** Writes a value on one line. */
export function showValue(value: unknown): string {
  return value === null || value === undefined ? "nothing" : escapeText(JSON.stringify(value));
}

/** Writes JSON whose strings cannot act on a terminal either; it parses to the same value. */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(UNSAFE, (character) =>
    character === "\n" ? character : escaped(character),
  );
}

/** Puts text into a fence of Markdown that nothing in it can close. */
export function codeBlock(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return `${fence}text\n${text}\n${fence}`;
}
