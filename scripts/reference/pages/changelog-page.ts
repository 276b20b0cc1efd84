import { html, markdown } from "../html.js";
import type { Site, SitePage } from "../read-site.js";

/** Page with the text of `CHANGELOG.md`. */
export function changelogPage({ changelog }: Site): SitePage {
  return {
    file: "changelog.html",
    title: "Changelog",
    description: "What changed from version to version.",
    group: "Where it comes from",
    content: html`${markdown(changelog)}`,
  };
}
