import { failures } from "../guide/failures.js";
import { type Html, html, json } from "../html.js";
import { credentialHeaders, firstCase, type OperationView } from "../operation-view.js";

/**
 * Renders the form that sends a request to a mock on this machine; `assets/try-it.js` brings it
 * to life.
 */
export function tryIt(view: OperationView): Html {
  const { id, method, path, cases } = view;
  const headers = credentialHeaders(view);
  const shown = { "Content-Type": "application/json", ...headers };
  return html`<p>Sends the request from this page to a mock on your own machine, and nowhere else.
Start it so that pages may call it: <code>npx enkash-contract mock --cors "*"</code>. The
credentials are made up and cannot be changed: the mock takes any.</p>
<noscript><p>This needs JavaScript. The curl sample above does the same.</p></noscript>
<form id="try-it" hidden data-operation="${id}" data-method="${method}" data-path="${path}"
data-headers="${JSON.stringify(headers)}">
<p><label for="try-mock">Mock</label> <input id="try-mock" name="mock" type="url"
value="http://127.0.0.1:4010" required spellcheck="false" autocomplete="off"> <small>This machine
only: 127.0.0.1 or localhost.</small></p>
<p><label for="try-prefer">Response</label> <select id="try-prefer" name="prefer">
<optgroup label="Examples">${cases.map(
    ({ name, summaries }) =>
      html`<option value="example=${name}" data-example="${name}">${name}:
${summaries.request}</option>`,
  )}</optgroup>
<optgroup label="Failures">${failures.tryable.map(
    ({ scenario, prefer }) => html`<option value="${prefer}">${scenario}</option>`,
  )}</optgroup>
</select> <small>Sent as the header <code>Prefer</code>, which only the mock knows.</small></p>
<figure class="code"><figcaption>Headers</figcaption><pre tabindex="0"><code>${Object.entries(
    shown,
  ).map(([name, value]) => `${name}: ${value}\n`)}</code></pre></figure>
<p><label for="try-body">Body</label> <textarea id="try-body" name="body" rows="12"
spellcheck="false">${json(firstCase(view).request)}</textarea></p>
<p><button type="submit">Send to the mock</button></p>
<div role="status"></div>
<p class="note">From a page that is served over https, a browser may first ask whether the page
may reach your local network, or refuse (Safari does). <code>npm run reference -- --serve</code>
serves this page from your own machine, where nothing stands in between.</p>
</form>
`;
}
