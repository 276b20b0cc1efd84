/** Characters on both sides of every edge of A-Z, a-z and 0-9, and those that patterns and tools stumble over. */
const PROBES = [...'@AZ[`az{/09:\\" \n\u00e9\u{1f600}'];

/** Holds one value of each JSON type, and numbers that tell `integer` from `number`. */
const OF_EACH_TYPE = [null, true, 0, -1, 1.5, 1e15, "text", "", [], {}];

const CANDIDATES: Record<string, (limit: never, base: unknown) => unknown[]> = {
  type: () => OF_EACH_TYPE,
  enum: (values: string[]) => [
    ...values,
    "",
    ...values.flatMap((value) => [value.toLowerCase(), `${value} `]),
  ],
  minimum: (limit: number) => [limit, limit + 1, limit + 1e-9, limit - 1e-9, limit - 1, -limit],
  minLength: (limit: number, base) =>
    around(limit).flatMap((length) => ofLength(base as string, length)),
  maxLength: (limit: number, base) =>
    around(limit).flatMap((length) => ofLength(base as string, length)),
  pattern: (pattern: string, base) => aroundPattern(pattern, base as string),
  format: () => [2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1],
  additionalProperties: (_, base) => [{ ...(base as object), unexpected: "text" }],
};

/** Lists values around the edge of a keyword; which of them are valid is for a validator to say. */
export function edgeValues(keyword: string, limit: unknown, base: unknown): unknown[] {
  return CANDIDATES[keyword]?.(limit as never, base) ?? [];
}

/** Lists strings around the edges of a pattern, made from a string that matches it. */
export function aroundPattern(pattern: string, valid: string): string[] {
  const characters = [...valid];
  // A pattern of this contract changes what it allows within its first six characters.
  const places = [...characters.keys()].filter(
    (index) => index < 6 || index === characters.length - 1,
  );
  const lengths = [...pattern.matchAll(/\d+(?=[,}])/g)].flatMap(([number]) =>
    around(Number(number)),
  );
  return [
    ...places.flatMap((index) => PROBES.map((probe) => characters.with(index, probe).join(""))),
    ...PROBES.flatMap((probe) => [`${probe}${valid}`, `${valid}${probe}`]),
    characters.slice(1).join(""),
    characters.slice(0, -1).join(""),
    ...lengths.flatMap((length) => ofLength(valid, length)),
  ];
}

function around(limit: number): number[] {
  return [limit - 1, limit, limit + 1].filter((length) => length >= 0);
}

/** Makes two strings of a length in characters: one of the characters of `text`, one of two UTF-16 units each. */
function ofLength(text: string, length: number): string[] {
  const characters = [...text];
  return [
    Array.from({ length }, (_, index) => characters[index % characters.length]).join(""),
    "\u{1f600}".repeat(length),
  ];
}
