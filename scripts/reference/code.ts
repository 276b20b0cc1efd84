import { Html, html } from "./html.js";

/** What a block of code needs beside its text. */
export interface CodeOptions {
  /** Shown above the code, and the name of its copy button. */
  caption: string;
  /** Id of the text, for scripts and links. */
  id?: string;
  /** Attributes of the figure. */
  attributes?: Html;
}

/** Renders code in a box that scrolls with the keyboard; scripts add a copy button. */
export function codeFigure(text: string | Html, { caption, id, attributes }: CodeOptions): Html {
  const content = text instanceof Html ? text : highlight(text.trimEnd());
  return html`<figure class="code"${attributes}>
<figcaption>${caption}</figcaption>
<pre tabindex="0"><code${id !== undefined && html` id="${id}"`}>${content}</code></pre>
</figure>
`;
}

const TOKENS = new RegExp(
  [
    /(?<comment>(?<=^|\s)(?:\/\/|#(?!\w)).*$)/,
    /(?<key>"[^"\n]*"(?=\s*:))/,
    /(?<string>"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`)/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gm",
);

/** Marks comments, strings and the keys of JSON, and nothing that would need a grammar. */
export function highlight(text: string): Html {
  const parts: Html[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [kind = ""] =
      Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    parts.push(html`${text.slice(end, match.index)}<span class="${kind}">${match[0]}</span>`);
    end = match.index + match[0].length;
  }
  return html`${parts}${text.slice(end)}`;
}
