import { KEYWORDS } from "../../contract/keywords.js";
import type { Delta, DriftClass } from "./change.js";

/** A rule of the table: the first that applies gives a change its class. */
export interface Rule {
  /** What it is about, in words; a test has an example of each. */
  name: string;
  class: DriftClass;
  applies(delta: Delta): boolean;
}

const WORDED = ["pattern", "format", "additionalProperties"];
const LIMIT_KEYWORDS = Object.keys(KEYWORDS).filter(
  (name) => KEYWORDS[name]?.role === "limit" && !WORDED.includes(name),
);

const is =
  (...keywords: string[]) =>
  ({ keyword }: Delta) =>
    keywords.includes(keyword);
const isRequest = ({ side }: Delta) => side === "request";
const isResponse = ({ side }: Delta) => side === "response";
const isNew = (delta: Delta) => delta.keyword === "property" && delta.was === null;
const isGone = (delta: Delta) => delta.keyword === "property" && delta.is === null;
const isRequired = (value: unknown) => (value as { required?: boolean } | null)?.required === true;
const all =
  (...tests: ((delta: Delta) => boolean)[]) =>
  (delta: Delta) =>
    tests.every((test) => test(delta));

/** The table: what each change of a page means for those who call the operation. */
export const DRIFT_RULES: Rule[] = [
  rule("method or path", "breaking", is("method", "path")),
  rule("authentication", "breaking", ({ isAuthentication }) => isAuthentication === true),
  rule("a row whose depth is ambiguous", "review", is("depth")),
  rule("a property that we knew from an example alone", "disclosed", all(isNew, wasDisclosed)),
  rule("a request property or header that is new and required", "breaking", all(isNew, isDemanded)),
  rule("a new optional request property", "compatible", all(isNew, isRequest)),
  rule("a request property gone", "review", all(isGone, isRequest)),
  rule("a required response property gone", "breaking", all(isGone, isResponse, wasRequired)),
  rule("an optional response property gone", "review", all(isGone, isResponse)),
  rule("a new response property", "compatible", all(isNew, isResponse)),
  rule("a request property newly required", "breaking", all(is("required"), isRequest, becameTrue)),
  rule("a request property no longer required", "compatible", all(is("required"), isRequest)),
  rule("a response property now required", "compatible", all(is("required"), becameTrue)),
  rule("a response property now optional", "breaking", is("required")),
  rule("type", "breaking", is("type", "itemType")),
  rule("media type", "breaking", is("mediaType")),
  rule("a response that is new", "review", all(is("status"), cameUp)),
  rule("a response gone", "breaking", is("status")),
  rule(
    "a limit of a request tightened",
    "breaking",
    all(is(...LIMIT_KEYWORDS), isRequest, isTighter),
  ),
  rule("a limit of a request widened", "compatible", all(is(...LIMIT_KEYWORDS), isRequest)),
  rule("a limit of a response", "review", is(...LIMIT_KEYWORDS)),
  rule("an enum of which no value could be cut", "review", all(is("enum"), isUncut)),
  rule("an enum value of a request lost", "breaking", all(isValues, isRequest, lostValues)),
  rule(
    "a request enum with text that no known value explains",
    "review",
    all(isValues, isRequest, hasRest),
  ),
  rule("an enum value of a request gained", "compatible", all(isValues, isRequest, gainedValues)),
  rule("an enum value of a response gained", "breaking", all(isValues, gainedValues)),
  rule("an enum value of a response lost", "compatible", all(isValues, lostValues)),
  rule(
    "values listed in words that became an enum, or the reverse",
    "review",
    is("valuesStatedAs"),
  ),
  rule("pattern", "review", is("pattern")),
  rule("format", "review", is("format")),
  rule("the number of properties of a collapsed object", "review", is("propertyCount")),
  rule("title", "cosmetic", is("page")),
  rule("label of a response", "cosmetic", is("label")),
  rule("schema name", "cosmetic", is("schemaName")),
  rule("example value", "cosmetic", is("example")),
  rule("description", "cosmetic", is("description")),
  rule("letter case of a header", "cosmetic", is("name")),
  rule("status badge", "notice", is("state", "deprecated")),
  rule("hosts in samples", "notice", is("hosts")),
  rule("endpoint number", "notice", is("endpoint")),
  rule("a newer date beside other changes", "notice", is("modified")),
  // What nobody thought of is for a person to look at.
  rule("anything else", "review", () => true),
];

/** Returns the class of a change. */
export function classOf(delta: Delta): DriftClass {
  return ruleOf(delta).class;
}

/** Returns the rule that gives a change its class. */
function ruleOf(delta: Delta): Rule {
  return DRIFT_RULES.find(({ applies }) => applies(delta)) as Rule;
}

function rule(name: string, driftClass: DriftClass, applies: Rule["applies"]): Rule {
  return { name, class: driftClass, applies };
}

function wasDisclosed({ isDisclosed }: Delta): boolean {
  return isDisclosed === true;
}

function isDemanded(delta: Delta): boolean {
  return isRequest(delta) && delta.isDemanded === true;
}

function wasRequired({ was }: Delta): boolean {
  return isRequired(was);
}

function becameTrue({ is: now }: Delta): boolean {
  return now === true;
}

function cameUp({ was }: Delta): boolean {
  return was === null;
}

function isTighter({ keyword, was, is: now }: Delta): boolean {
  if (now === null) return false;
  if (was === null) return true;
  return /^(exclusiveM|m)ax/.test(keyword) ? Number(now) < Number(was) : Number(now) > Number(was);
}

function isValues({ keyword }: Delta): boolean {
  return keyword === "enum" || keyword === "listedValues";
}

function lostValues({ was, is: now }: Delta): boolean {
  // A first list takes away all other values; the end of a list takes away none.
  if (was === null || now === null) return was === null;
  return (was as unknown[]).some((value) => !(now as unknown[]).includes(value));
}

function gainedValues({ was, is: now }: Delta): boolean {
  if (was === null || now === null) return now === null;
  return (now as unknown[]).some((value) => !(was as unknown[]).includes(value));
}

function hasRest({ raw }: Delta): boolean {
  return raw !== undefined;
}

function isUncut({ raw, is: now }: Delta): boolean {
  return raw !== undefined && Array.isArray(now) && now.length === 1 && now[0] === raw;
}
