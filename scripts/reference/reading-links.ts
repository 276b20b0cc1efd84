import { type Html, html } from "./html.js";

/** Renders links to readings, separated by commas. */
export function readingLinks(ids: readonly string[]): Html {
  return html`${ids.map(
    (id, index) => html`${index > 0 && ", "}<a href="readings.html#${id}">${id}</a>`,
  )}`;
}
