import { type Html, html } from "../html.js";

/** An arrow between two points; a dashed one is documented nowhere. */
export interface Arrow {
  from: readonly [x: number, y: number];
  to: readonly [x: number, y: number];
  documented: boolean;
}

/** Size of a picture, its name for the page and its text for those who do not see it. */
export interface Picture {
  name: string;
  title: string;
  width: number;
  height: number;
}

/** Renders a picture of its own size, which shrinks where the window is narrower. */
export function picture({ name, title, width, height }: Picture, arrows: Arrow[], content: Html) {
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img"
aria-label="${title}">
<defs><marker id="${name}.arrowhead" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7"
markerHeight="7" orient="auto-start-reverse"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>
${content}${arrows.map((one) => arrow(name, one))}</svg>`;
}

/** Renders a box with its name in the middle. */
export function box(name: string, [x, y, width, height]: readonly number[]): Html {
  const middle = [Number(x) + Number(width) / 2, Number(y) + Number(height) / 2 + 4];
  return html`<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}"
rx="6"/><text x="${middle[0]}" y="${middle[1]}" text-anchor="middle">${name}</text>
`;
}

function arrow(picture: string, { from, to, documented }: Arrow): Html {
  const style = documented ? "arrow" : "arrow dashed";
  return html`<path class="${style}" d="M${from[0]} ${from[1]} ${to[0]} ${to[1]}"
marker-end="url(#${picture}.arrowhead)"/>
`;
}
