import { type OperationId, operations } from "../../generated/operations.js";
import type { DocumentedViolation } from "../testing/problem.js";
import { factsOf } from "./facts.js";
import type { Exchange } from "./proxy-server.js";

/** What makes the proxy end with exit code 1. */
export type FailOn = "drift" | "request" | "any";

const IDS = Object.keys(operations) as OperationId[];

/**
 * Counts of all exchanges: what was seen, what broke the contract, which facts real traffic
 * confirmed.
 */
export class Tally {
  /** Counts by operation and outcome: a status, or the code of a failure. */
  readonly #seen = new Map<string, Map<string, number>>();
  readonly #violations = new Map<string, number>();
  readonly #confirmed = new Set<string>();
  #requestFaults = 0;
  #drift = 0;
  #failures = 0;
  #unchecked = 0;

  add({ operation, status, failure, outcome, request, response }: Exchange): void {
    const seen = this.#seen.get(operation ?? "") ?? new Map<string, number>();
    this.#seen.set(operation ?? "", seen);
    increase(seen, failure ?? `${status}${outcome === "refused" ? " refused" : ""}`);
    if (failure !== undefined) this.#failures += 1;
    for (const side of [request, response]) {
      if (side?.unchecked !== undefined) this.#unchecked += 1;
      for (const { fact, keyword } of side?.violations ?? []) {
        increase(this.#violations, `${fact}  ${keyword}`);
      }
      if (outcome === "success") for (const fact of side?.facts ?? []) this.#confirmed.add(fact);
    }
    if (hasViolation(request?.violations)) this.#requestFaults += 1;
    if (hasViolation(response?.violations)) this.#drift += 1;
  }

  /**
   * Returns the exit code. What `any` covers: a violation on either side, a failure, no traffic at
   * all.
   */
  exitCode(failOn: FailOn | undefined): number {
    const isFailed = {
      drift: this.#drift > 0,
      request: this.#requestFaults > 0,
      any: this.#drift + this.#requestFaults + this.#failures > 0 || this.#seen.size === 0,
    };
    return failOn !== undefined && isFailed[failOn] ? 1 : 0;
  }

  /** Returns the table that is printed at the end. */
  table(): string {
    if (this.#seen.size === 0) return "No request came.";
    return [
      section("Seen", [...this.#seen].map(seenLine)),
      section("Violations, by fact and keyword", [...this.#violations].map(countLine)),
      this.#unchecked === 0 ? "" : `Bodies that were not checked: ${this.#unchecked}\n`,
      section("Facts confirmed by successful exchanges", IDS.flatMap(this.#confirmedLines)),
      section("Facts never seen in a successful exchange", IDS.flatMap(this.#missingLines)),
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

function hasViolation(violations: readonly DocumentedViolation[] = []): boolean {
  return violations.length > 0;
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function seenLine([operation, counts]: [string, Map<string, number>]): string {
  const outcomes = [...counts].map(([name, count]) => `${name} (${count})`).join(", ");
  return `${operation || "not in the contract"}: ${outcomes}`;
}

function countLine([name, count]: [string, number]): string {
  return `${name} (${count})`;
}

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `${title}\n${lines.map((line) => `  ${line}\n`).join("")}`;
}
