import type { Schema } from "../../contract/document.js";
import { type Html, html } from "../html.js";
import { arrow, box, picture } from "./svg.js";

/** States that end an order without a payment. The page does not say from which states they are reached. */
const ENDINGS = ["CANCELLED", "EXPIRED"];

const WIDTH = 340;
const ROW = 56;
const BOX = { width: 176, height: 34 };

/** Draws the states of a Payment Gateway order; no page documents an arrow, so all are dashed. */
export function lifecycleFigure({ enum: states = [] }: Schema): Html {
  const unknown = ENDINGS.find((state) => !states.includes(state));
  if (unknown !== undefined) throw new Error(`OrderStatus has no state ${unknown}.`);
  const road = states.filter((state) => !ENDINGS.includes(state));
  const height = road.length * ROW + 8;
  const open = { bottom: (road.length - 1) * ROW + 2 };
  const content = html`<rect class="group" x="4" y="4" width="${BOX.width + 16}" height="${open.bottom - 6}" rx="10"/>
${road.map((state, row) => box(state, [12, 12 + row * ROW, BOX.width, BOX.height]))}${road
  .slice(1)
  .map((_, row) =>
    arrow({
      from: [12 + BOX.width / 2, 12 + row * ROW + BOX.height],
      to: [12 + BOX.width / 2, 12 + (row + 1) * ROW],
      documented: false,
    }),
  )}${ENDINGS.map((state, row) => {
  const y = 12 + row * ROW + BOX.height / 2;
  return html`${arrow({ from: [BOX.width + 20, y], to: [228, y], documented: false })}${box(state, [
    228,
    12 + row * ROW,
    WIDTH - 232,
    BOX.height,
  ])}`;
})}`;
  return html`<figure class="diagram">
${picture({ title: `The states of an order: ${states.join(", ")}`, width: WIDTH, height }, content)}
<figcaption>The page lists the states and documents no change from one to another. The dashed arrows follow the order of its list; from which states an order is ${ENDINGS.join(" or ")} is not documented.</figcaption>
</figure>`;
}
