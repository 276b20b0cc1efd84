import { stringify } from "yaml";
import type { FactsFile } from "../../../scripts/contract/facts.js";
import { renderHtml } from "./render-html.js";
import { openApiOf, renderMarkdown } from "./render-openapi.js";
import { renderText, type TextVariant } from "./render-text.js";

/** Every form that can carry an endpoint page, and what writes it. */
export const ENDPOINT_FORMS: Record<string, (file: FactsFile) => string> = {
  "rendered text": (file) => renderText(file),
  "Apidog Markdown": renderMarkdown,
  "saved HTML": renderHtml,
  "OpenAPI as YAML": (file) => stringify(openApiOf(file)),
  "OpenAPI as JSON": (file) => JSON.stringify(openApiOf(file), null, 1),
};

/** Ways in which rendered text was saved. */
export const TEXT_VARIANTS: Record<string, TextVariant> = {
  "indented JSON, bullets and links to neighbours": {
    indented: true,
    navigation: "bullets",
    tail: true,
  },
  "no navigation": { navigation: "none" },
  CRLF: { newline: "\r\n" },
  "blank lines": { blankLines: true },
  "no-break spaces kept": { space: "\u00a0" },
  "no-break spaces read as Latin-1": { space: "Â\u00a0" },
  "no-break spaces read as Greek": { space: "Β\u00a0" },
  "no-break spaces made plain": { space: " " },
  "name and type glued": { glued: true },
  "name and type glued, spaces lost": { glued: true, space: "" },
  "allowed values one a line": { enumLines: true },
};
