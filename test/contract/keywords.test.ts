import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { createAjv } from "../../scripts/contract/ajv.js";
import type { Contract, Schema } from "../../scripts/contract/document.js";
import { KEYWORDS, limits, words } from "../../scripts/contract/keywords.js";
import { check } from "../../src/check.js";
import { readContract } from "../support/project.js";

const contract = readContract();

/** Compiles one schema as the contract is compiled. */
function compile(schema: Schema) {
  const components = { ...contract.components, schemas: { Sample: schema } };
  const ajv = createAjv({ ...contract, components } as Contract);
  const validate = ajv.getSchema("contract#/$defs/Sample");
  if (validate === undefined) throw new Error("The sample does not compile.");
  return validate;
}

/** Compiles one schema as a tool does that knows draft-07 alone. */
function compileDraft07(schema: Schema) {
  const int32 = { type: "number", validate: (value: number) => value === (value | 0) } as const;
  return new Ajv({ strict: true, formats: { int32 } }).compile(schema);
}

const samples = Object.entries(KEYWORDS).flatMap(([name, { sample, values }]) => {
  if (sample === undefined) return [];
  const [schema, valid] = sample;
  const around = values?.(schema[name] as never, valid as never) ?? [];
  return [{ name, schema, valid, around: [valid, ...around] }];
});

/** What an entry lacks whose test fails. */
const mend = "Give it a `sample`, `values` and `words` in scripts/contract/keywords.ts.";

test("every keyword that constrains has a sample, but for those that the places below speak for", () => {
  const without = Object.keys(KEYWORDS).filter(
    (name) => KEYWORDS[name]?.role !== "note" && !samples.some((sample) => sample.name === name),
  );
  expect(without, mend).toEqual(["$ref", "items", "properties"]);
});

test("every limit says which mistakes could be made with it", () => {
  const without = Object.keys(KEYWORDS).filter((name) => {
    const { role, mutations = {}, additions = {} } = KEYWORDS[name] ?? {};
    const isWhole = Object.keys(mutations).length > 0 && Object.keys(additions).length > 0;
    return role === "limit" && !isWhole;
  });
  const mistakes =
    "Give it `mutations` and `additions` in scripts/contract/keywords.ts: " +
    "without them `npm run mutate` tries no mistake with it.";
  expect(without, mistakes).toEqual([]);
});

describe.each(samples)("the keyword $name", ({ name, schema, valid, around }) => {
  const validate = compile(schema);

  test("has values on both sides of its edge", () => {
    expect(validate(valid), mend).toBe(true);
    expect(new Set(around.map((value) => validate(value) === true)), mend).toEqual(
      new Set([true, false]),
    );
  });

  test("means the same to a tool that knows draft-07 alone", () => {
    const old = compileDraft07(schema);
    const differing = around.filter((value) => old(value) !== validate(value));
    expect(differing).toEqual([]);
  });

  test("means the same to the client", () => {
    const accepts = (value: unknown) => check(schema, value, "createOrder.request").length === 0;
    expect(around.filter((value) => accepts(value) !== validate(value))).toEqual([]);
  });

  test("reaches a user of the client in the words of the table", () => {
    const broken = around.find((value) => validate(value) !== true);
    const [violation] = check(schema, broken, "createOrder.request");
    expect(violation?.keyword, mend).toBe(name);
    if (name === "additionalProperties" || name === "required") return;
    const said = words(name, schema[name], schema)?.replaceAll("`", "").replace("matches", "match");
    const differ =
      "Its words in scripts/contract/keywords.ts and in LIMITS of src/check.ts differ.";
    expect(violation?.message, differ).toContain(said);
  });

  test("is told apart from every value that it could have by mistake", () => {
    const kinds = KEYWORDS[name]?.mutations ?? {};
    for (const [kind, mutate] of Object.entries(kinds)) {
      for (const other of mutate(schema[name] as never, schema)) {
        expect(other, kind).not.toEqual(schema[name]);
      }
    }
  });
});

test.each(Object.entries(KEYWORDS).filter(([, { mutations = {} }]) => "loosen limit" in mutations))(
  "a looser %s accepts more, and a tighter one less",
  (name, { mutations, sample, values }) => {
    const [schema, valid] = sample ?? [{}, undefined];
    const changed = (kind: string) => mutations?.[kind]?.(schema[name] as never, schema) ?? [];
    const strict = compile(schema);
    for (const looser of changed("loosen limit")) {
      const other = compile({ ...schema, [name]: looser });
      const around = values?.(looser as never, valid as never) ?? [];
      expect(
        around.some((value) => other(value) === true && strict(value) !== true),
        mend,
      ).toBe(true);
    }
    for (const tighter of changed("tighten limit")) {
      const other = compile({ ...schema, [name]: tighter });
      const around = values?.(tighter as never, valid as never) ?? [];
      expect(
        around.some((value) => other(value) !== true && strict(value) === true),
        mend,
      ).toBe(true);
    }
  },
);

test("two limits of one length are said once", () => {
  expect(limits({ type: "string", minLength: 11, maxLength: 11 })).toEqual([
    "exactly 11 characters",
  ]);
  expect(limits({ type: "array", minItems: 1, maxItems: 3 })).toEqual([
    "at least 1 items",
    "at most 3 items",
  ]);
});

test("a keyword that the table does not know is an error that says where to add it", () => {
  const message =
    "the keyword contains is unknown: add it to KEYWORDS in scripts/contract/keywords.ts";
  expect(() => limits({ contains: {} })).toThrow(message);
  expect(() => words("constructor", 1)).toThrow("the keyword constructor is unknown");
});
