import type { Contract } from "../contract/document.js";
import { html, markdown } from "./html.js";
import { renderPage } from "./page.js";

/** Renders `CHANGELOG.md`. */
export function changelogPage(contract: Contract, text: string): string {
  return renderPage(contract, {
    title: "Changelog",
    description: "What changed from version to version.",
    content: html`${markdown(text)}`,
  });
}
