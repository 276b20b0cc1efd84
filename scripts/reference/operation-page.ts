import type { Contract, Endpoint, Server } from "../contract/document.js";
import type { Reading } from "../contract/readings.js";
import { type Field, limitsOf } from "./fields.js";
import { type Html, html, inline, json, markdown } from "./html.js";
import { renderPage } from "./page.js";
import { type OperationParts, type Pair, partsOf, type Scheme } from "./parts.js";
import { allReadings } from "./readings.js";
import type { Samples } from "./samples.js";
import { tryIt } from "./try-it.js";

/** Renders the page of one operation. */
export function operationPage(
  contract: Contract,
  endpoint: Endpoint,
  samples: Samples,
  readings: Map<string, Reading>,
): string {
  const parts = partsOf(contract, endpoint);
  const { operation, method, path, pairs, schemes, servers } = parts;
  const { title, modified, state } = operation["x-page"];
  return renderPage(contract, {
    title: operation.summary,
    description: `${method} ${path}: fields, limits, examples and samples.`,
    script: "try-it.js",
    content: html`<h1>${operation.summary}</h1>
<p class="endpoint"><b>${method}</b> <code>${path}</code></p>
<nav class="contents" aria-label="On this page"><a href="#security">Security</a> <a href="#servers">Servers</a> <a href="#request">Request</a> <a href="#response">Answer</a> <a href="#examples">Examples</a> <a href="#samples">Samples</a> <a href="#try">Try it</a> <a href="#readings">Readings</a></nav>
${markdown(operation.description)}
<p class="note">Portal page: “${title}”, last modified ${modified}${state !== undefined && `, marked ${state}`}. Operation id: <code>${parts.id}</code>.</p>
<h2 id="security">Security</h2>
${security(schemes)}
<h2 id="servers">Servers</h2>
<ul>${servers.map(server)}</ul>
<h2 id="request">Request</h2>
${body(parts, 0)}
<h2 id="response">Answer</h2>
<p>HTTP 200, the only status that is documented.</p>
${body(parts, 1)}
<h2 id="examples">Examples</h2>
<p>Each request stands with the answer that belongs to it.</p>
${pairs.map(example)}
<h2 id="samples">Samples</h2>
<p>Both talk to the local mock (<code>npm run mock</code>) as they stand.</p>
<h3>TypeScript</h3>
${code(samples.typescript, "TypeScript sample")}
<h3>curl</h3>
${code(samples.curl, "curl sample")}
${tryIt(parts)}
<h2 id="readings">Readings</h2>
<p>Where the portal's page is silent or contradicts itself, the contract had to read it. What was decided here:</p>
<ul>${allReadings(parts).map((id) => html`<li>${readingLink(id)}: ${inline(readings.get(id)?.contract ?? "")}</li>\n`)}</ul>`,
  });
}

/** Renders a link to a reading. */
export function readingLink(id: string): Html {
  return html`<a href="readings.html#${id}">${id}</a>`;
}

function security(schemes: Scheme[]): Html {
  if (schemes.length === 0) {
    return html`<p><strong>None is documented.</strong> That does not mean that none is needed: ask EnKash which headers to send.</p>`;
  }
  return html`<p>${schemes.length > 1 ? "All of these are needed" : "This is needed"}:</p>
<ul>${schemes.map(({ name, scheme, header }) => html`<li><code>${name}</code>, sent in the header <code>${header}</code>. ${inline(scheme.description)}</li>\n`)}</ul>`;
}

function server({ url, description, variables }: Server): Html {
  if (variables === undefined) return html`<li><code>${url}</code>: ${inline(description)}</li>\n`;
  return html`<li><strong>No host is documented.</strong> <code>${url}</code>: ${inline(description)}</li>\n`;
}

function body({ id, bodies, request, response }: OperationParts, index: 0 | 1): Html {
  const schema = bodies[index];
  const limits = limitsOf(schema);
  return html`${markdown(String(schema.description))}
<p class="note">JSON object${limits.map((limit) => html`, ${inline(limit)}`)}. Each field is an anchor: <code>${id}.html#${(index === 0 ? request : response)[0]?.id}</code>.</p>
${fieldList(index === 0 ? request : response)}`;
}

function fieldList(fields: Field[]): Html {
  return html`<ul class="fields">
${fields.map(
  ({
    id,
    name,
    type,
    required,
    limits,
    description,
    values,
    examples,
    readings,
    fields: inner,
  }) => html`<li id="${id}">
<p><a class="name" href="#${id}">${name}</a> <span class="type">${type}</span> ${required ? html`<strong>required</strong>` : html`<span class="type">optional</span>`}${limits.map((limit) => html` · ${inline(limit)}`)}</p>
${markdown(description)}
${values.length > 0 && html`<ul class="values"><li>${values.length > 1 ? "One of" : "Only"}</li>${values.map(({ value, meaning }) => html`<li><code>${value}</code>${meaning !== undefined && `: ${meaning}`}</li>`)}</ul>`}
${examples.length > 0 && html`<p>Example: ${examples.map((one) => html`<code>${one}</code> `)}</p>`}
${readings.length > 0 && html`<p class="note">Readings: ${readings.map((reading, index) => html`${index > 0 && ", "}${readingLink(reading)}`)}</p>`}
${inner.length > 0 && fieldList(inner)}
</li>
`,
)}</ul>`;
}

function example({ name, request, response }: Pair): Html {
  return html`<section class="pair" id="example.${name}" aria-label="Example ${name}">
<h3>${name}: ${request.summary}</h3>
<div>
<div><h4>Request</h4>${code(json(request.value), `Request ${name}`, `example.${name}.request`)}</div>
<div><h4>Answer</h4>${code(json(response.value), `Answer ${name}`)}</div>
</div>
</section>
`;
}

/** Renders code in a box that can be scrolled with the keyboard. */
function code(text: string, label: string, id?: string): Html {
  return html`<pre tabindex="0" role="region" aria-label="${label}"><code${id !== undefined && html` id="${id}"`}>${text.trimEnd()}</code></pre>`;
}
