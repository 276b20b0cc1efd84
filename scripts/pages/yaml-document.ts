import {
  type Document,
  isAlias,
  isCollection,
  LineCounter,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";
import { PAGE_LIMITS } from "./limits.js";
import type { Pointer } from "./openapi-schema.js";
import { NotAPageError } from "./saved-page.js";

/** A document of JSON or YAML whose nodes know their lines. */
export interface DataDocument {
  value: unknown;
  lineOf(pointer: Pointer): number | null;
}

/** Parses JSON or YAML from a page. Large JSON is read without lines, and large YAML is refused. */
export function parseData(text: string, firstLine = 1): DataDocument {
  refuseDeepNesting(text);
  if (text.length > PAGE_LIMITS.yamlCharacters)
    return { value: parseLargeJson(text), lineOf: () => null };
  const lines = new LineCounter();
  try {
    const options = { lineCounter: lines, schema: "core", logLevel: "silent" } as const;
    // Its own check for keys that are given twice takes the square of their number.
    const document = parseDocument(text, { ...options, uniqueKeys: false });
    const [error] = document.errors;
    if (error !== undefined) throw error;
    visit(document, { Map: (_, map) => refuseKeysGivenTwice(map) });
    const value = document.toJS({ maxAliasCount: PAGE_LIMITS.yamlAliases });
    return {
      value,
      lineOf: (pointer) => {
        const offset = offsetOf(document, pointer);
        return offset === undefined ? null : lines.linePos(offset).line + firstLine - 1;
      },
    };
  } catch (error) {
    // Nesting that is too deep ends in a RangeError, too many aliases in a ReferenceError.
    const [why] = (error as Error).message.split("\n");
    throw new NotAPageError(`It is no readable YAML or JSON: ${why}`);
  }
}

function parseLargeJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) {
    throw new NotAPageError(
      `YAML of more than ${PAGE_LIMITS.yamlCharacters} characters is not read; export it as JSON.`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotAPageError(`It is no readable JSON: ${(error as Error).message}`);
  }
}

/** Returns where the key at the end of a pointer stands, or the node that comes closest. */
function offsetOf(document: Document.Parsed, pointer: Pointer): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const key of pointer) {
    if (isAlias(node)) node = node.resolve(document);
    if (!isCollection(node)) break;
    const pair = node.items.find((item) => keyOf(item) === String(key)) as
      | { key: { range?: [number] }; value: unknown }
      | undefined;
    const next = pair === undefined ? node.get(key, true) : pair.value;
    const range = (pair?.key ?? (next as { range?: [number] } | undefined))?.range;
    if (next === undefined) break;
    offset = range?.[0] ?? offset;
    node = next;
  }
  return offset;
}

function keyOf(item: unknown): string | undefined {
  const key = (item as { key?: { value?: unknown } } | undefined)?.key;
  return key === undefined || key === null ? undefined : String(key.value);
}

function refuseKeysGivenTwice({ items }: YAMLMap): void {
  const keys = new Set(items.map(keyOf));
  if (keys.size < items.length) throw new Error("A key is given twice.");
}

function refuseDeepNesting(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > PAGE_LIMITS.brackets) throw new NotAPageError("It is nested too deep to be read.");
  }
}
