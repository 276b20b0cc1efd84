import { type OperationId, operationIds } from "../../generated/operations.js";
import type { CheckedSide } from "./check-exchange.js";
import { documentedFact, factsOf } from "./facts.js";
import { resultOf } from "./proxy-lines.js";
import type { Exchange } from "./proxy-server.js";
import { type Counts, type FailOn, type Verdict, verdictOn } from "./verdict.js";

/** Most lines for names outside the contract; further names share one. */
const MAX_NAMES = 200;

/**
 * Counts of all exchanges: what was seen, what violated the contract, which facts real traffic
 * confirmed.
 */
export class Tally {
  /** Counts by operation and outcome: a status, or the code of a failure. */
  readonly #seen = new Map<string, Map<string, number>>();
  readonly #violations = new Map<string, number>();
  readonly #confirmed = new Set<string>();
  readonly #counts: Counts = {
    exchanges: 0,
    successes: 0,
    drift: 0,
    requestFaults: 0,
    undocumented: 0,
    failures: 0,
    uncheckedRequests: 0,
    uncheckedResponses: 0,
  };

  add(exchange: Exchange): void {
    const { name, outcome, request, response } = exchange;
    const seen = this.#seen.get(name) ?? new Map<string, number>();
    this.#seen.set(name, seen);
    increase(seen, resultOf(exchange));
    this.#count(exchange);
    for (const side of [request, response]) {
      for (const { fact, keyword } of side?.violations ?? []) {
        increase(this.#violations, `${this.#countedFact(fact)}  ${keyword}`);
      }
      if (outcome === "success") for (const fact of side?.facts ?? []) this.#confirmed.add(fact);
    }
  }

  /** Names that the contract does not have are counted by name, as long as they are few. */
  #countedFact(fact: string): string {
    const isFew = this.#violations.size < MAX_NAMES;
    const name = isFew ? fact : fact.replace(/\.(request|response)\..*$/, ".$1.*");
    return documentedFact(fact) ?? name;
  }

  #count({ operation, outcome, request, response }: Exchange): void {
    if (operation === undefined) return;
    const counts = this.#counts;
    counts.exchanges += 1;
    if (outcome === "success") counts.successes += 1;
    if (outcome === "http-status" || outcome === "redirect") counts.undocumented += 1;
    if (hasViolation(request)) counts.requestFaults += 1;
    if (hasViolation(response)) counts.drift += 1;
    // Of an exchange that failed, a body may have broken off.
    if (outcome === "failed") {
      counts.failures += 1;
      return;
    }
    if (request?.unchecked !== undefined) counts.uncheckedRequests += 1;
    if (response?.unchecked !== undefined) counts.uncheckedResponses += 1;
  }

  /** Returns the verdict on what was seen, for the exit code. */
  verdict(failOn: FailOn): Verdict {
    return verdictOn(failOn, this.#counts);
  }

  /** Returns the table that is printed at the end. */
  table(): string {
    if (this.#seen.size === 0) return "No request came.";
    const unchecked = this.#counts.uncheckedRequests + this.#counts.uncheckedResponses;
    return [
      section("Seen", [...this.#seen].map(seenLine)),
      section("Violations, by fact and keyword", [...this.#violations].map(countLine)),
      unchecked === 0 ? "" : `Bodies that were not checked: ${unchecked}\n`,
      section(
        "Facts confirmed by successful exchanges",
        operationIds.flatMap(this.#confirmedLines),
      ),
      section(
        "Facts never seen in a successful exchange",
        operationIds.flatMap(this.#missingLines),
      ),
    ]
      .filter((text) => text !== "")
      .join("\n");
  }

  readonly #confirmedLines = (id: OperationId): string[] =>
    this.#lines(id, (fact) => this.#confirmed.has(fact));

  readonly #missingLines = (id: OperationId): string[] =>
    this.#lines(id, (fact) => !this.#confirmed.has(fact));

  #lines(id: OperationId, isListed: (fact: string) => boolean): string[] {
    const listed = factsOf(id).filter(isListed);
    const all = factsOf(id).length;
    if (listed.length === 0) return [];
    const heading = `${id}: ${listed.length} of ${all}`;
    return listed.length === all
      ? [`${heading}, which is all of them`]
      : [heading, ...listed.map((fact) => `  ${fact.slice(id.length + 1)}`)];
  }
}

function hasViolation(side: CheckedSide | undefined): boolean {
  return side !== undefined && side.violations.length > 0;
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function seenLine([name, counts]: [string, Map<string, number>]): string {
  return `${name}: ${[...counts].map(countLine).join(", ")}`;
}

function countLine([name, count]: [string, number]): string {
  return `${name} (${count})`;
}

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `${title}\n${lines.map((line) => `  ${line}\n`).join("")}`;
}
