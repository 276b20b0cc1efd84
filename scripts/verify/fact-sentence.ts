import { KEYWORDS, words } from "../contract/keywords.js";

/**
 * Puts a row of a page into plain words: `createOrder.request.amount.value: required number, at
 * least 0.01`.
 */
export function sentence(id: string, fact: Record<string, unknown>): string {
  const { type, itemType, required, meaning, ...rest } = fact;
  if (meaning !== undefined) return `${id}: ${meaning}`;
  const noun = itemType === undefined ? type : `${type} of ${itemType}s`;
  const parts = Object.entries(rest).map(([name, value]) => {
    if (Object.hasOwn(KEYWORDS, name)) return words(name, value, rest);
    return (WORDS[name] ?? ((item) => `${name} ${item}`))(value);
  });
  const sentence = [
    noun === undefined ? undefined : [necessity(required), noun].filter(Boolean).join(" "),
    ...parts,
  ];
  return `${id}: ${sentence.filter(Boolean).join(", ")}`;
}

function necessity(required: unknown): string {
  if (required === undefined) return "";
  return required === true ? "required" : "optional";
}

/** Words for what a page states beside the keywords of a schema. */
const WORDS: Record<string, (value: unknown) => string> = {
  propertyCount: (value) => `${value} properties in each item`,
  listedValues: (value) => `described as ${(value as unknown[]).join(", ")}`,
  method: (value) => `method ${value}`,
  path: (value) => `at ${value}`,
  mediaType: (value) => `as ${value}`,
  schemaName: (value) => `called ${value}`,
  status: (value) => `status ${value}`,
  example: (value) => `for example ${value}`,
};
