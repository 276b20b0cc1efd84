import type { FactsFile } from "../../../contract/facts.js";
import type { Facts } from "../../../pages/saved-page.js";

/** A property of a body, with what the page states and shows of it. */
export interface Node {
  /** Id of its fact. */
  at: string;
  name: string;
  facts: Facts;
  /** Whether only the example of the page shows it. */
  isFromExample: boolean;
  children: Node[];
  items?: Node;
  additional?: Node;
  /** Values that the page shows of it. */
  values: unknown[];
}

type Page = Pick<FactsFile, "facts" | "examples">;

/**
 * Makes a tree of a body; where the page has no rows below an object, its example stands in for
 * them.
 */
export function bodyTree({ facts, examples = {} }: Page, at: string): Node {
  const shown = at in examples ? [examples[at]] : [];
  return new Tree(facts).node({ at, name: at, facts: { type: "object" } }, shown);
}

class Tree {
  constructor(private readonly facts: FactsFile["facts"]) {}

  node(own: Pick<Node, "at" | "name" | "facts">, shown: unknown[]): Node {
    const { at, facts } = own;
    const stated = typeof facts.example === "undefined" ? [] : [facts.example];
    const values = [...stated, ...shown.filter((value) => !isContainer(value))];
    const node: Node = { ...own, isFromExample: false, children: [], values };
    if (facts.type === "array") {
      const itemFacts = { type: facts.itemType, ...this.facts[`${at}[]`] };
      const below = shown.filter(Array.isArray).flat();
      node.items = this.node({ at: `${at}[]`, name: own.name, facts: itemFacts }, below);
    } else if (facts.type === "object") this.#properties(node, shown);
    return node;
  }

  #properties(node: Node, shown: unknown[]): void {
    const objects = shown.filter(isObject);
    const valuesOf = (name: string) =>
      objects.flatMap((value) => (Object.hasOwn(value, name) ? [value[name]] : []));
    for (const [at, facts] of Object.entries(this.facts)) {
      const name = at.startsWith(`${node.at}.`) ? at.slice(node.at.length + 1) : "";
      if (name === "" || /[.[]/.test(name) || !("required" in facts)) continue;
      const child = this.node({ at, name, facts }, valuesOf(name));
      if (name === "*") node.additional = child;
      else node.children.push(child);
    }
    if (node.children.length > 0 || node.additional !== undefined) return;
    for (const name of new Set(objects.flatMap((value) => Object.keys(value)))) {
      const child = this.#fromExample(`${node.at}.${name}`, name, valuesOf(name));
      if (child !== undefined) node.children.push(child);
    }
  }

  /** Makes a node of what an example shows; where that is no type, there is nothing to make. */
  #fromExample(at: string, name: string, shown: unknown[]): Node | undefined {
    const [first] = shown.filter((value) => value !== null);
    if (first === undefined) return undefined;
    const facts: Facts = { type: jsonType(first) };
    const [item] = Array.isArray(first) ? first : [];
    if (item !== undefined && item !== null) facts.itemType = jsonType(item);
    const node = this.node({ at, name, facts }, shown);
    return { ...node, isFromExample: true };
  }
}

/** Lists a node and all below it. */
export function nodesOf(node: Node): Node[] {
  const { children, items, additional } = node;
  const below = [...children, ...(items ? [items] : []), ...(additional ? [additional] : [])];
  return [node, ...below.flatMap(nodesOf)];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** Returns the JSON type of a value; whether a number is an integer, an example cannot show. */
function jsonType(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}
