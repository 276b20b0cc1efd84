/** Puts a row of the ledger into plain words: `createOrder.request.amount.value is a required number, at least 0.01`. */
export function sentence(id: string, fact: Record<string, unknown>): string {
  const {
    type,
    required,
    itemType,
    memberCount,
    enum: values,
    listedValues,
    meaning,
    ...rest
  } = fact;
  if (meaning !== undefined) return `${id}: ${meaning}`;
  const article = (word: string) => `${/^[aeio]/.test(word) ? "an" : "a"} ${word}`;
  const words: string[] = [];
  if (type !== undefined) {
    const noun = itemType === undefined ? type : `${type} of ${itemType}s`;
    words.push(
      `is ${article(required === undefined ? `${noun}` : `${required ? "required" : "optional"} ${noun}`)}`,
    );
  }
  if (memberCount !== undefined) words.push(`has items of ${memberCount} members`);
  if (values !== undefined) words.push(`is ${(values as unknown[]).join(" or ")}`);
  if (listedValues !== undefined)
    words.push(`is described as ${(listedValues as unknown[]).join(", ")}`);
  for (const [name, value] of Object.entries(rest))
    words.push((WORDS[name] ?? ((item) => `${name} ${item}`))(value));
  return `${id} ${words.join(", ")}`;
}

const WORDS: Record<string, (value: unknown) => string> = {
  minimum: (value) => `is at least ${value}`,
  minLength: (value) => `has at least ${value} characters`,
  maxLength: (value) => `has at most ${value} characters`,
  pattern: (value) => `matches ${value}`,
  method: (value) => `is a ${value}`,
  path: (value) => `goes to ${value}`,
  mediaType: (value) => `is ${value}`,
  schemaName: (value) => `is called ${value}`,
  status: (value) => `has the status ${value}`,
  example: () => "has an example",
};
