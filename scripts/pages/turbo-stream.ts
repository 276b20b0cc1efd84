import { PAGE_LIMITS } from "./limits.js";
import { NotAPageError } from "./saved-page.js";

const CALL = "streamController.enqueue(";

/** Returns whether a text carries the data of a page as a Remix stream. */
export function hasStream(text: string): boolean {
  return text.includes(CALL);
}

/** The flat array that Remix streams into a page, in which indexes stand for values. */
export class Stream {
  readonly #values: unknown[];
  #reads = 0;

  constructor(html: string) {
    const [line = ""] = chunksOf(html).join("").split("\n");
    try {
      const values: unknown = JSON.parse(line);
      if (!Array.isArray(values)) throw new Error("it is no array");
      this.#values = values;
    } catch (error) {
      throw new NotAPageError(`The data in the page cannot be read: ${(error as Error).message}`);
    }
  }

  /** Returns what stands at a path of keys, as a plain value. */
  at(...keys: string[]): unknown {
    let index = 0;
    for (const key of keys) {
      const next = this.#entries(index).find(([name]) => name === key)?.[1];
      if (next === undefined) return undefined;
      index = next;
    }
    return this.#plain(index, 0);
  }

  #entries(index: number): [string, number][] {
    const node = this.#values[index];
    if (typeof node !== "object" || node === null || Array.isArray(node)) return [];
    return Object.entries(node).flatMap(([key, value]) => {
      const name = this.#values[Number(key.slice(1))];
      const isEntry = typeof name === "string" && Number.isInteger(value);
      return isEntry ? [[name, value as number] as [string, number]] : [];
    });
  }

  #plain(index: number, depth: number): unknown {
    this.#reads += 1;
    if (this.#reads > PAGE_LIMITS.places * 25 || depth > PAGE_LIMITS.depth * 3) {
      throw new NotAPageError("The data in the page is nested too deep, or refers to itself.");
    }
    // Negative indexes stand for null and undefined.
    if (index < 0) return null;
    const node = this.#values[index];
    if (Array.isArray(node)) {
      // A string in front marks a date, a set or the like.
      if (typeof node[0] === "string") return node[1] ?? null;
      return node.map((item) => this.#plain(Number(item), depth + 1));
    }
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      this.#entries(index).map(([key, value]) => [key, this.#plain(value, depth + 1)]),
    );
  }
}

function chunksOf(html: string): string[] {
  const chunks: string[] = [];
  for (let at = html.indexOf(CALL); at >= 0; at = html.indexOf(CALL, at + 1)) {
    const start = at + CALL.length;
    const end = endOfString(html, start);
    if (html[start] !== '"' || end === undefined) continue;
    try {
      chunks.push(JSON.parse(html.slice(start, end)));
    } catch {
      throw new NotAPageError("The data in the page is no JSON string.");
    }
  }
  return chunks;
}

/** Returns the index after the quote that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return undefined;
}
