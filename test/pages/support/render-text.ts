import type { FactsFile } from "../../../scripts/contract/facts.js";
import { LEGIBLE_KEYWORDS } from "../../../scripts/pages/rendered-rows.js";

/** Ways in which the same page is saved. */
export interface TextVariant {
  /** What stands in place of the no-break space after a type. */
  space?: string;
  newline?: "\n" | "\r\n";
  /** Name and type on one line, as a browser copies them. */
  glued?: boolean;
  indented?: boolean;
  navigation?: "dashes" | "bullets" | "none";
  /** Allowed values one a line, not run together. */
  enumLines?: boolean;
  /** Headings without their rows. */
  collapsed?: boolean;
  tail?: boolean;
  blankLines?: boolean;
}

type Facts = Record<string, unknown>;

/** Writes a facts file as the text that a browser shows of such a page. Its prose is our own. */
export function renderText(file: FactsFile, variant: TextVariant = {}): string {
  const lines = file.facts[file.id] === undefined ? guide(file) : endpoint(file, variant);
  const all = [
    ...navigation(variant),
    ...lines,
    // Without a date, only the links to neighbours tell that the page is complete.
    ...(variant.tail || file.modified === null ? ["Previous", "A page", "Next"] : []),
  ];
  const newline = variant.newline ?? "\n";
  return all.join(variant.blankLines ? newline + newline : newline);
}

function navigation({ navigation: kind = "dashes" }: TextVariant): string[] {
  if (kind === "none") return [];
  if (kind === "dashes")
    return ["- A folder", "- Another pagePOST", "- Authorization", "- Responses"];
  return [
    "Some portal",
    "  1. Folder",
    "  • A folder",
    "    • Another page",
    "POST",
    "  1. Folder",
  ];
}

function guide(file: FactsFile): string[] {
  const rows = Object.keys(file.facts).filter((at) => at.startsWith(`${file.id}.status.`));
  return [
    ...["  1. APIs", file.page, "Words about it.", "Statuses#", "StatusDescription"],
    ...rows.map((at) => `${at.split(".").at(-1)}Something happened`),
    ...["Previous", "A page"],
  ];
}

function endpoint(file: FactsFile, variant: TextVariant): string[] {
  const { id, facts, page, state, modified } = file;
  const at = (part: string) => facts[`${id}${part}`];
  const lines = [page, ...(state ? [state] : [])];
  lines.push(String(at("")?.method), String(at("")?.path), "some-controller", "Request");
  const authorization = at(".authorization");
  if (authorization) {
    lines.push("Authorization", `Send a ${authorization.scheme} token in the`, "Authorization");
    lines.push("header.Example:", `Authorization: ${authorization.example}`);
  }
  for (const kind of ["path", "query", "header", "cookie"]) {
    const rows = rowsBelow(file, `.${kind}`, variant);
    const title = kind.charAt(0).toUpperCase() + kind.slice(1);
    if (rows.length > 0) lines.push(`${title} Params`, ...(variant.collapsed ? [] : rows));
  }
  const request = at(".request");
  if (request) {
    lines.push(`Body Params ${request.mediaType}`);
    lines.push(...body(file, ".request", variant));
  }
  lines.push("Request samples", "Shell", "Go", `curl --location '${at("")?.path}' \\`, "Responses");
  const responses = Object.entries(facts).filter(([, fact]) => "status" in fact);
  for (const [key, fact] of responses) {
    lines.push(`🟢${fact.status}${fact.label}`, String(fact.mediaType), "Body");
    lines.push(...body(file, key.slice(id.length), variant));
  }
  if (modified !== null) lines.push(`Modified at${variant.space ?? "\u00a0"} ${modified}`);
  return lines;
}

function body(file: FactsFile, part: string, variant: TextVariant): string[] {
  if (variant.collapsed) return [];
  const rows = rowsBelow(file, part, variant);
  const example = file.examples?.[`${file.id}${part}`];
  if (example === undefined) return [...rows, "Example"];
  const json = JSON.stringify(example, null, 2).split("\n");
  const printed = variant.indented ? json : json.map((line) => line.trim());
  return [...rows, "Example", ...printed];
}

function rowsBelow({ id, facts }: FactsFile, part: string, variant: TextVariant): string[] {
  return Object.entries(facts)
    .filter(([at, fact]) => at.startsWith(`${id}${part}.`) && "required" in fact)
    .filter(([at]) => part !== ".response" || !/\.response\.\d{3}(\.|$)/.test(at))
    .flatMap(([at, fact]) => row(at, fact, facts[`${at}[]`] ?? {}, variant));
}

function row(at: string, fact: Facts, items: Facts, variant: TextVariant): string[] {
  refuseUnknown(at, { ...fact, ...items });
  const last = at.split(".").at(-1) as string;
  const name = last === "*" ? "Additional properties" : last;
  const orNull = fact.nullable === true ? " | null" : "";
  const type = `${typeLine(fact, items, variant)}${orNull}${variant.space === undefined ? "Â" : variant.space}`;
  const necessity = fact.required === true ? "required" : "optional";
  const head = variant.glued ? [`${name}${type}`, necessity] : [name, type, necessity];
  return [...head, ...keywordLines(fact, variant), ...keywordLines(items, variant)];
}

function typeLine(fact: Facts, items: Facts, { space = "\u00a0" }: TextVariant): string {
  const named = fact.schemaName === undefined ? "" : `${space} (${fact.schemaName})`;
  if (fact.enum !== undefined) return `enum<${fact.type}>${named}`;
  const format = fact.format === undefined ? "" : `${space} <${fact.format}>`;
  if (fact.itemType === undefined) return `${fact.type}${format}${named}${count(fact)}`;
  const item = items.enum === undefined ? fact.itemType : `enum<${fact.itemType}>`;
  return `array${space} [${item}${count(fact)}]`;
}

function count({ propertyCount }: Facts): string {
  return propertyCount === undefined ? "" : ` {${propertyCount}}`;
}

const LIMITS: [string, string][] = [
  ["minLength", ">= # characters"],
  ["maxLength", "<= # characters"],
  ["minItems", ">= # items"],
  ["maxItems", "<= # items"],
  ["minimum", ">= #"],
  ["maximum", "<= #"],
  ["exclusiveMinimum", "> #"],
  ["exclusiveMaximum", "< #"],
];

/** What is left out in silence would look like drift. */
function refuseUnknown(at: string, fact: Facts): void {
  const unknown = Object.keys(fact).find((name) => !LEGIBLE_KEYWORDS.has(name));
  if (unknown === undefined) return;
  throw new Error(
    `Nobody has seen how a page prints ${unknown}, which ${at} has. Save such a page, read its ` +
      "line in scripts/pages/rendered-rows.ts (and LEGIBLE_KEYWORDS there), and write it here.",
  );
}

function keywordLines(fact: Facts, variant: TextVariant): string[] {
  const lines: string[] = [];
  if (typeof fact.description === "string") lines.push(fact.description);
  if (Array.isArray(fact.listedValues)) lines.push(fact.listedValues.join(" , "));
  const limits = LIMITS.filter(([name]) => fact[name] !== undefined);
  if (limits.length > 0) {
    lines.push(limits.map(([name, text]) => text.replace("#", String(fact[name]))).join(""));
  }
  if (Array.isArray(fact.enum)) {
    const values = variant.enumLines ? fact.enum.map(String) : [fact.enum.join("")];
    lines.push(fact.enum.length === 1 ? "Allowed value:" : "Allowed values:", ...values);
  }
  if (fact.default !== undefined) lines.push("Default:", String(fact.default));
  if (fact.example !== undefined) lines.push("Example:", String(fact.example));
  if (fact.pattern !== undefined) lines.push("Match pattern:", String(fact.pattern));
  return lines;
}
