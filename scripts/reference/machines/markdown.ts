import Turndown from "turndown";
import type { Html } from "../html.js";

/** Converts the content of a page to Markdown, with links between the Markdown twins. */
export function toMarkdown(content: Html): string {
  return `${converter()
    .turndown(content.text)
    .replaceAll(/\n{3,}/g, "\n\n")}\n`;
}

/** Returns the name of the Markdown twin of a page. */
export function markdownName(file: string): string {
  return file.replace(/html$/, "md");
}

function converter(): Turndown {
  const service = new Turndown({
    headingStyle: "atx",
    codeBlockStyle: "fenced",
    bulletListMarker: "-",
  });
  // What needs a script or eyes; each picture is followed by the same in words.
  service.remove(["form", "noscript", "template", "svg" as "style"]);
  for (const [name, rule] of Object.entries({ ...LINKS, ...LISTS, ...TABLES }))
    service.addRule(name, rule);
  return service;
}

/** Links lead to twins. Of rules for one element, the last goes first. */
const LINKS: Record<string, Turndown.Rule> = {
  twin: {
    filter: (node) => node.nodeName === "A" && !isField(node),
    replacement: (content, node) => {
      const href = (node as HTMLAnchorElement).getAttribute("href") ?? "";
      if (href.startsWith("#")) return content;
      return `[${content}](${href.replace(/\.html(?=#|$)/, ".md")})`;
    },
  },
  field: {
    filter: isField,
    // The whole path, since a twin has no anchor to show it.
    replacement: (_, node) => `\`${(node as HTMLAnchorElement).getAttribute("href")?.slice(1)}\``,
  },
  badge: {
    filter: (node) => node.nodeName === "A" && node.classList.contains("badge"),
    replacement: (content) => `(${content})`,
  },
};

const LISTS: Record<string, Turndown.Rule> = {
  caption: {
    filter: "figcaption",
    replacement: (content) => `\n\n${content.replace(/\.?$/, (end) => end || ":")}\n\n`,
  },
  term: { filter: ["dt"], replacement: (content) => `\n- ${content}: ` },
  definition: {
    filter: ["dd"],
    replacement: (content) => content.trim().replaceAll(/\n+/g, " "),
  },
};

const TABLES: Record<string, Turndown.Rule> = {
  cell: {
    filter: ["th", "td"],
    replacement: (content) => ` ${content.trim().replaceAll("|", "\\|")} |`,
  },
  row: {
    filter: "tr",
    replacement: (content, node) => {
      const cells = node.childNodes.length;
      const head = node.parentNode?.nodeName === "THEAD";
      return `\n|${content}${head ? `\n|${" --- |".repeat(cells)}` : ""}`;
    },
  },
  table: {
    filter: ["table", "thead", "tbody"],
    replacement: (content, node) => (node.nodeName === "TABLE" ? `\n${content}\n` : content),
  },
};

function isField(node: HTMLElement): boolean {
  return node.nodeName === "A" && node.classList.contains("name");
}
