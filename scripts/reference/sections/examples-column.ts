import type { Case } from "../../contract/document.js";
import { codeFigure, highlight } from "../code.js";
import { type Html, html, json } from "../html.js";
import { type Json, literals } from "../literals.js";
import { firstCase, type OperationView } from "../operation-view.js";
import { readSamples, type Sample } from "../samples.js";

/**
 * Renders the column beside the fields: samples and examples. Without a script all of them are
 * shown; with one, those of the chosen language and example.
 */
export function examplesColumn(view: OperationView): Html {
  const samples = readSamples(view);
  return html`<aside aria-labelledby="examples">
<div class="sticky">
<h2 id="examples">Examples</h2>
<form class="chooser" hidden>
<p><label for="choose-example">Example</label> <select id="choose-example">${view.cases.map(
    ({ name, summaries }) => html`<option value="${name}">${name}: ${summaries.request}</option>`,
  )}</select></p>
<p><label for="choose-language">Request in</label> <select id="choose-language">${samples.map(
    ({ language }) => html`<option value="${language.id}">${language.name}</option>`,
  )}<option value="body">JSON body alone</option></select></p>
</form>
<section id="samples" aria-label="Samples">
${samples.map((sample) => sampleFigure(view, sample))}</section>
${view.cases.map((one) => exampleCase(one))}
${bodyTemplates(view)}</div>
</aside>`;
}

/**
 * The body stands in an element of its own, so that a script can put another example in its
 * place.
 */
function sampleFigure(view: OperationView, sample: Sample): Html {
  const { language, before, after, indent, write } = sample;
  const body = highlight(write(firstCase(view).request as Json));
  return codeFigure(
    html`${highlight(before)}<span data-literal="${language.literal}"
data-indent="${indent.length}">${body}</span>${highlight(after.trimEnd())}`,
    { caption: language.name, attributes: html` data-language="${language.id}"` },
  );
}

function exampleCase({ name, request, response, summaries }: Case): Html {
  return html`<section class="case" id="example.${name}" data-example="${name}"
aria-label="Example ${name}">
<h3>${name}: ${summaries.request}</h3>
${codeFigure(json(request), {
  caption: "Request body",
  id: `example.${name}.request`,
  attributes: html` data-language="body"`,
})}${codeFigure(json(response), { caption: "Response, HTTP 200" })}</section>
`;
}

/**
 * Renders the bodies of all examples as literals, for the script to use. What is written as in JSON
 * is left out: the request bodies are shown in it.
 */
function bodyTemplates({ cases }: OperationView): Html {
  return html`${cases.flatMap(({ name, request }) => {
    const value = request as Json;
    return Object.entries(literals)
      .map(([literal, write]) => ({ literal, text: write(value, "") }))
      .filter(({ text }) => text !== literals.json(value, ""))
      .map(
        ({ literal, text }) => html`<template data-example="${name}"
data-literal="${literal}">${highlight(text)}</template>\n`,
      );
  })}`;
}
