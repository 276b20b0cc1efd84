import type { ErrorObject } from "ajv";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OperationId } from "../../generated/operations.js";
import { schemas } from "../../generated/schemas.js";
import { createAjv } from "../../scripts/contract/ajv.js";
import { KEYWORDS } from "../../scripts/contract/keywords.js";
import { bodies } from "../../scripts/verify/boundaries/bodies.js";
import { makeBoundaries } from "../../scripts/verify/boundaries/boundaries.js";
import { coverage, coverageTable, isCovered } from "../../scripts/verify/boundaries/coverage.js";
import { disagreements, distinct, short } from "../../scripts/verify/boundaries/disagreements.js";
import {
  ajvOnBundle,
  type RunningPrism,
  shippedValidators,
  startPrism,
} from "../../scripts/verify/boundaries/implementations.js";
import { oddValues } from "../../scripts/verify/boundaries/odd-values.js";
import { randomValues } from "../../scripts/verify/boundaries/random-values.js";
import { check } from "../../src/check.js";
import { escapePointer, printable } from "../../src/violations.js";
import { readContract } from "../support/project.js";

const contract = readContract();
const { keywords, boundaryValues } = makeBoundaries(contract);
const seed = Number(process.env.SEED ?? 20241010);
if (!Number.isSafeInteger(seed))
  throw new Error(`SEED has to be a whole number; it is ${process.env.SEED}.`);
const random = randomValues(contract, seed);
const all = distinct([...boundaryValues, ...random]);
const again = `Made with SEED=${seed}; give another, or this one again, in the variable SEED.`;
// A schema that no operation uses is no body: Ajv alone can validate its values.
const alone = bodies(contract).flatMap(({ name, standsAlone }) => (standsAlone ? [name] : []));
const ofOperations = all.filter(({ body }) => !alone.includes(body));
let prism: RunningPrism;

beforeAll(async () => {
  prism = await startPrism(contract, ofOperations);
});
afterAll(() => prism.close());

test("the shipped validators and Prism accept and refuse every body as expected", async () => {
  const implementations = {
    "src/validators.ts": shippedValidators(),
    Prism: prism.validate,
  };
  expect(await disagreements(ofOperations, implementations), again).toEqual([]);
});

test("Ajv on the bundle accepts and refuses bodies and schemas that stand alone as expected", async () => {
  expect(alone).not.toEqual([]);
  expect(await disagreements(all, { Ajv: ajvOnBundle(contract) }), again).toEqual([]);
});

test("the client finds in a body the violations that Ajv finds there, and no others", () => {
  const ajv = createAjv(contract);
  const compared = bodies(contract).flatMap(({ name, schema, example, standsAlone }) => {
    if (standsAlone) return [];
    const [id, side] = name.split(".") as [OperationId, "request" | "response"];
    const validate = ajv.getSchema(`contract#/$defs/${schema}`);
    const values = all.filter(({ body }) => body === name).map(({ value }) => value);
    return [...values, ...oddValues(example)].map((value) => {
      validate?.(value);
      const found = check(schemas[id][side], value, `${id}.${side}`);
      return {
        name,
        value,
        found: list(found),
        expected: list((validate?.errors ?? []).map(asOurs)),
      };
    });
  });
  expect(compared.filter(({ expected }) => expected.length > 1).length).toBeGreaterThan(100);
  expect(compared.flatMap(differences), again).toEqual([]);
});

/** Writes what Ajv found as the client does, which names the property that it is about. */
function asOurs({ instancePath, keyword, params }: ErrorObject) {
  const name = params.missingProperty ?? params.additionalProperty;
  const below = name === undefined ? [] : [escapePointer(name)];
  const keys = [...instancePath.split("/").slice(1), ...below];
  return { pointer: keys.map((key) => `/${printable(key)}`).join(""), keyword };
}

function list(found: { pointer: string; keyword: string }[]): string[] {
  return found.map(({ pointer, keyword }) => `${keyword} at ${pointer || "the body"}`).sort();
}

/** What the client and Ajv found in one value. */
interface Compared {
  name: string;
  value: unknown;
  found: string[];
  expected: string[];
}

/** Writes a line for each violation that one of both did not find as often as the other. */
function differences({ name, value, found, expected }: Compared): string[] {
  const times = (lines: string[], line: string) => lines.filter((one) => one === line).length;
  return [...new Set([...found, ...expected])]
    .map((line) => ({ line, client: times(found, line), ajv: times(expected, line) }))
    .filter(({ client, ajv }) => client !== ajv)
    .map(({ line, client, ajv }) => {
      const place = short(placeIn(value, line.slice(line.indexOf(" at ") + 4)));
      return `${name}: ${line} (${place}), client ${client}, Ajv ${ajv}, in ${short(value)}`;
    });
}

/** Returns the value at a pointer, undefined where there is none. */
function placeIn(value: unknown, pointer: string): unknown {
  const names = pointer.split("/").slice(1);
  const keys = names.map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  return keys.reduce<unknown>((at, key) => Object(at)[key], value);
}

test("what the client and Ajv find is compared violation by violation, one in a line", () => {
  const same = "type at the body";
  const value = { amount: { value: 0 } };
  const found = [same, "minimum at /amount/value", "required at /a", "required at /a"];
  const compared = { name: "createOrder.request", value, found, expected: [same, found[2] ?? ""] };
  const body = '{"amount":{"value":0}}';
  expect(differences(compared)).toEqual([
    `createOrder.request: minimum at /amount/value (0), client 1, Ajv 0, in ${body}`,
    `createOrder.request: required at /a (undefined), client 2, Ajv 1, in ${body}`,
  ]);
});

test("the same seed makes the same values, and another seed others", () => {
  expect(randomValues(contract, seed)).toEqual(random);
  const others = randomValues(contract, seed + 1000);
  expect(others.map(({ value }) => value)).not.toEqual(random.map(({ value }) => value));
});

test("a valid and a breaking value exercise every keyword of every schema", () => {
  const rows = coverage(keywords, boundaryValues);
  console.log(
    `${boundaryValues.length} boundary values, ${all.length} distinct bodies with ${random.length} random ones`,
  );
  console.log(coverageTable(rows));
  expect(Object.values(rows).flatMap(({ missing }) => missing)).toEqual([]);
});

test("a keyword that no value breaks lowers the coverage and is named", () => {
  const pointer = "/components/schemas/Amount/properties/value/minimum";
  const rows = coverage(
    keywords,
    boundaryValues.filter((entry) => entry.pointer !== pointer || entry.valid),
  );
  expect(rows.minimum?.missing).toEqual([pointer]);
  expect(coverageTable(rows)).toMatch(/^minimum .* (?!100)\d+ %$/m);
});

test("every reason why no value can break a keyword alone is needed", () => {
  const broken = new Set(
    boundaryValues.filter(({ valid }) => !valid).map(({ pointer }) => pointer),
  );
  const needed = new Set(
    keywords
      .filter((place) => !broken.has(place.pointer) && isCovered(place))
      .map(({ name }) => name),
  );
  const used = new Set(keywords.map(({ name }) => name));
  const given = Object.keys(KEYWORDS).filter((name) => KEYWORDS[name]?.covered && used.has(name));
  expect(given.filter((name) => !needed.has(name))).toEqual([]);
});

test("an implementation that accepts everything is caught at every keyword that can be broken", async () => {
  const blind = async () => true;
  const found = await disagreements(boundaryValues, { blind });
  expect(found).toHaveLength(boundaryValues.filter(({ valid }) => !valid).length);
  expect(found[0]).toMatch(
    /^blind accepts a broken createOrder\.request \(\/components\/schemas\//,
  );
});

test("an implementation that does not know a body is reported, and not taken to agree", async () => {
  const [first] = ofOperations;
  const silent = async () => undefined;
  expect(await disagreements(first ? [first] : [], { silent })).toEqual([
    expect.stringMatching(/^silent does not know a valid createOrder\.request /),
  ]);
});
