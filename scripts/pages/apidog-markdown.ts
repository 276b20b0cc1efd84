import { toLines } from "./lines.js";
import { type Pick, readDocument } from "./openapi.js";
import { type Draft, NotAPageError } from "./saved-page.js";
import { readStatusTable } from "./status-table.js";
import { parseData } from "./yaml-document.js";

const HEADING = /^## OpenAPI Specification\s*$/m;
const OPENING = /^```ya?ml[^\S\n]*\n/m;
const CLOSING = /^```[^\S\n]*$/m;

/** Returns whether a text is an endpoint page that Apidog serves as Markdown. */
export function isApidogMarkdown(text: string): boolean {
  return HEADING.test(text);
}

/** Reads the Markdown that Apidog serves for a page: an OpenAPI document in a fence, or prose. */
export function readApidogMarkdown(text: string, pick: Pick): Draft {
  const start = text.search(HEADING);
  if (start < 0) return readStatusTable(toLines(text), "Apidog Markdown");
  const opening = OPENING.exec(text.slice(start));
  const offset = start + (opening === null ? 0 : opening.index + opening[0].length);
  const closing = opening === null ? null : CLOSING.exec(text.slice(offset));
  if (closing === null) {
    throw new NotAPageError("Its OpenAPI block does not end: the page is cut short.");
  }
  const document = parseData(text.slice(offset, offset + closing.index), lineAt(text, offset));
  const draft = readDocument(document, { form: "Apidog Markdown", pick });
  const title = /^# +(.+?)\s*$/m.exec(text.slice(0, start))?.[1];
  if (title !== undefined) draft.title = title;
  const end = offset + closing.index + closing[0].length;
  const rest = text.slice(end).trim();
  if (rest !== "") {
    const why = "text after the OpenAPI block";
    draft.unread.push({
      line: lineAt(text, text.indexOf(rest, end)),
      text: rest.slice(0, 80),
      why,
    });
  }
  return draft;
}

/** Returns the number of the line that an offset is on. */
function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
