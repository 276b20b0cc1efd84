import { type SchemaPage, schemaPages } from "../../contract/document.js";
import { lifecycleFigure } from "../diagrams/lifecycle.js";
import { sequenceFigure } from "../diagrams/sequence.js";
import { flowOf } from "../guide/flows.js";
import { type Html, html, inline, markdown } from "../html.js";
import type { OperationView } from "../operation-view.js";
import { readingsOf } from "../places-by-reading.js";
import { legend } from "../provenance.js";
import type { Site, SitePage } from "../read-site.js";
import { authentication, servers } from "../sections/authentication.js";
import { bodyFields } from "../sections/body-fields.js";
import { errorsSection } from "../sections/errors-section.js";
import { examplesColumn } from "../sections/examples-column.js";
import { mistakesList } from "../sections/mistakes-list.js";
import { tryIt } from "../sections/try-it.js";

const SECTIONS = [
  { id: "when", title: "When to call it" },
  { id: "examples", title: "Examples" },
  { id: "authentication", title: "Authentication" },
  { id: "servers", title: "Servers" },
  { id: "request", title: "Request" },
  { id: "response", title: "Response" },
  { id: "errors", title: "Errors" },
  { id: "mistakes", title: "Common mistakes" },
  { id: "try", title: "Try it" },
  { id: "readings", title: "Readings" },
];

/** Page of one operation. */
export async function operationPage(site: Site, view: OperationView): Promise<SitePage> {
  const { id, operation, method, path } = view;
  const { title, modified, state } = operation["x-page"];
  const dated = modified === undefined ? "without a date" : `last modified ${modified}`;
  return {
    file: `${id}.html`,
    title: operation.summary,
    description: `${method} ${path}: when to call it, fields, examples, errors and common mistakes.`,
    group: "Operations",
    sections: SECTIONS,
    tryIt: true,
    content: html`<div class="operation">
<div class="lead">
<h1>${operation.summary}</h1>
<p class="endpoint"><b>${method}</b> <code>${path}</code></p>
${markdown(operation.description)}
<p class="note">Portal page: “${title}”, ${dated}${state !== undefined && `, marked ${state}`}. Operation id: <code>${id}</code>.
<a href="${id}.md">This page as Markdown</a>.</p>
<h2 id="when">When to call it</h2>
${flow(site, view)}
</div>
${examplesColumn(view)}
<div class="body">
<h2 id="authentication">Authentication</h2>
${authentication(site, view)}
<h2 id="servers">Servers</h2>
${servers(site, view)}
<h2 id="request">Request</h2>
<p class="note">Where each field comes from, with a link to its row in the proof:</p>
${legend()}
${bodyFields(site, view.requestSchema, view.request)}
<h2 id="response">Response</h2>
<p>HTTP 200, the only status that is documented.</p>
${bodyFields(site, view.responseSchema, view.response)}
<h2 id="errors">Errors</h2>
${await errorsSection(view)}
<h2 id="mistakes">Common mistakes</h2>
${await mistakesList(view)}
<h2 id="try">Try it</h2>
${tryIt(view)}
<h2 id="readings">Readings</h2>
${operationReadings(site, view)}
</div>
</div>`,
  };
}

function flow({ contract }: Site, { id, operation }: OperationView): Html {
  const found = flowOf(id);
  if (found === undefined) return html`<p>Nothing is recorded here about when to call it.</p>\n`;
  return html`<p>${inline(found.when)}</p>
${sequenceFigure(operation.summary, found.steps)}
<p class="limit">${inline(found.limit)}</p>
${schemaPages(contract)
  .filter((page) => page.id === found.lifecycle)
  .map(lifecycle)}`;
}

function lifecycle({ id, title, schema }: SchemaPage): Html {
  return html`<h3>The states of the order</h3>
<p>As the page ${title} lists them; <a href="index.html#${id}">what each means</a>. No operation
of this contract returns them.</p>
${lifecycleFigure(schema)}
`;
}

function operationReadings({ readings }: Site, view: OperationView): Html {
  const contractOf = new Map(readings.map((reading) => [reading.id, reading.contract]));
  return html`<p>Where the portal's page is silent or contradicts itself, the contract had to read
it. What was decided here:</p>
<ul>${readingsOf(view).map(
    (id) =>
      html`<li><a href="readings.html#${id}">${id}</a>: ${inline(contractOf.get(id) ?? "")}</li>\n`,
  )}</ul>`;
}
