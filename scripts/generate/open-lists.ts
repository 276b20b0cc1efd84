import type { Contract } from "../contract/document.js";
import { pointer, uses } from "../contract/places.js";

/**
 * Returns the JSON pointers of the lists of values that EnKash may extend one day: those that no
 * request uses.
 */
export function openLists(contract: Contract): Set<string> {
  const lists = uses(contract).filter(({ schema }) => schema.enum !== undefined);
  const closed = lists.filter(({ side }) => side === "request");
  const open = new Set(lists.map(({ path }) => pointer(path)));
  for (const { path } of closed) open.delete(pointer(path));
  return open;
}
