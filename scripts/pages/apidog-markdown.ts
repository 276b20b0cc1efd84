import { toLines } from "./lines.js";
import { type Pick, readDocument } from "./openapi.js";
import { type Draft, NotAPageError } from "./saved-page.js";
import { readStatusTable } from "./status-table.js";
import { parseData } from "./yaml-document.js";

const HEADING = /^## OpenAPI Specification\s*$/m;
const FENCE = /^```ya?ml[^\S\n]*\r?\n([\s\S]*?)^```[^\S\n]*$/m;

/** Returns whether a text is an endpoint page that Apidog serves as Markdown. */
export function isApidogMarkdown(text: string): boolean {
  return HEADING.test(text);
}

/** Reads the Markdown that Apidog serves for a page: an OpenAPI document in a fence, or prose. */
export function readApidogMarkdown(text: string, pick: Pick): Draft {
  const start = text.search(HEADING);
  if (start < 0) return readStatusTable(toLines(text), "Apidog Markdown");
  const fence = FENCE.exec(text.slice(start));
  if (fence === null) throw new NotAPageError("Its OpenAPI block does not end: it is cut short.");
  const offset = start + fence.index + fence[0].indexOf("\n") + 1;
  const document = parseData(fence[1] ?? "", text.slice(0, offset).split("\n").length);
  const draft = readDocument(document, { form: "Apidog Markdown", pick });
  const title = /^# +(.+?)\s*$/m.exec(text.slice(0, start))?.[1];
  if (title !== undefined) draft.title = title;
  const end = start + fence.index + fence[0].length;
  const rest = text.slice(end).trim();
  if (rest !== "") {
    const line = text.slice(0, end).split("\n").length + 1;
    draft.unread.push({ line, text: rest.slice(0, 80), why: "text after the OpenAPI block" });
  }
  return draft;
}
