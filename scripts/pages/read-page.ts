import type { FactsFile } from "../contract/facts.js";
import { readApidogMarkdown } from "./apidog-markdown.js";
import { decodePage } from "./decode.js";
import { detectForm } from "./detect.js";
import { identify, pickOperation } from "./identify.js";
import { type Pick, readOpenApi } from "./openapi.js";
import { readRenderedText } from "./rendered-text.js";
import { readSavedHtml } from "./saved-html.js";
import type { Draft, Form, SavedPage } from "./saved-page.js";
import { settle } from "./settle.js";

const READERS: Record<Form, (text: string, pick: Pick) => Draft> = {
  "rendered text": readRenderedText,
  "Apidog Markdown": readApidogMarkdown,
  "saved HTML": readSavedHtml,
  OpenAPI: readOpenApi,
};

/** A page that was read, and the facts file that it belongs to. */
export interface ReadPage {
  page: SavedPage;
  /** Our facts of the page; `undefined` if the page is none of ours. */
  ours: FactsFile | undefined;
}

/**
 * Reads a saved page of the portal, in whatever form it was saved.
 *
 * @param ours Facts that we hold; they say which page it is, and help where the page leaves depth
 * or enums open.
 * @param operation Id of the operation, if it was given: one of ours, or the name for a new one.
 * @throws NotAPageError if the bytes are no page, or a page that cannot be told from others.
 */
export function readPage(bytes: Uint8Array, ours: FactsFile[], operation?: string): ReadPage {
  const text = decodePage(bytes);
  const named = ours.find(({ id }) => id === operation);
  const draft = READERS[detectForm(text)](text, pickOperation(named ? [named] : ours));
  const file = named ?? (operation === undefined ? identify(draft, ours) : undefined);
  const id = file?.id ?? operation ?? operationId(draft);
  return { page: settle(draft, id, file), ours: file };
}

/** Makes an operationId of a page's title, in camelCase as the house rule has it. */
function operationId({ title, endpoint }: Named): string {
  const words = (title ?? endpoint?.path ?? "").match(/[A-Za-z]+/g) ?? [];
  const all = words.length > 1 ? words : [endpoint?.method ?? "read", ...words, "page"].slice(0, 2);
  return all
    .map((word, index) => {
      const lower = word.toLowerCase();
      return index === 0 ? lower : lower.charAt(0).toUpperCase() + lower.slice(1);
    })
    .join("");
}

type Named = { title: string | null; endpoint: { method: string; path: string } | null };
