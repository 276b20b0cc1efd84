import { marked } from "marked";

/** Marks text that is HTML already, so that {@link html} does not escape it again. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | false | undefined | readonly Part[];

/**
 * Builds HTML from a template literal: strings are escaped, {@link Html} and lists of it are put
 * in as they are.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(
    strings.reduce((text, string, index) => text + render(parts[index - 1]) + string),
  );
}

function render(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(render).join("");
  return String(part)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Renders Markdown of the contract: paragraphs, lists, code. */
export function markdown(text: string): Html {
  return new Html(marked.parse(text, { async: false }).trim());
}

/** Renders Markdown of the contract that stands inside a line. */
export function inline(text: string): Html {
  return new Html(marked.parseInline(text, { async: false }));
}

/** Renders a value as indented JSON. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** Renders a value as indented JSON, with lists of words on one line. */
export function compactJson(value: unknown): string {
  return json(value).replaceAll(/\[\s+("[^"]*"(?:,\s+"[^"]*")*)\s+\]/g, (_, items: string) => {
    return `[${items.replaceAll(/,\s+/g, ", ")}]`;
  });
}
