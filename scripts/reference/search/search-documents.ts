import { schemaPages } from "../../contract/document.js";
import { type Field, flatten } from "../fields.js";
import { failures } from "../guide/failures.js";
import { mistakesOf } from "../guide/mistakes.js";
import type { OperationView } from "../operation-view.js";
import type { Site, SitePage } from "../read-site.js";
import { languages } from "../samples.js";
import { sectionWords } from "./words.js";

/** One result that the search can show. */
export interface SearchDocument {
  href: string;
  title: string;
  /** Where it stands, in words. */
  place: string;
  /** What else is searched. */
  text: string;
}

/**
 * Lists what can be found: pages, sections, fields, credentials, languages, scenarios, mistakes,
 * readings and states.
 */
export function searchDocuments(site: Site, pages: readonly SitePage[]): SearchDocument[] {
  return [
    ...pages.flatMap(pageDocuments),
    ...site.operations.flatMap(operationDocuments),
    ...site.readings.map(({ id, where, contract, elsewhere = "" }) => ({
      href: `readings.html#${id}`,
      title: id,
      place: "Reading",
      text: plain([where, contract, elsewhere].join(" ")),
    })),
    ...schemaPages(site.contract).flatMap(({ id, title, schema }) =>
      Object.entries((schema["x-enumDescriptions"] ?? {}) as Record<string, string>).map(
        ([state, meaning]) => ({
          href: `index.html#${id}`,
          title: state,
          place: `State, ${title}`,
          text: meaning,
        }),
      ),
    ),
  ];
}

function pageDocuments({ file, title, description, group, sections = [] }: SitePage) {
  if (group === undefined) return [];
  return [
    { href: file, title, place: "Page", text: description },
    ...sections.map(({ id, title: section }) => ({
      href: `${file}#${id}`,
      title: section,
      place: title,
      text: sectionWords[id] ?? "",
    })),
  ];
}

function operationDocuments(view: OperationView): SearchDocument[] {
  const file = `${view.id}.html`;
  const name = view.operation.summary;
  return [
    {
      href: file,
      title: view.id,
      place: "Operation",
      text: `${view.method} ${view.path} ${view.product}`,
    },
    ...flatten(view.request).map((field) => fieldDocument(file, `Request, ${name}`, field)),
    ...flatten(view.response).map((field) => fieldDocument(file, `Response, ${name}`, field)),
    ...view.schemes.map(({ name: scheme, header, scheme: { description } }) => ({
      href: `${file}#authentication`,
      title: header,
      place: `Authentication, ${name}`,
      text: plain(`${scheme} ${description}`),
    })),
    ...languages.map(({ id, name: language }) => ({
      href: `${file}?language=${id}#examples`,
      title: `${language} sample`,
      place: name,
      text: "code snippet sdk",
    })),
    ...failures.tryable.map(({ scenario, text }) => ({
      href: `${file}#errors`,
      title: scenario,
      place: `Scenario, ${name}`,
      text: plain(text),
    })),
    ...mistakesOf(view).map(({ id, title, text }) => ({
      href: `${file}#mistake.${id}`,
      title: plain(title),
      place: `Common mistake, ${name}`,
      text: plain(text),
    })),
  ];
}

function fieldDocument(file: string, place: string, field: Field): SearchDocument {
  const { id, type, description, constraints, values } = field;
  const path = id.replace(/^(request|response)\./, "");
  const listed = values.map(({ value, meaning = "" }) => `${value} ${meaning}`);
  const text = plain([type, description, ...constraints, ...listed].join(" "));
  return { href: `${file}#${id}`, title: path, place, text };
}

/** Removes the marks of Markdown. */
function plain(markdown: string): string {
  return markdown.replaceAll(/[`*]/g, "").replaceAll(/\s+/g, " ").trim();
}
