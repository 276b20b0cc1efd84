import type { FactsFile } from "../../contract/facts.js";
import type { SavedPage, Unread } from "../../pages/saved-page.js";
import { CLASSES, type Delta, type DriftChange, type DriftClass } from "./change.js";
import { classOf } from "./classes.js";
import { compareFacts } from "./compare-facts.js";
import type { ContractIndex } from "./contract-index.js";

/** Classes of changes that concern the facts, and not how the portal shows them. */
const FACTUAL: DriftClass[] = ["breaking", "review", "disclosed", "compatible", "cosmetic"];

/**
 * Compares a page with our facts, and gives every change its class; what is missing but may be
 * among what was not read is no change.
 */
export function assess(ours: FactsFile, page: SavedPage, index: ContractIndex): Assessed {
  const { deltas, missing } = compareFacts(ours, page, index);
  const changes = deltas.map((delta) => changeOf(ours.id, delta, index));
  return { changes: dated(ours, page, changes), missing };
}

interface Assessed {
  changes: DriftChange[];
  missing: Unread[];
}

/** The date of the page decides what is news. */
function dated(ours: FactsFile, page: SavedPage, changes: DriftChange[]): DriftChange[] {
  const [was, is] = [ours.modified, page.modified];
  const date = { ...pageChange(ours, page), was, is };
  if (was === null || is === null) return sorted(changes);
  if (is < was) {
    return sorted([...changes, date].map((change) => ({ ...change, class: "older copy" })));
  }
  const hasFacts = changes.some((change) => FACTUAL.includes(change.class));
  if (is === was)
    return sorted(hasFacts ? [...changes, { ...date, class: "undated change" }] : changes);
  return sorted([...changes, { ...date, class: hasFacts ? "notice" : "dated only" }]);
}

function changeOf(operation: string, delta: Delta, index: ContractIndex): DriftChange {
  const { at, keyword, was, is, line, isAuthentication = false } = delta;
  const readings = index.readingsAt(at, keyword, isAuthentication);
  return { operation, at, keyword, class: classOf(delta), was, is, line, readings };
}

function pageChange({ id }: FactsFile, page: SavedPage): DriftChange {
  const rest = { was: null, is: null, line: page.lines.get("modified") ?? null, readings: [] };
  return { operation: id, at: id, keyword: "modified", class: "notice", ...rest };
}

/** Sorts by class, place and keyword, so that the same page gives the same report. */
function sorted(changes: DriftChange[]): DriftChange[] {
  const key = (change: DriftChange) =>
    [String(CLASSES.indexOf(change.class)).padStart(2, "0"), change.at, change.keyword].join("\n");
  const keyed = changes.map((change) => ({ change, key: key(change) }));
  return keyed.sort((one, other) => compareText(one.key, other.key)).map(({ change }) => change);
}

/** Compares by code units, which no locale changes. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
