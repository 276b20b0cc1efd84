import type { Schema } from "../../../contract/document.js";
import { constrains, KEYWORDS } from "../../../contract/keywords.js";
import { isChecked } from "../../../generate/code-refusals.js";
import type { Node } from "./tree.js";

/** The word that stands for any string in examples of the portal. */
const PLACEHOLDER = "string";
const STRUCTURE = ["$ref", "properties", "items", "required", "additionalProperties"];
const COPIED = Object.keys(KEYWORDS).filter(
  (name) => constrains(name) && !STRUCTURE.includes(name),
);

/** Makes the schemas of a new operation, one for each object. */
export class SchemaMaker {
  readonly schemas: Record<string, Schema> = {};
  /** Name of the schema of each node that has one of its own. */
  readonly names = new Map<Node, string>();

  constructor(
    private readonly operation: string,
    private readonly taken: Set<string>,
  ) {}

  /** Makes the schema of a body and of all objects in it, and returns a reference to it. */
  body(node: Node, side: "Request" | "Response"): { $ref: string } {
    const name = this.#free(`${capitalised(this.operation)}${side}`);
    this.#object(node, name, side);
    return { $ref: reference(name) };
  }

  #object(node: Node, name: string, side: "Request" | "Response"): void {
    this.names.set(node, name);
    const { children, additional } = node;
    const schema: Schema = { type: "object", description: describe(node.name, side) };
    this.schemas[name] = schema;
    if (side === "Request") schema.additionalProperties = children.length === 0;
    if (additional !== undefined) schema.additionalProperties = this.#schema(additional, side);
    const required = children.filter(({ facts }) => facts.required === true);
    if (required.length > 0) schema.required = required.map((child) => child.name);
    if (children.length === 0) return;
    schema.properties = Object.fromEntries(
      children.map((child) => [child.name, this.#schema(child, side)]),
    );
  }

  #schema(node: Node, side: "Request" | "Response"): Schema {
    const { facts, items } = node;
    if (facts.type === "object") {
      const name = this.#nameOf(node);
      this.#object(node, name, side);
      return { $ref: reference(name) };
    }
    const schema: Schema = {};
    for (const keyword of COPIED) {
      if (facts[keyword] !== undefined) schema[keyword] = facts[keyword];
    }
    if (Array.isArray(facts.listedValues)) schema.enum ??= facts.listedValues;
    // What the client does not check is left out; the reading of it says so.
    for (const keyword of Object.keys(schema)) {
      if (!isChecked(keyword, schema)) delete schema[keyword];
    }
    if (typeof schema.pattern === "string") {
      const pattern = usablePattern(schema.pattern);
      if (pattern === undefined) delete schema.pattern;
      else schema.pattern = pattern;
    }
    schema.description = describe(node.name, side);
    if (items?.facts.type !== undefined) schema.items = this.#schema(items, side);
    const examples = examplesOf(node);
    if (examples.length > 0) schema.examples = examples;
    return side === "Response" && schema.enum !== undefined ? this.#list(node, schema) : schema;
  }

  /** Gives a list of values that may grow a name, which its exported types need. */
  #list(node: Node, schema: Schema): Schema {
    const name = this.#nameOf(node);
    this.schemas[name] = schema;
    return { $ref: reference(name) };
  }

  #nameOf({ facts, name }: Node): string {
    const printed = String(facts.schemaName ?? "");
    const isUsable = /^[A-Z][A-Za-z0-9]*$/.test(printed) && !this.taken.has(printed);
    const own = `${capitalised(this.operation)}${capitalised(name.replace(/\W+/g, ""))}`;
    return this.#free(isUsable ? printed : own);
  }

  #free(name: string): string {
    let free = name;
    for (let number = 2; this.taken.has(free); number += 1) free = `${name}${number}`;
    this.taken.add(free);
    return free;
  }
}

/** Returns the pattern as JSON Schema compiles it, without escapes that the flag `u` refuses. */
function usablePattern(pattern: string): string | undefined {
  return [pattern, pattern.replace(/\\(["'#%&,:;<=>@_`~!-])/g, "$1")].find((candidate) => {
    try {
      new RegExp(candidate, "u");
      return /^[ -~]*$/.test(candidate);
    } catch {
      return false;
    }
  });
}

/** Lists the values that the page shows and that say something; the word `string` names a type. */
function examplesOf({ facts, values }: Node): unknown[] {
  const distinct = [...new Set(values)];
  const isTelling = distinct.every((value) => value !== PLACEHOLDER && isOfType(value, facts.type));
  return isTelling ? distinct : [];
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

/** Restates a name in words, and claims no more: `payment amount`. */
export function wordsOf(name: string): string {
  const words = name.replace(/[^A-Za-z0-9]+/g, " ").replace(/([a-z0-9])([A-Z])/g, "$1 $2");
  return words.trim().toLowerCase();
}

function describe(name: string, side: string): string {
  const last = name.split(".").at(-1) ?? name;
  const words = wordsOf(/^(request|response)$/.test(last) ? `the ${side}` : last) || "a value";
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function capitalised(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function reference(name: string): string {
  return `#/components/schemas/${name}`;
}
