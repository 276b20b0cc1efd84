import { schemaPages } from "../../contract/document.js";
import type { Reading } from "../../contract/readings.js";
import { type Html, html, inline } from "../html.js";
import { placesByReading, type ReadingPlace } from "../places-by-reading.js";
import type { Site, SitePage } from "../read-site.js";

/** A reading, with every place that it applies to. */
interface PlacedReading extends Reading {
  places: ReadingPlace[];
}

/**
 * Page of all readings, grouped by operation, each with links to every place that it applies to.
 */
export function readingsPage(site: Site): SitePage {
  const groups = groupReadings(site);
  return {
    file: "readings.html",
    title: "Readings",
    description:
      "Where the portal's pages are silent or contradict themselves, and what was decided.",
    group: "Where it comes from",
    sections: groups.map(({ id, title }) => ({ id, title })),
    content: html`<h1>How this contract reads the portal's pages</h1>
<p>Every constraint of the contract is stated on a page of EnKash's developer portal, or is a
<em>reading</em>: a place where the pages are silent or contradict themselves, and what was
decided there. If you know better, from EnKash or from a call that worked, that reading is the
place to change.</p>
${groups.map(
  ({ id, title, readings }) => html`<section>
<h2 id="${id}">${title}</h2>
${readings.map(readingEntry)}</section>
`,
)}`,
  };
}

interface Group {
  id: string;
  title: string;
  readings: PlacedReading[];
}

/** Groups the readings by the operation that they apply to; those of several come first. */
function groupReadings(site: Site): Group[] {
  const places = placesByReading(site);
  const placed = site.readings.map((one) => ({ ...one, places: places.get(one.id) ?? [] }));
  const ownersOf = (reading: PlacedReading) => [
    ...new Set(reading.places.map(({ label }) => label.split(".")[0] ?? "")),
  ];
  const only = (owner: string) =>
    placed.filter((one) => ownersOf(one).length === 1 && ownersOf(one)[0] === owner);
  const groups = [
    {
      id: "several",
      title: "Several operations",
      readings: placed.filter((one) => ownersOf(one).length !== 1),
    },
    ...site.operations.map(({ id, operation }) => ({
      id,
      title: operation.summary,
      readings: only(id),
    })),
    { id: "contract", title: "The document itself", readings: only("contract") },
    ...schemaPages(site.contract).map(({ id, title }) => ({ id, title, readings: only(id) })),
  ];
  return groups.filter(({ readings }) => readings.length > 0);
}

function readingEntry({ id, where, pages, contract, why, elsewhere, places }: PlacedReading): Html {
  return html`<article class="reading" id="${id}" aria-labelledby="${id}.title">
<h3 id="${id}.title"><a href="#${id}">${id}</a></h3>
<dl>
<dt>Where</dt><dd>${inline(where)}</dd>
<dt>The pages</dt><dd>${inline(pages)}</dd>
<dt>This contract</dt><dd>${inline(contract)}</dd>
<dt>Why</dt><dd>${inline(why)}</dd>
${elsewhere !== undefined && html`<dt>Elsewhere</dt><dd>${inline(elsewhere)}</dd>\n`}<dt>Applies
to</dt><dd>${places.map(
    ({ href, label }, index) => html`${index > 0 && ", "}<a href="${href}">${label}</a>`,
  )}</dd>
</dl>
</article>
`;
}
