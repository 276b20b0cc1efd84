import type { FactsFile } from "../contract/facts.js";
import type { Reading } from "../contract/readings.js";
import { type Html, html } from "./html.js";
import type { Site } from "./read-site.js";

/** Where the contract has a field from. */
type Origin = "documented" | "example" | "elsewhere" | "reading";

/** Where a field comes from, with the page it was read on. */
export interface Provenance {
  origin: Origin;
  page: string;
  modified: string | null;
}

/** What each origin means, in the order of the legend. */
const ORIGINS: Record<Origin, { badge: string; meaning: string }> = {
  documented: {
    badge: "Documented",
    meaning: "The portal page has a row for it. The date is the page's own.",
  },
  example: {
    badge: "From the example alone",
    meaning:
      "The page shows it in its JSON example and in no row: name and type are known, no more.",
  },
  elsewhere: {
    badge: "Said elsewhere",
    meaning: "Not on the pinned page. A reading says where it is stated.",
  },
  reading: {
    badge: "A reading",
    meaning: "No page states it. A reading says what was decided and why.",
  },
};

/**
 * Returns where a field comes from; `at` is the id of its fact, e.g.
 * `createOrder.request.amount.value`.
 */
export function provenance(at: string, facts: FactsFile[], readings: Reading[]): Provenance {
  const file = facts.find(({ id }) => at.startsWith(`${id}.`));
  if (file === undefined) throw new Error(`No facts file covers ${at}.`);
  return { origin: originOf(at, file, readings), page: file.page, modified: file.modified };
}

function originOf(at: string, { facts, examples = {} }: FactsFile, readings: Reading[]): Origin {
  if (facts[at] !== undefined) return "documented";
  if (Object.entries(examples).some(([place, body]) => shows(body, place, at))) return "example";
  const adding = readings.filter(({ adds = [] }) => adds.some((entry) => entry.at.includes(at)));
  if (adding.length === 0) throw new Error(`Neither a page nor a reading states ${at}.`);
  return adding.some(({ elsewhere }) => elsewhere !== undefined) ? "elsewhere" : "reading";
}

/** Returns whether the example `body`, which stands at `place`, has a value at `at`. */
function shows(body: unknown, place: string, at: string): boolean {
  if (place === at) return true;
  if (Array.isArray(body)) return body.some((item) => shows(item, `${place}[]`, at));
  if (typeof body !== "object" || body === null) return false;
  return Object.entries(body).some(([name, value]) => shows(value, `${place}.${name}`, at));
}

/** Renders the badge of a credential, whose fact is a header or an authorization of its page. */
export function credentialBadge(
  operation: string,
  header: string,
  { facts, readings }: Pick<Site, "facts" | "readings">,
): Html {
  const ids = [`${operation}.authorization`, `${operation}.header.${header}`];
  const at = ids.find((id) => facts.some((file) => file.facts[id] !== undefined));
  if (at === undefined) throw new Error(`No page states the header ${header} of ${operation}.`);
  return badge(provenance(at, facts, readings), at);
}

/** Renders the badge of the servers of an operation, a link to the reading that gives them. */
export function serverBadge(operation: string, readings: Reading[]): Html {
  const reading = readings.find(({ adds = [] }) =>
    adds.some(({ keyword, at }) => keyword === "servers" && at.includes(operation)),
  );
  if (reading === undefined) throw new Error(`No reading gives the servers of ${operation}.`);
  const origin = reading.elsewhere === undefined ? "reading" : "elsewhere";
  return html`<a class="badge ${origin}" href="readings.html#${reading.id}"
title="${ORIGINS[origin].meaning}">${ORIGINS[origin].badge}</a>`;
}

/** Renders the badge of a field, a link to its row in the proof. */
export function badge({ origin, page, modified }: Provenance, at: string): Html {
  const date = origin === "documented" && modified !== null && ` ${modified.slice(0, 10)}`;
  const title = `${ORIGINS[origin].meaning} Page: ${page}.`;
  return html`<a class="badge ${origin}" href="proof.html#${at}"
title="${title}">${ORIGINS[origin].badge}${date}</a>`;
}

/** Renders the legend of the badges. */
export function legend(): Html {
  return html`<dl class="legend">${Object.entries(ORIGINS).map(
    ([origin, { badge: name, meaning }]) =>
      html`<dt><span class="badge ${origin}">${name}</span></dt><dd>${meaning}</dd>\n`,
  )}</dl>`;
}
