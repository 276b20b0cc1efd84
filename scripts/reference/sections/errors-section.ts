import { codeFigure } from "../code.js";
import { refusal } from "../guide/ask-kit.js";
import { failures, repeatRule } from "../guide/failures.js";
import { type Html, html, inline, json } from "../html.js";
import type { OperationView } from "../operation-view.js";
import { readingLinks } from "../reading-links.js";

/** Renders what a failure looks like, when not to repeat the call, and how to try each. */
export async function errorsSection(view: OperationView): Promise<Html> {
  const { status, body } = await refusal(view);
  const caption = `Refusal of the mock, HTTP ${status}; code and payload are from public code`;
  return html`<p><span class="badge elsewhere">Not documented</span> The page describes HTTP 200 and
nothing else. What follows is from public code, or is a property of a language
(${readingLinks(["only-200-documented", "success-code"])}).</p>
<h3>A refusal</h3>
<p>As public code has it, a refusal comes in the same envelope, with a <code>response_code</code>
other than zero. Its HTTP status is unknown: any code but zero is a failure, even with HTTP 200. One
code is known from there, 117, with a string as payload; whether every operation refuses in this way
is not known.</p>
${codeFigure(json(body), { caption })}
<h3>When nobody knows whether it was carried out</h3>
<p>${inline(repeatRule(view.id))}</p>
${languagesTable()}
<h3>Try each</h3>
<p>In tests, the kit makes them:
<code>createMockFetch().next("${view.id}", scenarios.tokenInvalid)</code>. In any language, the mock
server does, for a request with the header <code>Prefer</code>.</p>
${tryableTable()}`;
}

function languagesTable(): Html {
  return html`<div class="table" tabindex="0"><table>
<thead><tr><th scope="col">Language</th><th scope="col">Nothing was sent</th>
<th scope="col">It may have been carried out</th></tr></thead>
<tbody>${failures.languages.map(
    ({ language, notSent, maybe }) =>
      html`<tr><th scope="row">${language}</th><td>${inline(notSent)}</td>
<td>${inline(maybe)}</td></tr>\n`,
  )}</tbody>
</table></div>`;
}

function tryableTable(): Html {
  return html`<div class="table" tabindex="0"><table>
<thead><tr><th scope="col">In the kit</th><th scope="col">Header of a request to the mock</th>
<th scope="col">What happens</th></tr></thead>
<tbody>${failures.tryable.map(
    ({ scenario, prefer, text }) =>
      html`<tr><th scope="row"><code>${scenario}</code></th><td><code>Prefer: ${prefer}</code></td>
<td>${inline(text)}</td></tr>\n`,
  )}</tbody>
</table></div>`;
}
