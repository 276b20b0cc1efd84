import type { Facts } from "./saved-page.js";

const LISTED = /^[A-Z][A-Z0-9_]*(?:\s*,\s*[A-Z][A-Z0-9_]*)+$/;

/**
 * Adds a line of a description to the facts of its place: a list of values is a fact, other words
 * are words.
 */
export function addDescription(facts: Facts, text: string): void {
  if (LISTED.test(text) && facts.listedValues === undefined) {
    facts.listedValues = text.split(",").map((value) => value.trim());
  } else {
    facts.description = [facts.description, text].filter(Boolean).join(" ");
  }
}
