import { KEYWORDS } from "../contract/keywords.js";
import type { Facts, SavedPage, Unread } from "./saved-page.js";

/**
 * Returns what was not read and may be a place that the page seems to lack; nothing where the place
 * is gone.
 */
export function unreadPlace({ id, unread }: SavedPage, at: string): Unread | undefined {
  return unread.find(({ part }) => part === undefined || isWithin(at, `${id}.${part}`));
}

/**
 * Returns what was not read and may be a keyword that a place of the page seems to lack; nothing
 * where the keyword is gone.
 *
 * @param held What our facts state of the place.
 */
export function unreadKeyword(
  page: SavedPage,
  { at, keyword, held }: { at: string; keyword: string; held: Facts },
): Unread | undefined {
  return besideRow(page, at) ?? illegible(page, at, keyword) ?? inWords(page, at, [keyword, held]);
}

/** Returns whether the example of a body that the page seems to lack may be what was not read. */
export function isUnreadExample(page: SavedPage, at: string): boolean {
  return [at, `${at} example`].some((place) => unreadPlace(page, place) !== undefined);
}

function besideRow({ id, unread }: SavedPage, at: string): Unread | undefined {
  const name = rowOf(at).split(".").at(-1);
  return unread.find(({ part, row }) => {
    if (part === undefined) return true;
    const place = `${id}.${part}`;
    return row === undefined ? rowOf(at) === rowOf(place) : row === name && isWithin(at, place);
  });
}

function illegible(page: SavedPage, at: string, keyword: string): Unread | undefined {
  if (page.legible === undefined || page.legible.has(keyword)) return undefined;
  const why = `nobody has seen how a page prints ${keyword}`;
  return { line: lineOf(page, at), text: at, why };
}

/** Prose that is new and names the very value may be a limit in words. */
function inWords(
  page: SavedPage,
  at: string,
  [keyword, held]: [string, Facts],
): Unread | undefined {
  const isLimit = KEYWORDS[keyword]?.role === "limit" || /^(enum|listedValues)$/.test(keyword);
  const words = String(page.facts[rowOf(at)]?.description ?? "");
  if (!isLimit || words === held.description) return undefined;
  // Where every keyword is marked as one, words state a list of values alone.
  if (page.legible === undefined && keyword !== "listedValues") return undefined;
  const isNamed = [held[keyword]].flat().every((value) => wordsOf(words).includes(String(value)));
  const why = "the words below the row may state it";
  return isNamed ? { line: lineOf(page, at), text: words, why } : undefined;
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).flatMap((word) => [word, word.replace(/^\W+|\W+$/g, "")]);
}

function lineOf({ lines }: SavedPage, at: string): number | null {
  return lines.get(at) ?? lines.get(rowOf(at)) ?? null;
}

/** Returns the place whose row also states what the items of an array are. */
function rowOf(at: string): string {
  return at.replace(/(\[\])+$/, "");
}

function isWithin(at: string, place: string): boolean {
  return at === place || at.startsWith(`${place}.`) || at.startsWith(`${place}[]`);
}
