import { PAGE_LIMITS } from "./limits.js";
import type { Line } from "./lines.js";
import { addDescription } from "./listed-values.js";
import { type PrintedType, readGluedType, readType } from "./rendered-type.js";
import type { Facts, Row, Unread } from "./saved-page.js";

const NECESSITY = /^(required|optional)$/;
const LIMIT = /(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*(characters?|items?)?\s*/y;
const VALUE_LABEL = /^(Match pattern|Default|Example|Allowed values?):\s*(.*)$/;
/** Lines that change what a row means, in a way that no keyword expresses. */
const COMPOSITION =
  /^(One of|Any of|All of|oneOf|anyOf|allOf|not|nullable|deprecated|read-?only|write-?only)\b.{0,2}$/i;

/** Keywords that can be told from prose; nobody has seen how a page prints another. */
export const LEGIBLE_KEYWORDS: ReadonlySet<string> = new Set([
  ...["type", "itemType", "required", "schemaName", "format", "propertyCount", "nullable"],
  ...["description", "listedValues", "enum", "default", "example", "pattern"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["minLength", "maxLength", "minItems", "maxItems"],
  // Of what is no row: the operation, its parts, its statuses.
  ...["method", "path", "scheme", "mediaType", "status", "label", "meaning"],
]);

/** A row, and the number of lines that its name, type and "required" take. */
interface RowStart {
  row: Row;
  enum: PrintedType["enum"];
  length: number;
}

/** Recognizes the first lines of a row: name, type, and whether it is required. */
export function rowAt(lines: Line[], index: number): RowStart | undefined {
  const [first, second, third] = [lines[index], lines[index + 1], lines[index + 2]];
  if (first === undefined || second === undefined) return undefined;
  const type = third && NECESSITY.test(third.text) ? readType(second.text) : undefined;
  if (type !== undefined)
    return start(first, { name: first.text, type, necessity: third?.text }, 3);
  const glued = NECESSITY.test(second.text) ? readGluedType(first.text) : undefined;
  return glued && start(first, { ...glued, necessity: second.text }, 2);
}

function start(
  { number }: Line,
  { name, type, necessity }: { name: string; type: PrintedType; necessity: string | undefined },
  length: number,
): RowStart {
  const facts: Facts = { ...type.facts, required: necessity === "required" };
  const isAdditional = name === "Additional properties";
  const row = { name: isAdditional ? "*" : name, facts, itemFacts: type.itemFacts, line: number };
  return { row, enum: type.enum, length };
}

/**
 * Reads the lines below a row, up to the next row or heading, into its facts, and returns what it
 * could not read.
 */
export function readKeywords(start: RowStart, below: Line[]): Unread[] {
  const unread: Unread[] = [];
  const row = start.row.name;
  const broken = brokenRows(below);
  const lines = below.slice(0, broken[0]?.from ?? below.length);
  const reader = new KeywordReader(start, lines, unread);
  while (!reader.isAtEnd) reader.step();
  if (start.enum !== undefined && start.row.allowed === undefined) {
    unread.push({ line: start.row.line, text: row, why: "an enum without its values" });
  }
  for (const { from, to } of broken) {
    const [name, ...rest] = below.slice(from, to + 1) as [Line, ...Line[]];
    const text = [name, ...rest].map((line) => line.text).join(" / ");
    const why = "a row without a type that is understood";
    unread.push({ line: name.number, text, why });
  }
  return unread.map((item) => ({ ...item, row }));
}

/** Finds rows whose type is missing or unknown; what follows them belongs to them. */
function brokenRows(lines: Line[]): { from: number; to: number }[] {
  return lines.flatMap(({ text }, index) => {
    if (!NECESSITY.test(text) || isValue(lines, index)) return [];
    const above = lines[index - 2];
    const hasUnknownType = above && /^[\w.$*-]+$/.test(above.text) && !isValue(lines, index - 2);
    return [{ from: Math.max(0, index - (hasUnknownType ? 2 : 1)), to: index }];
  });
}

/** Returns whether a line is the value of the label above it, whatever it looks like. */
function isValue(lines: Line[], index: number): boolean {
  return /^(Match pattern|Default|Example):$/.test(lines[index - 1]?.text ?? "");
}

/** Walks over the lines below a row. */
class KeywordReader {
  #index = 0;

  constructor(
    private readonly start: RowStart,
    private readonly lines: Line[],
    private readonly unread: Unread[],
  ) {}

  get isAtEnd(): boolean {
    return this.#index >= this.lines.length;
  }

  step(): void {
    const { row } = this.start;
    const line = this.#next() as Line;
    const [, label, sameLine] = VALUE_LABEL.exec(line.text) ?? [];
    if (label?.startsWith("Allowed")) this.#allowed(line, label, sameLine);
    else if (label !== undefined) this.#value(line, label, sameLine);
    else if (readLimits(line.text, row, () => this.#complain(line, "a limit stated twice"))) return;
    else if (isSuspicious(line.text))
      this.#complain(line, "this line below a row is not understood");
    else addDescription(row.facts, line.text);
  }

  #next(): Line | undefined {
    const line = this.lines[this.#index];
    this.#index += 1;
    return line;
  }

  #complain({ number, text }: Line, why: string): void {
    this.unread.push({ line: number, text, why });
  }

  #allowed(line: Line, label: string, sameLine: string | undefined): void {
    const values = sameLine ? [sameLine] : [];
    while (!this.isAtEnd && !isMarker(this.lines[this.#index] as Line)) {
      values.push((this.#next() as Line).text);
    }
    const { row } = this.start;
    if (values.length === 0) this.#complain(line, "no value follows");
    else if (row.allowed !== undefined) this.#complain(line, "allowed values stated twice");
    else {
      const items = this.start.enum === "items";
      row.allowed = { lines: values, items, single: label === "Allowed value" };
    }
  }

  #value(line: Line, label: string, sameLine: string | undefined): void {
    const { facts } = this.start.row;
    const text = sameLine || this.#next()?.text;
    if (text === undefined) this.#complain(line, "no value follows");
    else {
      const value = label === "Match pattern" ? text : typed(text, facts.type);
      setOnce(facts, [nameOf(label), value], () => this.#complain(line, "a label stated twice"));
    }
  }
}

function isMarker({ text }: Line): boolean {
  return VALUE_LABEL.test(text) || /^(>=|<=|>|<)\s*-?\d/.test(text);
}

/** Returns whether a line looks like part of a row or like structure rather than like prose. */
export function isSuspicious(text: string): boolean {
  return (
    text.length > PAGE_LIMITS.lineCharacters ||
    NECESSITY.test(text) ||
    COMPOSITION.test(text) ||
    /^(>=|<=|>|<|≥|≤)/.test(text) ||
    /^[[\]{}"]/.test(text) ||
    /^[\w ]{1,30}:$/.test(text) ||
    readType(text) !== undefined
  );
}

function readLimits(text: string, row: Row, twice: () => void): boolean {
  if (!/^[<>]/.test(text) || text.length > PAGE_LIMITS.lineCharacters) return false;
  const limits: [string, number][] = [];
  LIMIT.lastIndex = 0;
  while (LIMIT.lastIndex < text.length) {
    const [, operator = "", limit, unit] = LIMIT.exec(text) ?? [];
    const name = limit === undefined ? undefined : limitName(operator, unit);
    if (name === undefined) return false;
    limits.push([name, Number(limit)]);
  }
  for (const limit of limits) setOnce(row.facts, limit, twice);
  return true;
}

function limitName(operator: string, unit: string | undefined): string | undefined {
  const side = operator.startsWith(">") ? "min" : "max";
  const exclusive = operator.length === 1;
  if (unit === undefined) {
    return exclusive ? `exclusive${side === "min" ? "Minimum" : "Maximum"}` : `${side}imum`;
  }
  // "> 5 characters" has no keyword of its own.
  if (exclusive) return undefined;
  return unit.startsWith("item") ? `${side}Items` : `${side}Length`;
}

function nameOf(label: string): string {
  return label === "Match pattern" ? "pattern" : label.toLowerCase();
}

/** Returns a printed value in the type of its row. */
export function typed(text: string, type: unknown): unknown {
  if ((type === "integer" || type === "number") && text !== "" && !Number.isNaN(Number(text))) {
    return Number(text);
  }
  if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  return text;
}

function setOnce(facts: Facts, [name, value]: [string, unknown], twice: () => void): void {
  if (name in facts) twice();
  else facts[name] = value;
}
