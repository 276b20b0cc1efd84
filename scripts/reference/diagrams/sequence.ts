import { type Html, html, inline } from "../html.js";
import { picture } from "./svg.js";

/** One step of a flow. */
export interface FlowStep {
  from: string;
  to: string;
  /** Shown above the arrow. */
  label: string;
  /** What happens, in Markdown. */
  text: string;
  /** Title of the pinned page that documents the step; without one its arrow is dashed. */
  page?: string;
  /** Where it is stated if no pinned page documents it. */
  elsewhere?: string;
}

const WIDTH = 340;
const ROW = 42;
const TOP = 44;

/** Draws who calls whom, with a numbered list of the same steps in words. */
export function sequenceFigure(title: string, steps: readonly FlowStep[]): Html {
  const names = [...new Set(steps.flatMap(({ from, to }) => [from, to]))];
  const x = (name: string) =>
    Math.round(((names.indexOf(name) + 0.5) * WIDTH) / Math.max(names.length, 2));
  const height = TOP + steps.length * ROW + 14;
  const lines = names.map(
    (name) =>
      html`<text class="name" x="${x(name)}" y="16" text-anchor="middle">${name}</text><path
class="line" d="M${x(name)} 24V${height - 4}"/>\n`,
  );
  const level = (row: number) => TOP + row * ROW + 20;
  const arrows = steps.map(({ from, to, page }, row) => {
    const gap = x(from) < x(to) ? 3 : -3;
    return {
      from: [x(from) + gap, level(row)] as const,
      to: [x(to) - gap, level(row)] as const,
      documented: page !== undefined,
    };
  });
  const labels = steps.map(
    ({ from, to, label }, row) =>
      html`<text class="label" x="${(x(from) + x(to)) / 2}" y="${level(row) - 7}"
text-anchor="middle">${row + 1}. ${label}</text>\n`,
  );
  const alternative = `${title}: ${names.join(", ")}. The steps are listed below.`;
  const size = { name: "sequence", title: alternative, width: WIDTH, height };
  return html`<figure class="diagram">
${picture(size, arrows, html`${lines}${labels}`)}
<figcaption>Dashed arrows are documented on none of the pinned pages.</figcaption>
</figure>
<ol class="steps">${steps.map(
    ({ text, page, elsewhere }) =>
      html`<li>${inline(text)}
<small>${page === undefined ? undocumented(elsewhere) : `Page: ${page}.`}</small></li>\n`,
  )}</ol>`;
}

function undocumented(elsewhere: string | undefined): string {
  return elsewhere === undefined ? "Not documented." : `Not on the pinned page; ${elsewhere}.`;
}
