import { afterAll, beforeAll, expect, test } from "vitest";
import { type BoundaryValue, makeBoundaries } from "../../scripts/verify/boundaries/boundaries.js";
import {
  coverage,
  coverageTable,
  excuse,
  WITHOUT_NEGATIVE,
} from "../../scripts/verify/boundaries/coverage.js";
import {
  disagreements,
  distinct,
  type KnownDifference,
} from "../../scripts/verify/boundaries/disagreements.js";
import {
  ajvOnBundle,
  generatedValidators,
  type PrismJudge,
  startPrism,
} from "../../scripts/verify/boundaries/judges.js";
import { makeSamples } from "../../scripts/verify/boundaries/random-values.js";
import { readContract } from "../support/project.js";

const reason = "no operation refers to it, so it is no body (reading order-status-stands-alone)";
const KNOWN_DIFFERENCES: KnownDifference[] = [
  { judge: "generated/validators.js", body: "OrderStatus", reason },
  { judge: "Prism", body: "OrderStatus", reason },
];

const contract = readContract();
const { keywords, boundaryValues } = makeBoundaries(contract);
const seed = Number(process.env.SEED ?? 20241010);
if (!Number.isSafeInteger(seed))
  throw new Error(`SEED has to be a whole number; it is ${process.env.SEED}.`);
const samples = makeSamples(contract, seed);
const all = distinct([...boundaryValues, ...samples]);
let prism: PrismJudge;

beforeAll(async () => {
  prism = await startPrism(contract, all);
});
afterAll(() => prism.close());

const judges = () => ({
  "generated/validators.js": generatedValidators(),
  "Ajv on the bundle": ajvOnBundle(contract),
  Prism: prism.judge,
});

test("the generated validators, Ajv on the bundle, and Prism give every vector the same verdict", async () => {
  const again = `Samples were made with SEED=${seed}; give another, or this one again, in the variable SEED.`;
  const found = await disagreements(all, judges(), KNOWN_DIFFERENCES);
  expect(found, again).toEqual([]);
});

test("the same seed makes the same samples, and another seed others", () => {
  expect(makeSamples(contract, seed)).toEqual(samples);
  const values = (boundaryValues: BoundaryValue[]) => boundaryValues.map(({ value }) => value);
  expect(values(makeSamples(contract, seed + 1000))).not.toEqual(values(samples));
});

test("a positive and a negative vector exercise every keyword of every schema", () => {
  const rows = coverage(keywords, boundaryValues);
  console.log(
    `${boundaryValues.length} boundaryValues, ${all.length} distinct bodies with ${samples.length} samples`,
  );
  console.log(coverageTable(rows));
  expect(Object.values(rows).flatMap(({ missing }) => missing)).toEqual([]);
});

test("a keyword that no candidate exercises lowers the coverage and is named", () => {
  const pointer = "/components/schemas/Amount/properties/value/minimum";
  const rows = coverage(
    keywords,
    boundaryValues.filter((vector) => vector.pointer !== pointer || vector.valid),
  );
  expect(rows.minimum?.missing).toEqual([pointer]);
  expect(coverageTable(rows)).toMatch(/minimum +1 +1 +0 +0 +0 %/);
});

test("every reason why a keyword has no negative is needed", () => {
  const refused = new Set(
    boundaryValues.filter(({ valid }) => !valid).map(({ pointer }) => pointer),
  );
  const needed = new Set(keywords.filter(({ pointer }) => !refused.has(pointer)).map(excuse));
  expect(WITHOUT_NEGATIVE.filter((rule) => !needed.has(rule))).toEqual([]);
});

test("a judge that accepts everything is caught at every keyword that can be broken", async () => {
  const blind = async () => true;
  const found = await disagreements(boundaryValues, { blind }, []);
  expect(found).toHaveLength(boundaryValues.filter(({ valid }) => !valid).length);
  expect(found[0]).toMatch(
    /^blind accepts a broken createOrder\.request \(\/components\/schemas\//,
  );
});

test("a known difference that no longer differs is to be taken out of the list", async () => {
  const stale = {
    judge: "Ajv on the bundle",
    body: "createOrder.request",
    reason: "it once differed",
  };
  expect(
    await disagreements(boundaryValues, { "Ajv on the bundle": ajvOnBundle(contract) }, [stale]),
  ).toEqual([
    "Ajv on the bundle no longer differs at createOrder.request: take the entry out of KNOWN_DIFFERENCES.",
  ]);
});
