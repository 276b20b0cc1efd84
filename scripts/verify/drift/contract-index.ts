import { contractStatements } from "../../contract/contract-statements.js";
import { readContract } from "../../contract/document.js";
import { type Reading, readReadings } from "../../contract/readings.js";
import type { Context } from "./compare-facts.js";

/** Where the contract states what a fact is about, and which readings depend on it. */
export class ContractIndex implements Context {
  readonly credentialHeaders: string[];
  readonly knownFromElsewhere: Set<string>;
  readonly #files = new Map<string, Set<string>>();
  readonly #readings = new Map<string, Set<string>>();
  /** What a reading explains of a place. */
  readonly #explained = new Map<string, Set<string>>();

  constructor(contract = readContract(), readings: Reading[] = readReadings()) {
    const statements = contractStatements(contract);
    for (const { at, keyword, value, file } of statements) {
      put(this.#files, at, file);
      if (keyword === "reading") put(this.#readings, at, String(value));
    }
    for (const { id, drops = [], adds = [], breaks = [] } of readings) {
      for (const { keyword, at } of [...drops, ...adds]) {
        for (const place of at) put(this.#explained, `${place} ${id}`, keyword);
      }
      for (const { at } of breaks) put(this.#explained, `${at} ${id}`, "example");
      for (const place of [...drops, ...adds, ...breaks].flatMap(({ at }) => at)) {
        put(this.#readings, place, id);
      }
    }
    const schemes = Object.values(contract.components.securitySchemes);
    this.credentialHeaders = schemes.flatMap((scheme) =>
      scheme.type === "apiKey" && scheme.in === "header" ? [scheme.name.toLowerCase()] : [],
    );
    this.knownFromElsewhere = new Set(statements.map(({ at }) => at));
  }

  /** Lists the readings whose premise a change moves. */
  readingsAt(at: string, keyword: string, isAuthentication: boolean): string[] {
    const operation = /^\w+/.exec(at)?.[0] ?? at;
    const isMoved = (place: string, id: string, about: string) => {
      const explained = this.#explained.get(`${place} ${id}`);
      // A reading that explains keywords of a place is about those. Any other one is about all of its
      // place, unless that is a whole operation: it would be named at every change.
      if (explained === undefined) return place !== operation;
      return about === "property" || [...explained].some((name) => isSame(name, about));
    };
    const own = [...(this.#readings.get(at) ?? [])].filter((id) => isMoved(at, id, keyword));
    const ofSecurity = isAuthentication ? [...(this.#readings.get(operation) ?? [])] : [];
    const security = ofSecurity.filter((id) => isMoved(operation, id, "security"));
    return [...new Set([...own, ...security])].sort();
  }

  /** Lists the files that state something about a place, or about the nearest place above it. */
  filesOf(at: string): string[] {
    for (
      let place = at;
      place !== "";
      place = place.slice(0, Math.max(0, place.search(/(\.[^.]*|\[\])$/)))
    ) {
      const files = this.#files.get(place) ?? this.#files.get(`${place}[]`);
      if (files !== undefined) return [...files].filter((file) => file.endsWith(".yaml")).sort();
    }
    return [];
  }
}

function put(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key) ?? new Set();
  map.set(key, values.add(value));
}

/** Returns whether two keywords are about one thing: a list in words and an enum are. */
function isSame(one: string, other: string): boolean {
  const lists = ["enum", "listedValues", "valuesStatedAs"];
  return one === other || (lists.includes(one) && lists.includes(other));
}
