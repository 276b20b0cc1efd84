import { nodes, type Path } from "../../contract/places.js";

/** Values that nobody expects, as JSON.parse returns them. */
const ODD: unknown[] = [
  ...[null, true, 0, -0, 0.01, 0.001, 1.5, -1, 2 ** 31, -(2 ** 31) - 1, 1e300],
  // What JSON.parse makes of 1e999.
  Number.POSITIVE_INFINITY,
  ...["", "text", "\ud83d", "😀".repeat(9), "😀".repeat(37), "KKBK0000432\n"],
  ...[[], [null], ["a", "a"], [[]], {}, { length: 9 }],
  { "": 1, "a/b~c": 1, "4111111111111111": 1, toString: 1, constructor: null },
  JSON.parse('{ "__proto__": { "value": 1 } }'),
];

/** Makes values out of a valid one: an odd value in each place in turn, and each property left out. */
export function oddValues(valid: unknown): unknown[] {
  return [...nodes(valid)].flatMap(({ path, value }) => {
    const others = typeof value === "object" && value !== null ? Object.keys(value) : [];
    const odd = ODD.flatMap((each) => [each, beside(value, each)]);
    return [
      ...odd.map((each) => put(valid, path, each)),
      ...others.map((name) => put(valid, [...path, name], undefined)),
    ];
  });
}

/** Adds the properties or the items of an odd value to those of a valid one. */
function beside(value: unknown, odd: unknown): unknown {
  if (Array.isArray(value)) return [...value, odd];
  return typeof value === "object" ? { ...value, ...Object(odd) } : odd;
}

function put(around: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(around)) return around.with(Number(key), put(around[Number(key)], rest, value));
  const object = around as Record<string, unknown>;
  return { ...object, [key]: put(object[key], rest, value) };
}
