import { expect, test } from "vitest";
import type { Contract, Schema } from "../../scripts/contract/document.js";
import { KEYWORDS } from "../../scripts/contract/keywords.js";
import { keywordsIn30, toOpenApi30 } from "../../scripts/contract/openapi-3.0.js";
import { pointer } from "../../scripts/contract/places.js";
import { readContract } from "../support/project.js";

const contract = readContract();

/** What 3.0 says in another way, or has no place for, by JSON pointer. */
const EXPECTED = [
  /^\/openapi$/,
  /^\/info\/license\/(identifier|url)$/,
  /^\/components\/schemas\/.*\/examples?(\/|$)/,
];

/** Maps the JSON pointer of every value that contains no other to it. */
function leaves(node: unknown, path: (string | number)[] = []): [string, unknown][] {
  if (typeof node !== "object" || node === null) return [[pointer(path), node]];
  const children = Object.entries(node);
  if (children.length === 0) return [[pointer(path), JSON.stringify(node)]];
  return children.flatMap(([key, child]) => leaves(child, [...path, key]));
}

test("the contract in 3.0 differs from the contract in what 3.0 cannot say, and in nothing else", () => {
  const [before, after] = [contract, toOpenApi30(contract)].map(
    (document) => new Map(leaves(document)),
  );
  const places = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])];
  const changed = places.filter((place) => before?.get(place) !== after?.get(place));
  expect(changed.filter((place) => !EXPECTED.some((pattern) => pattern.test(place)))).toEqual([]);
  for (const pattern of EXPECTED) expect(changed).toContainEqual(expect.stringMatching(pattern));
});

test("the first example of each schema stays its example", () => {
  const { examples, ...bound } = { type: "string", examples: ["A", "B"], maxLength: 1 };
  expect(keywordsIn30({ ...bound, examples }, "here")).toEqual({ ...bound, example: "A" });
});

test("the contract itself stays as it was", () => {
  toOpenApi30(contract);
  expect(contract).toEqual(readContract());
});

test.each([
  [{ exclusiveMinimum: 0 }, { minimum: 0, exclusiveMinimum: true }],
  [{ exclusiveMaximum: 9 }, { maximum: 9, exclusiveMaximum: true }],
  [{ type: ["string", "null"] }, { type: "string", nullable: true }],
  [{ $ref: "#/x" }, { $ref: "#/x" }],
  [
    { $ref: "#/x", description: "Beside." },
    { allOf: [{ $ref: "#/x" }], description: "Beside." },
  ],
])("%j is %j in 3.0", (schema, expected) =>
  expect(keywordsIn30(schema as Schema, "here")).toEqual(expected),
);

test("schemas inside others are converted where they stand", () => {
  const nested = readContract();
  nested.components.schemas.Amount = {
    items: { additionalProperties: { properties: { a: { examples: [1] } } } },
  };
  const { components } = toOpenApi30(nested) as unknown as Contract;
  expect(components.schemas.Amount).toEqual({
    items: { additionalProperties: { properties: { a: { example: 1 } } } },
  });
});

test.each(Object.entries(KEYWORDS))(
  "the keyword %s has its way into 3.0",
  (keyword, { sample }) => {
    const schema = sample?.[0] ?? { [keyword]: [] };
    expect(() => keywordsIn30(schema, "here")).not.toThrow();
  },
);

test.each([
  [{ prefixItems: [] }, "the keyword prefixItems is unknown: add it to KEYWORDS"],
  [{ type: ["string", "number"] }, "it has no word for the type string or number"],
])("%j is refused, with its place and the next step", (schema, message) => {
  expect(() => keywordsIn30(schema as Schema, "here")).toThrow(message);
  expect(() => keywordsIn30(schema as Schema, "here")).toThrow(
    "Failed to convert here to OpenAPI 3.0",
  );
});
