import type { Facts } from "./saved-page.js";

/** What a type line states about a property and about the items of an array. */
export interface PrintedType {
  facts: Facts;
  itemFacts: Facts;
  /** Whether the property or its items are an enum. */
  enum: "value" | "items" | undefined;
}

const BASE = "string|integer|number|boolean|object|array|null|any|file";
const TYPE = new RegExp(
  `^(?:enum<(${BASE})>|(${BASE}))` +
    "(?: ?<([\\w.-]{1,40})>)?" + // format
    "(?: ?\\[(.{1,200})\\])?" + // items of an array
    "(?: ?\\(([^()]{1,200})\\))?" + // name of the schema
    "(?: ?\\{ ?(\\d{1,4}) ?\\})?" + // number of properties of a collapsed object
    "( ?\\| ?null)?$",
);

/** Reads a type line: `object (Amount)`, `array [object {7}]`, `enum<string>`. */
export function readType(text: string, depth = 0): PrintedType | undefined {
  const found = text.length > 500 ? null : TYPE.exec(text.replace(/\s+/g, " "));
  if (found === null || depth > 3) return undefined;
  const [, enumOf, base, format, items, schemaName, count, orNull] = found;
  const facts: Facts = { type: enumOf ?? base };
  if (format !== undefined) facts.format = format;
  if (schemaName !== undefined) facts.schemaName = schemaName.trim();
  if (count !== undefined) facts.propertyCount = Number(count);
  if (orNull !== undefined) facts.nullable = true;
  const isEnum = enumOf === undefined ? undefined : "value";
  if (items === undefined) return { facts, itemFacts: {}, enum: isEnum };
  const item = base === "array" ? readType(items.trim(), depth + 1) : undefined;
  if (item === undefined) return undefined;
  const { type: itemType, propertyCount, ...itemFacts } = item.facts;
  facts.itemType = itemType;
  if (propertyCount !== undefined) facts.propertyCount = propertyCount;
  return { facts, itemFacts, enum: item.enum === undefined ? undefined : "items" };
}

/** Reads a line that a browser's copy made of a name and a type: `orderIdstring`. */
export function readGluedType(text: string): { name: string; type: PrintedType } | undefined {
  if (text.length > 300) return undefined;
  // The shortest name whose rest is a type: an `objectstring` is a string called object.
  for (let end = 1; end < text.length; end += 1) {
    const type = /^(?:enum<|[sinboaf])/.test(text.slice(end)) && readType(text.slice(end).trim());
    // A name ends like a name; anything else is a type that is not understood.
    if (type && /[\w\])$-]\s*$/.test(text.slice(0, end)))
      return { name: text.slice(0, end).trim(), type };
  }
  return undefined;
}
