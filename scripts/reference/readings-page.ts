import type { Contract } from "../contract/document.js";
import type { Reading } from "../contract/readings.js";
import { html, inline } from "./html.js";
import { renderPage } from "./page.js";
import { type Place, placesOfReadings } from "./readings.js";

/** Renders the page of readings, each with links to every place that names it. */
export function readingsPage(contract: Contract, readings: Reading[]): string {
  const places = placesOfReadings(contract);
  return renderPage(contract, {
    title: "Readings",
    description:
      "Every place where the portal's pages are silent or contradict themselves, and what the contract does there.",
    content: html`<h1>How this contract reads the portal's pages</h1>
<p>Every constraint of the contract is stated on a page of EnKash's developer portal, or is one of these ${readings.length} readings: a place where the pages are silent or contradict themselves, and what was decided there. If you know better, from EnKash or from a call that worked, that reading is the place to change.</p>
<ul class="index">${readings.map(({ id }) => html`<li><a href="#${id}">${id}</a></li>`)}</ul>
${readings.map((reading) => section(reading, places.get(reading.id) ?? []))}`,
  });
}

function section({ id, where, pages, contract, why, elsewhere }: Reading, places: Place[]) {
  return html`<section class="reading" id="${id}" aria-labelledby="${id}.title">
<h2 id="${id}.title"><a href="#${id}">${id}</a></h2>
<dl>
<dt>Where</dt><dd>${inline(where)}</dd>
<dt>The pages</dt><dd>${inline(pages)}</dd>
<dt>This contract</dt><dd>${inline(contract)}</dd>
<dt>Why</dt><dd>${inline(why)}</dd>
${elsewhere !== undefined && html`<dt>Elsewhere</dt><dd>${inline(elsewhere)}</dd>`}
<dt>Applies to</dt><dd>${places.map(({ href, label }, index) => html`${index > 0 && ", "}<a href="${href}">${label}</a>`)}</dd>
</dl>
</section>
`;
}
