import { type SchemaPage, schemaPages } from "../../contract/document.js";
import { lifecycleFigure } from "../diagrams/lifecycle.js";
import { flowOf } from "../guide/flows.js";
import { type Html, html, inline, markdown } from "../html.js";
import type { OperationView } from "../operation-view.js";
import type { Site, SitePage } from "../read-site.js";
import { readingLinks } from "../reading-links.js";

/** Page to start from. */
export function overviewPage({ contract, operations }: Site): SitePage {
  const { title, version, description } = contract.info;
  const lifecycles = schemaPages(contract);
  return {
    file: "index.html",
    title: "Overview",
    description: "All operations, the order lifecycle, and the contract to download.",
    group: "Start",
    sections: [
      { id: "operations", title: "Operations" },
      { id: "first-call", title: "First call" },
      ...lifecycles.map(({ id, title: name }) => ({ id, title: name })),
      { id: "downloads", title: "Downloads" },
    ],
    content: html`<h1>${title} ${version}</h1>
${markdown(description)}
<h2 id="operations">Operations</h2>
<ul class="cards">
${operations.map(card)}</ul>
<p class="note">Readings: ${readingLinks(contract["x-readings"] ?? [])}</p>
<h2 id="first-call">First call</h2>
<p>Every sample on these pages runs as it stands against the mock, on your own machine and without
an account:</p>
<figure class="code"><figcaption>Shell</figcaption><pre tabindex="0"><code>npm install
enkash-contract
npx enkash-contract mock</code></pre></figure>
<p>It listens on <code>http://127.0.0.1:4010</code>, checks each request against the contract and
responds with its examples. Samples in TypeScript, curl, PHP, Python, Java and Go stand on each
operation's page.</p>
${lifecycles.map((page) => lifecycle(page, operations))}<h2 id="downloads">Downloads</h2>
<ul>
<li><a href="openapi.yaml">openapi.yaml</a> and <a href="openapi.json">openapi.json</a>: the
contract, OpenAPI 3.1, in one document.</li>
<li><a href="openapi-3.0.json">openapi-3.0.json</a>: the same in OpenAPI 3.0, for tools that know
no 3.1.</li>
<li><a href="postman-collection.json">postman-collection.json</a> and <a
href="bruno-collection.json">bruno-collection.json</a>: every example as a request with its
response, for Postman and Bruno. They call the mock until you set another address.</li>
<li><a href="llms.txt">llms.txt</a> and <a href="llms-full.txt">llms-full.txt</a>: an index and
all pages in one file, for a language model. Every page has a Markdown twin: <a
href="index.md">index.md</a>.</li>
</ul>`,
  };
}

function card({ id, operation, method, path, product, servers }: OperationView): Html {
  const hosts = servers.map(({ url, variables }) =>
    variables === undefined ? html`Test server <code>${url}</code>.` : "No server is documented.",
  );
  return html`<li>
<h3><a href="${id}.html">${operation.summary}</a></h3>
<p class="endpoint"><b>${method}</b> <code>${path}</code></p>
<p>${inline(operation.description.split("\n\n")[0] ?? "")}</p>
<p class="note">${product}. ${hosts}</p>
</li>
`;
}

function lifecycle({ id, title, schema }: SchemaPage, operations: OperationView[]): Html {
  const isDrawn = operations.some((view) => flowOf(view.id)?.lifecycle === id);
  const meanings = Object.entries((schema["x-enumDescriptions"] ?? {}) as Record<string, string>);
  const terms = meanings.map(
    ([state, meaning]) => html`<dt><code>${state}</code></dt><dd>${meaning}</dd>\n`,
  );
  return html`<h2 id="${id}">${title}</h2>
${markdown(String(schema.description))}
${isDrawn && lifecycleFigure(schema)}
<dl>${terms}</dl>
<p class="note">Readings: ${readingLinks(schema["x-readings"] ?? [])}</p>
`;
}
