import type { Schema } from "../../contract/document.js";
import { type Html, html } from "../html.js";
import { box, picture } from "./svg.js";

/**
 * States that end an order without a payment. The page does not say from which states they are
 * reached.
 */
const ENDINGS = ["CANCELLED", "EXPIRED"];

const WIDTH = 340;
const ROW = 56;
const EDGE = 12;
const BOX = { width: 176, height: 34 };
const ENDING = { x: 228, width: 108 };

/** Draws the states of a Payment Gateway order; no page documents an arrow, so all are dashed. */
export function lifecycleFigure({ enum: states = [] }: Schema): Html {
  const unknown = ENDINGS.find((state) => !states.includes(state));
  if (unknown !== undefined) throw new Error(`OrderStatus has no state ${unknown}.`);
  const road = states.filter((state) => !ENDINGS.includes(state));
  const top = (row: number) => EDGE + row * ROW;
  const middle = EDGE + BOX.width / 2;
  const downwards = road.slice(1).map((_, row) => ({
    from: [middle, top(row) + BOX.height] as const,
    to: [middle, top(row + 1)] as const,
    documented: false,
  }));
  const aside = ENDINGS.map((_, row) => ({
    from: [BOX.width + 2 * EDGE, top(row) + BOX.height / 2] as const,
    to: [ENDING.x, top(row) + BOX.height / 2] as const,
    documented: false,
  }));
  const open = { width: BOX.width + 16, height: (road.length - 1) * ROW - 4 };
  const boxes = [
    ...road.map((state, row) => box(state, [EDGE, top(row), BOX.width, BOX.height])),
    ...ENDINGS.map((state, row) => box(state, [ENDING.x, top(row), ENDING.width, BOX.height])),
  ];
  const content = html`<rect class="group" x="4" y="4" width="${open.width}"
height="${open.height}" rx="10"/>
${boxes}`;
  const size = { width: WIDTH, height: road.length * ROW + 8 };
  const title = `The states of an order: ${states.join(", ")}`;
  return html`<figure class="diagram">
${picture({ name: "lifecycle", title, ...size }, [...downwards, ...aside], content)}
<figcaption>The page lists the states and documents no change from one to another. The dashed
arrows follow the order of its list; from which states an order is ${ENDINGS.join(" or ")} is not
documented.</figcaption>
</figure>`;
}
