import { type Html, html } from "../html.js";

/** An arrow between two points; a dashed one is documented nowhere. */
export interface Arrow {
  from: readonly [x: number, y: number];
  to: readonly [x: number, y: number];
  documented: boolean;
}

/** Renders a picture of its own size, which shrinks where the window is narrower. */
export function picture(
  { title, width, height }: { title: string; width: number; height: number },
  content: Html,
): Html {
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">
<defs><marker id="arrowhead" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>
${content}</svg>`;
}

/** Renders a box with its name in the middle. */
export function box(name: string, [x, y, width, height]: readonly number[]): Html {
  const middle = [Number(x) + Number(width) / 2, Number(y) + Number(height) / 2 + 4];
  return html`<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/><text x="${middle[0]}" y="${middle[1]}" text-anchor="middle">${name}</text>
`;
}

/** Renders an arrow. */
export function arrow({ from, to, documented }: Arrow): Html {
  const style = documented ? "arrow" : "arrow dashed";
  return html`<path class="${style}" d="M${from[0]} ${from[1]} ${to[0]} ${to[1]}" marker-end="url(#arrowhead)"/>
`;
}
