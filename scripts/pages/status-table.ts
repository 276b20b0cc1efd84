import type { Line } from "./lines.js";
import {
  type Draft,
  emptyDraft,
  type Form,
  NotAPageError,
  type StatedPlace,
} from "./saved-page.js";

const HEADER = /^\|?\s*Status\s*\|?\s*Description\s*\|?$/;
const END = /#$|^#|^(Previous|Next|Built with.*|Modified at.*|Last modified.*)$/;
/** A status and its meaning, in a Markdown table or glued by a browser's copy. */
const MARKDOWN_ROW = /^\|\s*`?([A-Z][A-Z0-9_]*)`?\s*\|\s*(.+?)\s*\|?$/;
const GLUED_ROW = /^([A-Z][A-Z0-9_]*?)([A-Z][a-z].*)$/;
const SPACED_ROW = /^([A-Z][A-Z0-9_]+)\s+(\S.*)$/;

/** Reads a page that is no endpoint: its title, and the statuses that a table on it lists. */
export function readStatusTable(lines: Line[], form: Form): Draft {
  const header = lines.findIndex(({ text }) => HEADER.test(text));
  if (header < 0) {
    throw new NotAPageError("It shows neither a method with a path nor a table of statuses.");
  }
  const draft = { ...emptyDraft(form), title: titleOf(lines.slice(0, header)) };
  const rows: StatedPlace[] = [];
  let end = lines.length;
  for (let index = header + 1; index < lines.length; index += 1) {
    const { text, number } = lines[index] as Line;
    if (END.test(text)) {
      end = index;
      break;
    }
    if (/^[|\s:-]+$/.test(text)) continue;
    const row = [MARKDOWN_ROW, SPACED_ROW, GLUED_ROW]
      .map((shape) => shape.exec(text))
      .find(Boolean);
    if (row) rows.push({ at: `status.${row[1]}`, facts: { meaning: true }, line: number });
    else draft.unread.push({ line: number, text, why: "no row of the table of statuses" });
  }
  if (end === lines.length && form === "rendered text") {
    const { number, text } = lines[end - 1] as Line;
    draft.unread.push({
      line: number,
      text,
      why: "the page ends in its table: it may be cut short",
    });
  }
  const listedValues = rows.map(({ at }) => at.slice("status.".length));
  draft.places.push({ at: "status", facts: { listedValues }, line: lines[header]?.number ?? null });
  draft.places.push(...rows);
  return draft;
}

/**
 * Returns the first line that is neither navigation nor a breadcrumb, counted from the last of
 * those.
 */
function titleOf(lines: Line[]): string | null {
  const isNavigation = ({ text }: Line) => /^[-•]|^\d+\. /.test(text);
  const title = lines[lines.findLastIndex(isNavigation) + 1]?.text;
  return title?.replace(/^#+\s*|#$/g, "") ?? null;
}
