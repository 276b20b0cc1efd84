import { codeFigure, highlight } from "../code.js";
import { flatten } from "../fields.js";
import { merge, type ShownMistake, showMistakes } from "../guide/mistakes.js";
import { compactJson, Html, html, inline, json } from "../html.js";
import type { OperationView } from "../operation-view.js";

/** Renders the mistakes that integrators make, each with the response that the mock gives to it. */
export async function mistakesList(view: OperationView): Promise<Html> {
  const fields = new Set(flatten([...view.request, ...view.response]).map(({ id }) => id));
  const shown = await showMistakes(view);
  if (shown.length === 0) return html`<p>None is recorded here.</p>\n`;
  return html`<p>Each response below is what the mock really gives. Its violations link to their
fields.</p>
${shown.map((mistake) => mistakeEntry(view.id, mistake, fields))}`;
}

function mistakeEntry(
  operation: string,
  { id, title, text, source, body: change, response }: ShownMistake,
  fields: Set<string>,
): Html {
  const { status, body } = response;
  const caption = `Response of the mock, HTTP ${status}`;
  const code = linkFacts(highlight(compactJson(body)), operation, fields);
  return html`<article class="mistake" id="mistake.${id}">
<h3>${inline(title)}</h3>
<p>${inline(text)}${source !== undefined && html` <small>${source}</small>`}</p>
${sentPart(change)}${codeFigure(code, { caption })}</article>
`;
}

/** Renders the wrong part of the request; there is none where a part was left out. */
function sentPart(change: Record<string, unknown> = {}): Html | false {
  const sent = merge({}, change);
  return (
    Object.keys(sent).length > 0 && codeFigure(json(sent), { caption: "Sent, among the rest" })
  );
}

/** Makes the facts that a problem names lead to their fields. */
function linkFacts(code: Html, operation: string, fields: Set<string>): Html {
  const pattern = new RegExp(`(?<=&quot;)${operation}\\.([^&]+)(?=&quot;)`, "g");
  return new Html(
    code.text.replace(pattern, (fact, field: string) =>
      fields.has(field) ? html`<a href="#${field}">${fact}</a>`.text : fact,
    ),
  );
}
