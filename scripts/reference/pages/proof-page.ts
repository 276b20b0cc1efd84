import { contractStatements } from "../../contract/contract-statements.js";
import { type FactsFile, factStatements } from "../../contract/facts.js";
import { type Statement, show, statementKey } from "../../contract/statements.js";
import { addedStatements, droppedPlaces } from "../../verify/check-readings.js";
import { mutantCounts } from "../../verify/mutants/score.js";
import { groupBy } from "../group-by.js";
import { type Html, html } from "../html.js";
import { legend } from "../provenance.js";
import type { Site, SitePage } from "../read-site.js";
import { readingLinks } from "../reading-links.js";

/** A statement of a page or of the contract, and what stands behind it on the other side. */
interface ProofRow {
  at: string;
  statement: Statement;
  /** Whether the page states it; otherwise the contract alone does. */
  onPage: boolean;
  /** File of the contract that carries it; without one a reading explains why not. */
  file?: string | undefined;
  readings: string[];
}

/**
 * Page that shows every fact with its page, and the constraint that carries it or the reading
 * that explains it.
 */
export function proofPage(site: Site): SitePage {
  const rows = groupBy(proofRows(site), ({ at }) => at.split(".")[0] ?? "");
  return {
    file: "proof.html",
    title: "Proof",
    description:
      "Every fact with its portal page, and the constraint or the reading that belongs to it.",
    group: "Where it comes from",
    sections: [
      { id: "legend", title: "Badges" },
      ...site.facts.map(({ id, page }) => ({ id: `page.${id}`, title: page })),
      { id: "document", title: "The document itself" },
      { id: "mutants", title: "Does the comparison notice?" },
    ],
    content: html`<h1>Where each statement comes from</h1>
<p>A person wrote down what the portal's pages state, row by row, apart from the contract. The
contract tests compare both, in both directions: what a page states and the contract does not
carry, and what the contract states and no page does, turns them red unless a <a
href="readings.html">reading</a> explains it. This page is made by the same code.</p>
<h2 id="legend">Badges</h2>
<p>Each field of an operation's page has one of them, which leads to its row here.</p>
${legend()}
${site.facts.map((file) => factsSection(file, rows.get(file.id) ?? []))}
${documentSection(rows.get("contract") ?? [])}${mutantsSection(site)}`,
  };
}

/** Lists what the pages state and what readings add, each with what carries or explains it. */
function proofRows({ contract, facts, readings }: Site): ProofRow[] {
  const carried = new Map(contractStatements(contract).map((one) => [statementKey(one), one.file]));
  const explains = (drops: (reading: Site["readings"][number]) => boolean) =>
    readings.filter(drops).map(({ id }) => id);
  const stated = facts.flatMap(factStatements).map((statement): ProofRow => {
    const { at, keyword } = statement;
    const dropping = explains((reading) =>
      droppedPlaces(reading).some((place) => place.at === at && place.keyword === keyword),
    );
    const file = dropping.length > 0 ? undefined : carried.get(statementKey(statement));
    return { at, statement, onPage: true, file, readings: dropping };
  });
  const added = readings.flatMap((reading) =>
    addedStatements(reading).map((statement): ProofRow => {
      const file = carried.get(statementKey(statement));
      return { at: statement.at, statement, onPage: false, file, readings: [reading.id] };
    }),
  );
  return [...stated, ...added];
}

function factsSection({ id, page, modified, file }: FactsFile, rows: ProofRow[]): Html {
  return html`<section>
<h2 id="page.${id}">${page}</h2>
<p class="note">${modified === null ? "The page shows no date" : `Last modified ${modified}`}.
Facts file: <code>${file}</code>.</p>
${rowsTable(rows)}</section>
`;
}

/** Renders what the document states about itself, which no page does. */
function documentSection(rows: ProofRow[]): Html {
  return html`<section>
<h2 id="document">The document itself</h2>
${rowsTable(rows)}</section>
`;
}

function rowsTable(rows: ProofRow[]): Html {
  return html`<div class="table" tabindex="0"><table>
<thead><tr><th scope="col">Place</th><th scope="col">Statement</th><th scope="col">Stated
by</th><th scope="col">In the contract</th></tr></thead>
<tbody>
${[...groupBy(rows, ({ at }) => at)].map(([at, here]) => placeRows(at, here))}</tbody>
</table></div>
`;
}

/** Every row names its place; the first of a place is its anchor. */
function placeRows(at: string, rows: ProofRow[]): Html {
  const groups = [
    ...groupBy(rows, ({ onPage, file, readings }) => `${onPage} ${file} ${readings}`),
  ];
  return html`${groups.map(
    ([, group], index) =>
      html`<tr><th scope="row"${index === 0 && html` id="${at}"`}>${at}</th>${cells(group)}</tr>\n`,
  )}`;
}

function cells(group: ProofRow[]): Html {
  const [{ at, onPage, file, readings } = { at: "", onPage: true, readings: [] }] = group;
  if (file === undefined && readings.length === 0)
    throw new Error(`Nothing carries ${at}: run npx vitest run test/contract.`);
  const statements = group.map(
    ({ statement: { keyword, value } }, index) =>
      html`${index > 0 && ", "}${keyword} <code>${show(value)}</code>`,
  );
  const by = onPage ? html`the page` : html`${readingLinks(readings)}`;
  const carrier =
    file === undefined
      ? html`not as printed: ${readingLinks(readings)}`
      : html`<code>${file.split(/(?<=\/)/).map((part) => html`${part}<wbr>`)}</code>`;
  return html`<td>${statements}</td><td>${by}</td><td>${carrier}</td>`;
}

/** Renders what `npm run mutate` tries. */
function mutantsSection({ contract }: Site): Html {
  const counts = Object.entries(mutantCounts(contract));
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const rows = counts.map(
    ([kind, count]) => html`<tr><th scope="row">${kind}</th><td>${count}</td></tr>\n`,
  );
  return html`<h2 id="mutants">Does the comparison notice?</h2>
<p><code>npm run mutate</code> changes the contract in ${total} ways and runs the contract tests on
each. They have to notice every one, or <code>npm test</code> fails. By kind of change:</p>
<div class="table" tabindex="0"><table>
<thead><tr><th scope="col">Change</th><th scope="col">Made</th></tr></thead>
<tbody>
${rows}</tbody>
</table></div>
`;
}
