import { PAGE_LIMITS } from "./limits.js";
import type { Row } from "./saved-page.js";

/** What is known about the places of a body, from its example and from the facts that we hold. */
export interface Evidence {
  /** Places with facts of ours, and the prefix of what stands below each: `amount`, `infos[]`. */
  known: Map<string, string | undefined>;
  /** Places that the example on the page shows, with their JSON types. */
  shown: Map<string, string>;
  /** Places that an earlier example showed. */
  remembered: Set<string>;
}

/** Place of a row, and the other places that would fit as well. */
export interface Placed {
  at: string;
  candidates: string[];
}

/** An object that is open at a row: rows that follow may stand in it. */
interface Frame {
  prefix: string;
  /** Names of the rows in it, the last one first. */
  names: Names | undefined;
  parent: Frame | undefined;
  depth: number;
}

interface Names {
  name: string;
  rest: Names | undefined;
}

interface State {
  top: Frame;
  score: number;
  /** Distance from the guess that is made without evidence. */
  penalty: number;
  at: string;
  before: State | undefined;
}

const BEAM = 16;
/** Placements that are tried when other possible places are looked for. */
const WORK = 200_000;

/**
 * Finds the depth of the rows of a flat table. The properties of an object follow it; which rows
 * are its properties is decided by what the example and our own facts show, over all rows at once.
 */
export function placeRows(rows: Row[], evidence: Evidence): Placed[] {
  return new Table(rows, evidence).places();
}

class Table {
  readonly #steps: State[][] = [];
  #work = 0;

  constructor(
    private readonly rows: Row[],
    private readonly evidence: Evidence,
  ) {}

  places(): Placed[] {
    const root = { prefix: "", names: undefined, parent: undefined, depth: 0 };
    let states: State[] = [{ top: root, score: 0, penalty: 0, at: "", before: undefined }];
    for (const row of this.rows) {
      this.#steps.push(states);
      states = this.#step(states, row);
    }
    const best = states[0] as State;
    const chain: State[] = [];
    for (let state: State | undefined = best; state?.before; state = state.before) {
      chain.unshift(state);
    }
    this.#work = 0;
    return chain.map((state, index) => this.#placed(state, index, best.score));
  }

  #step(states: State[], row: Row): State[] {
    const next = states.flatMap((state) => placements(state, row, this.evidence));
    this.#work += next.length;
    return keepBest(next);
  }

  /** Adds the places where a row could stand as well, unless something shows where it stands. */
  #placed({ at, before }: State, index: number, score: number): Placed {
    const { known, shown } = this.evidence;
    const { name } = this.rows[index] as Row;
    if (known.has(at) || shown.has(at)) return { at, candidates: [] };
    const others = framesOf((before as State).top)
      .map(({ prefix }) => join(prefix, name))
      .filter((other) => other !== at)
      // With no work left every place that is open counts as possible.
      .filter((other) => this.#work > WORK || this.#scoreWith(index, other) === score);
    return { at, candidates: others.length === 0 ? [] : [at, ...others].sort() };
  }

  /** Returns the best score of all rows if one of them stands at a given place. */
  #scoreWith(index: number, at: string): number | undefined {
    const rows = this.rows.slice(index);
    let states = this.#steps[index] as State[];
    rows.forEach((row, offset) => {
      if (offset > 0) states = this.#step(states, row);
      else {
        const here = states.flatMap((state) => placements(state, row, this.evidence));
        states = keepBest(here.filter((state) => state.at === at));
      }
    });
    return states[0]?.score;
  }
}

function placements(state: State, row: Row, evidence: Evidence): State[] {
  const frames = framesOf(state.top);
  const usual = usualFrame(frames, row);
  const free = frames.filter(({ names }) => !has(names, row.name));
  // A row that is printed twice stays where it was, for the caller to notice.
  return (free.length > 0 ? free : [usual]).map((frame) => {
    const at = join(frame.prefix, row.name);
    const filled = { ...frame, names: { name: row.name, rest: frame.names } };
    const prefix = prefixBelow(at, row, evidence);
    const depth = frame.depth + 1;
    const isOpen = prefix !== undefined && depth < PAGE_LIMITS.rowDepth;
    return {
      top: isOpen ? { prefix, names: undefined, parent: filled, depth } : filled,
      score: state.score + evidenceFor(at, row, evidence),
      penalty: state.penalty + Math.abs(frames.indexOf(frame) - frames.indexOf(usual)),
      at,
      before: state,
    };
  });
}

function has(names: Names | undefined, name: string): boolean {
  for (let entry = names; entry; entry = entry.rest) if (entry.name === name) return true;
  return false;
}

/** Returns the frame that a row stands in as far as nothing speaks against it. */
function usualFrame(frames: Frame[], row: Row): Frame {
  const [top, above = top] = frames as [Frame, ...Frame[]];
  // Additional properties end an object, and a further object usually stands beside the last one.
  const leaves = has(top.names, "*") || (isContainer(row) && top.names !== undefined);
  return leaves && row.name !== "*" ? above : top;
}

function evidenceFor(at: string, row: Row, { known, shown, remembered }: Evidence): number {
  const json = shown.get(at);
  const example = json === undefined ? 0 : 1 + (fits(row, json) ? 2 : 0);
  return (known.has(at) ? 4 : 0) + example + (remembered.has(at) ? 2 : 0);
}

function fits({ facts: { type } }: Row, json: string): boolean {
  return type === json || (type === "integer" && json === "number");
}

function prefixBelow(at: string, row: Row, { known }: Evidence): string | undefined {
  if (row.facts.type === "array" && row.facts.itemType === "object") return `${at}[]`;
  return row.facts.type === "object" ? at : known.get(at);
}

function isContainer({ facts: { type, itemType } }: Row): boolean {
  return type === "object" || itemType === "object";
}

function framesOf(top: Frame): Frame[] {
  const frames: Frame[] = [];
  for (let frame: Frame | undefined = top; frame; frame = frame.parent) frames.push(frame);
  return frames;
}

function join(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}.${name}`;
}

/** Keeps the best state for each object that is open, and of those the best few. */
function keepBest(states: State[]): State[] {
  const byTop = new Map<string, State>();
  const order = (one: State, other: State) =>
    other.score - one.score || one.penalty - other.penalty;
  for (const state of states) {
    const key = `${state.top.depth} ${state.top.prefix}`;
    const other = byTop.get(key);
    if (other === undefined || order(state, other) < 0) byTop.set(key, state);
  }
  return [...byTop.values()].sort(order).slice(0, BEAM);
}

/** Lists the places of an example body with their JSON types. */
export function shownPlaces(value: unknown): Map<string, string> {
  const places = new Map<string, string>();
  const visit = (at: string, node: unknown, depth: number) => {
    if (depth > PAGE_LIMITS.depth || places.size > PAGE_LIMITS.places) return;
    if (Array.isArray(node)) {
      for (const item of node) visit(`${at}[]`, item, depth + 1);
    } else if (typeof node === "object" && node !== null) {
      for (const [name, child] of Object.entries(node)) {
        const here = join(at, name);
        places.set(here, Array.isArray(child) ? "array" : typeof child);
        visit(here, child, depth + 1);
      }
    }
  };
  visit("", value, 0);
  return places;
}
