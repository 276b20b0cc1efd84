import { type Contract, endpoints } from "../contract/document.js";
import { html, inline, markdown } from "./html.js";
import { readingLink } from "./operation-page.js";
import { renderPage } from "./page.js";

/** Renders the plain page to start from. */
export function overviewPage(contract: Contract): string {
  const { title, version, description } = contract.info;
  const status = contract.components.schemas.OrderStatus ?? {};
  const states = Object.entries((status["x-enumDescriptions"] ?? {}) as Record<string, string>);
  return renderPage(contract, {
    title: "Overview",
    description: "The operations, the order lifecycle, and the contract to download.",
    content: html`<h1>${title} ${version}</h1>
${markdown(description)}
<h2 id="operations">Operations</h2>
<ul class="cards">
${endpoints(contract).map(
  ({ operation, method, path, servers }) => html`<li>
<h3><a href="${operation.operationId}.html">${operation.summary}</a></h3>
<p class="endpoint"><b>${method}</b> <code>${path}</code></p>
<p>${inline(operation.description.split("\n\n")[0] ?? "")}</p>
<p class="note">${operation.tags.join()}. ${servers.map(({ url, variables }) => (variables === undefined ? html`Test server <code>${url}</code>.` : "No server is documented."))}</p>
</li>
`,
)}</ul>
<p class="note">Readings: ${(contract["x-readings"] ?? []).map(readingLink)}</p>
<h2 id="orderLifecycle">Order lifecycle</h2>
${markdown(String(status.description))}
<dl>${states.map(([state, meaning]) => html`<dt><code>${state}</code></dt><dd>${meaning}</dd>\n`)}</dl>
<p class="note">Readings: ${(status["x-readings"] ?? []).map((id, index) => html`${index > 0 && ", "}${readingLink(id)}`)}</p>
<h2 id="downloads">Downloads and more</h2>
<ul>
<li><a href="openapi.yaml">openapi.yaml</a> and <a href="openapi.json">openapi.json</a>: the contract in one document.</li>
<li><a href="index.html">Interactive reference</a>: the same with search, for browsers with JavaScript.</li>
<li><a href="readings.html">Readings</a>: how this contract reads the portal's pages.</li>
<li><a href="changelog.html">Changelog</a>.</li>
<li><a href="llms.txt">llms.txt</a>: all of it in one short text.</li>
</ul>`,
  });
}
