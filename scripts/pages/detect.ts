import { isApidogMarkdown } from "./apidog-markdown.js";
import { type Form, NotAPageError } from "./saved-page.js";
import { hasStream } from "./turbo-stream.js";

/** Finds the form of a saved page by its content. */
export function detectForm(text: string): Form {
  if (hasStream(text)) return "saved HTML";
  const start = text.slice(0, 2_000).replace(/^\ufeff/, "");
  if (/^\s*<(!doctype|html|head|body|\?xml|!--)/i.test(start)) {
    throw new NotAPageError(
      "It is HTML without the portal's data: a login page, an error page, or a page of another site.",
    );
  }
  if (isApidogMarkdown(text)) return "Apidog Markdown";
  if (/^# .+$/m.test(start) && /^## (API )?Docs\s*$/m.test(text)) {
    throw new NotAPageError("It is llms.txt, the portal's list of pages. Save one of the pages.");
  }
  if (/^\s*\{/.test(start) || /^["']?(openapi|swagger)["']?\s*:/m.test(start)) return "OpenAPI";
  return /^\s*#{1,2} \S/.test(start) ? "Apidog Markdown" : "rendered text";
}
