import type { Ajv2020 } from "ajv/dist/2020.js";
import { createAjv } from "../contract/ajv.js";
import {
  type Case,
  type Contract,
  cases,
  type Endpoint,
  endpoints,
  exampleFile,
  examplesOf,
  refName,
  requestMedia,
  responseMedia,
  type Side,
} from "../contract/document.js";
import type { FactsFile } from "../contract/facts.js";
import { type Place, uses, valuesIn } from "../contract/places.js";
import type { Reading } from "../contract/readings.js";
import type { Finding } from "../contract/statements.js";

/**
 * Checks that the examples are valid, that they come in cases, and that they show what they
 * promise.
 */
export function checkExamples(contract: Contract): Finding[] {
  const places = uses(contract);
  return endpoints(contract).flatMap((endpoint) => {
    const { operationId } = endpoint.operation;
    const below = places.filter(({ fact }) => fact.startsWith(`${operationId}.`));
    const texts = [
      ...checkBodies(contract, endpoint),
      ...checkSuccesses(endpoint, cases(contract, endpoint)),
      ...checkMinimalAndFull(operationId, cases(contract, endpoint), below),
      ...checkLists(cases(contract, endpoint), below),
      ...checkEchoes(cases(contract, endpoint), below),
    ];
    return texts.map((text) => ({ at: operationId, text: `${operationId}: ${text}` }));
  });
}

/** Checks names, files and validity of the examples of an operation. */
function checkBodies(contract: Contract, endpoint: Endpoint): string[] {
  const validate = validator(contract);
  const { operationId } = endpoint.operation;
  const sides = [
    ["request", requestMedia(endpoint)],
    ["response", responseMedia(endpoint)],
  ] as const;
  const texts = sides.flatMap(([side, media]) =>
    Object.entries(examplesOf(contract, media)).flatMap(([name, { value }]) => {
      const file = exampleFile(operationId, name, side);
      const expected = file.replace("openapi/examples/", "#/components/examples/");
      const violations = validate(media.schema.$ref, value).map(
        ({ pointer, keyword }) =>
          `${file} violates ${keyword} at ${pointer || "its top"}. Correct it.`,
      );
      if (`${media.examples[name]?.$ref}.yaml` === expected) return violations;
      return [`the ${side} example ${name} has to be ${file}.`, ...violations];
    }),
  );
  const [requests, responses] = sides.map(([, { examples = {} }]) => Object.keys(examples));
  if (String(requests) === String(responses)) return texts;
  return [
    ...texts,
    `the examples of the request (${requests}) and of the response (${responses}) differ. Give each case both.`,
  ];
}

/** Checks that every response is a success: mocks and the testing kit respond with it by default. */
function checkSuccesses({ operation }: Endpoint, all: Case[]): string[] {
  const { code } = operation["x-envelope"] as { code?: string };
  // A property that the envelope does not name is a finding of its own.
  if (code === undefined) return [];
  return all.flatMap(({ name, response }) => {
    const value = (response as Record<string, unknown> | null)?.[code];
    if (String(value) === "0") return [];
    const file = exampleFile(operation.operationId, name, "response");
    return [`${file} has the ${code} ${value}, which is a refusal. A success has 0.`];
  });
}

/** Checks that `minimal` leaves out what is optional, and that `full` leaves out nothing. */
function checkMinimalAndFull(operationId: string, all: Case[], places: Place[]): string[] {
  const minimal = all.find(({ name }) => name === "minimal");
  const full = all.find(({ name }) => name === "full");
  if (minimal === undefined || full === undefined) {
    return ["there is no case minimal, or no case full. Every operation needs both."];
  }
  const optional = places.filter(
    ({ side, step, required }) => side === "request" && step === "properties" && !required,
  );
  const shown = places.filter(({ step }) => step !== undefined && step !== "$ref");
  const file = (name: string, side: Side) => exampleFile(operationId, name, side);
  return [
    ...optional
      .filter((place) => valuesIn(minimal.request, place).length > 0)
      .map(({ fact }) => `${file("minimal", "request")} has the optional ${fact}. Take it out.`),
    ...shown
      .filter((place) => !isShown(place, full[place.side ?? "request"]))
      .map(({ fact, side = "request" }) => `${file("full", side)} lacks ${fact}. Add it.`),
  ];
}

/**
 * Returns whether the first of the values around a place has it; where there is none around, that
 * is a finding itself.
 */
function isShown(place: Place, body: unknown): boolean {
  const [around] = place.parent === undefined ? [] : valuesIn(body, place.parent);
  if (around === undefined) return true;
  return valuesIn(around, { ...place, parent: ROOT }).length > 0;
}

const ROOT: Place = { schema: {}, path: [], fact: "", required: true };

/** Checks that the examples show each value that a response may have by a list. */
function checkLists(all: Case[], places: Place[]): string[] {
  return places
    .filter(({ side }) => side === "response")
    .flatMap((place) => {
      const shown = new Set(all.flatMap(({ response }) => valuesIn(response, place)));
      const missing = (place.schema.enum ?? []).filter((value) => !shown.has(value));
      return missing.map((value) => `no case has ${value} as ${place.fact}. Add it to a response.`);
    });
}

/**
 * Checks that a property of one name in request and response is the same in every case, or in none.
 */
function checkEchoes(all: Case[], places: Place[]): string[] {
  const leaves = places.filter(({ name, schema }) => {
    return name !== undefined && ["string", "number", "integer"].includes(schema.type ?? "");
  });
  const pairs = leaves.flatMap((asked) =>
    leaves
      .filter(
        ({ name, side }) => asked.side === "request" && side === "response" && name === asked.name,
      )
      .map((returned) => ({ asked, returned })),
  );
  return pairs.flatMap(({ asked, returned }) => {
    const echoes = all.map(({ name, request, response }) => {
      const [sent] = valuesIn(request, asked);
      const [received] = valuesIn(response, returned);
      return { name, sent, received, same: sent === received };
    });
    const compared = echoes.filter(
      ({ sent, received }) => sent !== undefined && received !== undefined,
    );
    const expected = compared.filter(({ same }) => same).length * 2 > compared.length;
    return compared
      .filter(({ same }) => same !== expected)
      .map(
        ({ name, sent, received }) =>
          `the case ${name} asks for ${asked.name} ${sent} and gets ${received}, unlike the others. Correct one of the two.`,
      );
  });
}

/**
 * Runs the example bodies of a page through the schemas; what a reading expects under `breaks` has
 * to break.
 */
export function checkPageExamples(
  contract: Contract,
  page: FactsFile,
  readings: Reading[],
): Finding[] {
  const validate = validator(contract);
  return Object.entries(page.examples ?? {}).flatMap(([at, body]) => {
    const endpoint = endpoints(contract).find(({ operation }) => operation.operationId === page.id);
    if (endpoint === undefined) return [{ at, text: `There is no operation ${page.id}.` }];
    const media = at.endsWith(".request") ? requestMedia(endpoint) : responseMedia(endpoint);
    const found = validate(media.schema.$ref, body).map(
      ({ pointer, keyword }) => `${keyword} at ${pointer}`,
    );
    const expected = readings
      .flatMap(({ breaks = [] }) => breaks)
      .filter((item) => item.at === at)
      .map(({ pointer, keyword }) => `${keyword} at ${pointer}`);
    const example = `the page's own example ${at}`;
    return [
      ...found
        .filter((item) => !expected.includes(item))
        .map((item) => ({ at, text: `${example} violates ${item}, and no reading expects it.` })),
      ...expected
        .filter((item) => !found.includes(item))
        .map((item) => ({
          at,
          text: `${example} does not violate ${item}, as a reading expects.`,
        })),
    ];
  });
}

/**
 * The schemas that were compiled last: several checks use them, and compiling is what takes time.
 */
let compiled: { text: string; ajv: Ajv2020 } | undefined;

function validator(contract: Contract) {
  const text = JSON.stringify(contract.components.schemas);
  if (compiled?.text !== text) compiled = { text, ajv: createAjv(contract) };
  const { ajv } = compiled;
  return (ref: string, value: unknown): { pointer: string; keyword: string }[] => {
    const validate = ajv.getSchema(`contract#/$defs/${refName(ref)}`);
    if (validate === undefined) throw new Error(`There is no schema ${ref}.`);
    if (validate(value) === true) return [];
    return (validate.errors ?? []).map(({ instancePath, keyword }) => ({
      pointer: instancePath,
      keyword,
    }));
  };
}
