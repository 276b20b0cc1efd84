import { type Html, html, json } from "./html.js";
import type { OperationParts } from "./parts.js";

/** Renders the form that sends a request to a mock on this machine; `assets/try-it.js` brings it to life. */
export function tryIt({ id, method, path, schemes, pairs }: OperationParts): Html {
  const headers = Object.fromEntries(schemes.map(({ header, dummy }) => [header, dummy]));
  return html`<h2 id="try">Try it</h2>
<p>Sends the request from this page to a mock on your own machine, and nowhere else. Start the mock with <code>npm run mock</code>. The credentials are made up and cannot be changed: the mock takes any.</p>
<noscript><p>This needs JavaScript. The curl sample above does the same.</p></noscript>
<form id="try-it" hidden data-operation="${id}" data-method="${method}" data-path="${path}" data-headers="${JSON.stringify(headers)}">
<p><label>Mock <input name="mock" type="url" value="http://127.0.0.1:4010" required spellcheck="false" autocomplete="off"></label> <small>This machine only: 127.0.0.1 or localhost.</small></p>
<p><label>Example <select name="example">${pairs.map(({ name, request }) => html`<option value="${name}">${name}: ${request.summary}</option>`)}</select></label></p>
<p>Headers</p>
<pre tabindex="0" role="region" aria-label="Headers"><code>${Object.entries({ "Content-Type": "application/json", Prefer: "example=…", ...headers }).map(([name, value]) => `${name}: ${value}\n`)}</code></pre>
<p><label>Body <textarea name="body" rows="12" spellcheck="false">${json(pairs[0]?.request.value)}</textarea></label></p>
<p><button>Send to the mock</button></p>
<div role="status"></div>
<p class="note">From a page that is served over https, a browser may first ask whether the page may reach your local network, or refuse (Safari does). <code>npm run reference -- --serve</code> serves this page from your own machine, where nothing stands in between.</p>
</form>
`;
}
