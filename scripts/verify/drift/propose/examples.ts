import { Ajv2020 } from "ajv/dist/2020.js";
import { generateSync } from "json-schema-faker";
import type { Schema } from "../../../contract/document.js";
import { wordsOf } from "./schemas.js";
import type { Node } from "./tree.js";
import { nodesOf } from "./tree.js";

/** An example of a request and of the response to it. */
export interface ProposedCase {
  name: string;
  summary: string;
  request: unknown;
  response: unknown;
}

/**
 * Makes examples out of the values that a page shows: `minimal`, `full`, and one for each further
 * status. Each of them is a success.
 *
 * @param code Name of the property of a response that has 0 for a success.
 */
export function proposedCases(
  request: Node | undefined,
  response: Node,
  code: string | undefined,
): ProposedCase[] {
  const lists = nodesOf(response).map(valuesOf);
  const longest = lists.reduce((one, other) => (other.length > one.length ? other : one), []);
  const names = ["minimal", "full", ...longest.slice(2).map((value) => caseName(String(value)))];
  return names.map((name, index) => ({
    name: names.indexOf(name) < index ? `${name}${index}` : name,
    summary: summaryOf(name, longest[index]),
    request: request && bodyOf(request, { isFull: name !== "minimal", index }),
    response: bodyOf(withSuccess(response, code), { isFull: true, index }),
  }));
}

/** Adds the code of a success to the values that a page shows, if the page shows no other code. */
function withSuccess(response: Node, code: string | undefined): Node {
  const children = response.children.map((child) => {
    const success = child.facts.type === "string" ? "0" : 0;
    const isOpen = child.name === code && child.values.length === 0;
    return isOpen ? { ...child, values: [success] } : child;
  });
  return { ...response, children };
}

function summaryOf(name: string, value: unknown): string {
  if (name === "minimal") return "The least that the page requires";
  if (name === "full") return "Every property that the page names or shows";
  return `A response with ${value}`;
}

function caseName(value: string): string {
  const words = value.match(/[A-Za-z]+/g)?.map((word) => word.toLowerCase()) ?? ["other"];
  return words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}

function valuesOf({ facts }: Node): unknown[] {
  const values = facts.enum ?? facts.listedValues;
  return Array.isArray(values) ? values : [];
}

/** Name of a property where the caller may choose any. */
const FREE_NAME = "example";

interface Choice {
  isFull: boolean;
  /** Number of the case, which picks the values of lists. */
  index: number;
}

function bodyOf(node: Node, choice: Choice): unknown {
  const { facts, children, items, additional } = node;
  if (facts.type === "object") {
    const chosen = children.filter((child) => choice.isFull || child.facts.required === true);
    const entries = chosen.map((child): [string, unknown] => [child.name, bodyOf(child, choice)]);
    if (choice.isFull && additional !== undefined)
      entries.push([FREE_NAME, bodyOf({ ...additional, name: FREE_NAME }, choice)]);
    return Object.fromEntries(entries);
  }
  if (facts.type === "array") {
    const least = Math.max(Number(facts.minItems ?? 0), choice.isFull ? 1 : 0);
    if (items?.facts.type === undefined) return [];
    return Array.from({ length: least }, () => bodyOf(items, choice));
  }
  const values = valuesOf(node);
  if (values.length > 0) return values[choice.index % values.length];
  const schema = scalarSchema(node);
  const shown = node.values.find((value) => value !== "string" && isValid(schema, value));
  return shown ?? madeUp(schema, node.name);
}

function scalarSchema({ facts }: Node): Schema {
  const names = ["type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
  const more = ["minLength", "maxLength", "pattern"];
  const entries = [...names, ...more].flatMap((name) =>
    name in facts ? [[name, facts[name]]] : [],
  );
  return Object.fromEntries(entries) as Schema;
}

/** Makes a value where the page shows none that fits; texts of different properties differ. */
function madeUp(schema: Schema, name: string): unknown {
  const simple = { string: wordsOf(name), boolean: true, integer: 1, number: 1 }[schema.type ?? ""];
  if (simple !== undefined && isValid(schema, simple)) return simple;
  return generateSync(schema, { seed: 1 });
}

function isValid(schema: Schema, value: unknown): boolean {
  try {
    return new Ajv2020({ strict: false, unicodeRegExp: false }).validate(schema, value) === true;
  } catch {
    return false;
  }
}
