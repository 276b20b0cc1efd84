import { html } from "../html.js";
import type { SitePage } from "../read-site.js";

/** Page that a static host shows for an address that does not exist. */
export function notFoundPage(): SitePage {
  return {
    file: "404.html",
    title: "Page not found",
    description: "There is no page at this address.",
    content: html`<h1>Page not found</h1>
<p>There is no page at this address. Start at the <a href="index.html">overview</a>.</p>`,
  };
}
