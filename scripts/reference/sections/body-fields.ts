import type { Schema } from "../../contract/document.js";
import { limits } from "../../contract/keywords.js";
import type { Field } from "../fields.js";
import { type Html, html, inline, markdown } from "../html.js";
import { badge, provenance } from "../provenance.js";
import type { Site } from "../read-site.js";
import { readingLinks } from "../reading-links.js";

/**
 * Renders a body: its description, and every field with its constraints and where it comes from.
 */
export function bodyFields(site: Site, schema: Schema, fields: Field[]): Html {
  return html`${markdown(String(schema.description))}
<p class="note">JSON object${limits(schema).map((words) => html`, ${inline(words)}`)}.</p>
${fieldList(site, fields)}`;
}

function fieldList(site: Site, fields: Field[]): Html {
  return html`<ul class="fields">
${fields.map((field) => fieldItem(site, field))}</ul>`;
}

function fieldItem(site: Site, field: Field): Html {
  const { id, fact, name, type, required, constraints, description, fields } = field;
  const presence = required
    ? html`<strong>required</strong>`
    : html`<span class="type">optional</span>`;
  const inner = fields.length > 0 && fieldList(site, fields);
  return html`<li id="${id}">
<p><a class="name" href="#${id}">${name}</a> <span class="type">${type}</span>
${presence}${constraints.map((words) => html` · ${inline(words)}`)}
${badge(provenance(fact, site.facts, site.readings), fact)}</p>
${markdown(description)}
${valueList(field)}${exampleList(field)}${readingList(field)}${inner}
</li>
`;
}

function valueList({ values }: Field): Html | false {
  if (values.length === 0) return false;
  return html`<ul class="values"><li>${values.length > 1 ? "One of" : "Only"}</li>${values.map(
    ({ value, meaning }) =>
      html`<li><code>${value}</code>${meaning !== undefined && `: ${meaning}`}</li>`,
  )}</ul>
`;
}

function exampleList({ examples }: Field): Html | false {
  if (examples.length === 0) return false;
  return html`<p>Example: ${examples.map((one) => html`<code>${one}</code> `)}</p>
`;
}

function readingList({ readings }: Field): Html | false {
  if (readings.length === 0) return false;
  return html`<p class="note">Readings: ${readingLinks(readings)}</p>
`;
}
