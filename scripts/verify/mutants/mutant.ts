import type { Contract } from "../../contract/document.js";
import { type Path, pointer, valueAt } from "../../contract/places.js";

/**
 * A change that makes a mutant of the contract: new values by place, `undefined` to delete what
 * stands there.
 */
export interface Mutation {
  /** The place that it is about. */
  path: Path;
  edits: [Path, unknown][];
}

/** Lists the mutations that one named operator makes of the contract. */
export type Operator = (contract: Contract) => Iterable<Mutation>;

/** Puts `value` at `path`. */
export function set(path: Path, value: unknown): Mutation {
  return { path, edits: [[path, value]] };
}

/** Deletes what stands at `path`. */
export function drop(path: Path): Mutation {
  return set(path, undefined);
}

/** Gives a key another name, and keeps its place among the others. */
export function rename(contract: Contract, path: Path, name: string): Mutation {
  const map = path.slice(0, -1);
  const entries = Object.entries(valueAt(contract, map) as object);
  const renamed = entries.map(([key, value]) => [key === path.at(-1) ? name : key, value]);
  return { path, edits: [[map, Object.fromEntries(renamed)]] };
}

/**
 * Makes the mutant. It shares with the contract what it does not change, and the contract stays as
 * it is.
 */
export function mutate(contract: Contract, { path, edits }: Mutation): Contract {
  const mutant = edits.reduce<unknown>((node, [place, value]) => put(node, place, value), contract);
  if (
    edits.every(
      ([place, value]) => JSON.stringify(valueAt(contract, place)) === JSON.stringify(value),
    )
  ) {
    throw new Error(`The mutation at ${pointer(path)} changes nothing.`);
  }
  return mutant as Contract;
}

function put(node: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = (Array.isArray(node) ? [...node] : { ...(node as object) }) as Record<
    string | number,
    unknown
  >;
  const child = put(copy[key], rest, value);
  if (child !== undefined) copy[key] = child;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}
