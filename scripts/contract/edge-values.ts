/**
 * Characters on both sides of every edge of A-Z, a-z and 0-9, and those that patterns and tools
 * stumble over.
 */
const PROBES = [...'@AZ[`az{/09:\\" \n\u00e9\u{1f600}'];

/** One value of each JSON type, and numbers that tell `integer` from `number`. */
export const ofEachType = (): unknown[] => [null, true, 0, -1, 1.5, 1e15, "text", "", [], {}];

/** Lists numbers on both sides of a limit, the nearest ones included. */
export function numbersAround(limit: number): number[] {
  return [limit, limit + 1, limit + 1e-9, limit - 1e-9, limit - 1, -limit];
}

/**
 * Lists texts as long as the limit, one shorter and one longer, made of the characters of `text`.
 */
export function textsAround(limit: number, text: string): string[] {
  return countsAround(limit).flatMap((length) => ofLength(text, length));
}

/** Lists arrays as long as the limit, one shorter and one longer, made of the items of `list`. */
export function listsAround(limit: number, list: unknown[]): unknown[][] {
  return countsAround(limit).map((length) =>
    Array.from({ length }, (_, index) => cycle(list, index)),
  );
}

/** Lists objects with as many properties as the limit, one fewer and one more. */
export function objectsAround(limit: number, object: object): object[] {
  const added = Array.from({ length: limit + 1 }, (_, index) => [`added${index}`, "text"]);
  const entries = [...Object.entries(object), ...added];
  return countsAround(limit).map((count) => Object.fromEntries(entries.slice(0, count)));
}

/** Lists the values of a list, and others that only look like them. */
export function valuesAroundList(values: unknown[]): unknown[] {
  const texts = values.map(String).flatMap((value) => [value.toLowerCase(), `${value} `]);
  const numbers = values.filter((value) => typeof value === "number");
  const next = numbers.length === 0 ? [] : [Math.max(...numbers) + 1];
  return [...values, "", ...texts, ...next];
}

/** Lists texts around the edges of a pattern, made from one that matches it. */
export function aroundPattern(pattern: string, valid: string): string[] {
  const characters = [...valid];
  // A pattern of this contract changes what it allows within its first six characters.
  const places = [...characters.keys()].filter(
    (index) => index < 6 || index === characters.length - 1,
  );
  const lengths = [...pattern.matchAll(/\d+(?=[,}])/g)].flatMap(([number]) =>
    countsAround(Number(number)),
  );
  return [
    ...places.flatMap((index) => PROBES.map((probe) => characters.with(index, probe).join(""))),
    ...PROBES.flatMap((probe) => [`${probe}${valid}`, `${valid}${probe}`]),
    characters.slice(1).join(""),
    characters.slice(0, -1).join(""),
    ...lengths.flatMap((length) => ofLength(valid, length)),
  ];
}

function countsAround(limit: number): number[] {
  return [limit - 1, limit, limit + 1].filter((length) => length >= 0);
}

/**
 * Makes two texts of a length in characters: of the characters of `text`, and of two UTF-16 units
 * each.
 */
function ofLength(text: string, length: number): string[] {
  const characters = [...text];
  return [
    Array.from({ length }, (_, index) => cycle(characters, index)).join(""),
    "\u{1f600}".repeat(length),
  ];
}

function cycle<Item>(items: Item[], index: number): Item | undefined {
  return items[index % items.length];
}
