import type { Server } from "../../contract/document.js";
import { type Html, html, inline } from "../html.js";
import type { OperationView } from "../operation-view.js";
import { credentialBadge, serverBadge } from "../provenance.js";
import type { Site } from "../read-site.js";

/** Renders the credentials that an operation needs. */
export function authentication(site: Site, { id, schemes }: OperationView): Html {
  if (schemes.length === 0) {
    return html`<p><strong>None is documented.</strong> That does not mean that none is needed:
ask EnKash which headers to send.</p>`;
  }
  const needed = schemes.length > 1 ? "All of these headers are needed" : "This header is needed";
  return html`<p>${needed}:</p>
<dl class="rows">${schemes.map(
    ({ name, scheme, header, prefix }) =>
      html`<dt><code>${header}: ${prefix}…</code></dt><dd>${credentialBadge(id, header, site)}
${inline(scheme.description.trim())} Called <code>${name}</code> in the contract.</dd>\n`,
  )}</dl>`;
}

/** Renders the servers of an operation. */
export function servers({ readings }: Site, { id, servers: all, path }: OperationView): Html {
  const origin = serverBadge(id, readings);
  const items = all.map((server) => html`<li>${serverItem(server, path)} ${origin}</li>\n`);
  return html`<ul>${items}</ul>
<p>No live host is documented. EnKash gives it to you at onboarding.</p>`;
}

function serverItem({ url, description, variables }: Server, path: string): Html {
  if (variables === undefined) return html`<code>${url}${path}</code>: ${inline(description)}`;
  return html`<strong>No host is documented.</strong> <code>${url}</code>: ${inline(description)}`;
}
