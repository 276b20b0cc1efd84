import type { Ajv2020 } from "ajv/dist/2020.js";
import {
  type Contract,
  cases,
  endpoints,
  examplesOf,
  refName,
  requestMedia,
  responseMedia,
  type Schema,
} from "../contract/document.js";
import type { Page } from "../contract/facts.js";
import type { Reading } from "../contract/readings.js";
import { createAjv } from "../generate/validators.js";
import type { Finding } from "./statements.js";

/** Checks that the examples are valid, that they come in pairs, and that they show what they promise. */
export function checkExamples(contract: Contract): Finding[] {
  const validate = validator(contract);
  return endpoints(contract).flatMap((endpoint) => {
    const { operationId } = endpoint.operation;
    const findings: Finding[] = [];
    const complain = (text: string) =>
      findings.push({ at: operationId, text: `${operationId}: ${text}` });
    const requests = examplesOf(contract, requestMedia(endpoint));
    const responses = examplesOf(contract, responseMedia(endpoint));
    for (const [kind, media, examples] of [
      ["request", requestMedia(endpoint), requests],
      ["200", responseMedia(endpoint), responses],
    ] as const) {
      for (const name of ["minimal", "full"])
        if (!(name in examples)) complain(`there is no ${name} ${kind} example.`);
      for (const [name, example] of Object.entries(examples)) {
        const file = `openapi/examples/${operationId}.${name}.${kind}.yaml`;
        const expected = `#/components/examples/${operationId}.${name}.${kind}`;
        if (media.examples[name]?.$ref !== expected)
          complain(`the ${kind} example ${name} is not ${file}.`);
        for (const { pointer, keyword } of validate(media.schema.$ref, example.value)) {
          complain(`${file} violates ${keyword} at ${pointer || "its top"}.`);
        }
      }
    }
    if (String(Object.keys(requests)) !== String(Object.keys(responses))) {
      complain(
        `requests (${Object.keys(requests)}) and answers (${Object.keys(responses)}) do not come in pairs.`,
      );
    }
    const request = resolve(contract, requestMedia(endpoint).schema);
    const response = resolve(contract, responseMedia(endpoint).schema);
    for (const pointer of optionalMembers(contract, request, requests.minimal?.value)) {
      complain(`the minimal request has the optional member ${pointer}.`);
    }
    for (const pointer of absentMembers(contract, request, requests.full?.value)) {
      complain(`the full request lacks ${pointer}.`);
    }
    for (const pointer of absentMembers(contract, response, responses.full?.value)) {
      complain(`the full answer lacks ${pointer}.`);
    }
    return findings;
  });
}

/** Checks that the examples of fetchOrderInfo show each payment status, and that each answers its own request. */
export function checkStories(contract: Contract): Finding[] {
  const at = "fetchOrderInfo";
  const endpoint = endpoints(contract).find(({ operation }) => operation.operationId === at);
  if (endpoint === undefined) return [{ at, text: "There is no operation fetchOrderInfo." }];
  const findings: Finding[] = [];
  const shown = new Set<unknown>();
  for (const { name, request, response } of cases(contract, endpoint)) {
    const paylod = (response.paylod ?? {}) as Record<string, unknown>;
    shown.add(paylod.paymentStatus);
    if (request.orderId !== paylod.orderId) {
      findings.push({
        at,
        text: `The example ${name} asks for ${request.orderId} and gets ${paylod.orderId}.`,
      });
    }
  }
  for (const status of contract.components.schemas.FetchOrderInfoPaymentStatus?.enum ?? []) {
    if (!shown.has(status))
      findings.push({ at, text: `No example shows the payment status ${status}.` });
  }
  return findings;
}

/** Runs the example bodies of a page through the schemas; what a reading expects under `breaks` has to break. */
export function checkPageExamples(contract: Contract, page: Page, readings: Reading[]): Finding[] {
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
    return [
      ...found
        .filter((item) => !expected.includes(item))
        .map((item) => ({
          at,
          text: `The page's own example ${at} violates ${item}, and no reading expects it.`,
        })),
      ...expected
        .filter((item) => !found.includes(item))
        .map((item) => ({
          at,
          text: `A reading expects the page's own example ${at} to violate ${item}, and it does not.`,
        })),
    ];
  });
}

/** The schemas that were compiled last: several checks use them, and compiling is what takes time. */
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

function resolve(contract: Contract, schema: Schema): Schema {
  return schema.$ref === undefined
    ? schema
    : (contract.components.schemas[refName(schema.$ref)] ?? {});
}

/** Lists the members of `value` that its schema does not require. */
function optionalMembers(
  contract: Contract,
  schema: Schema,
  value: unknown,
  pointer = "",
): string[] {
  const { properties = {}, required = [], items } = resolve(contract, schema);
  if (Array.isArray(value))
    return value.flatMap((item) => optionalMembers(contract, items ?? {}, item, `${pointer}/0`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const here = `${pointer}/${name}`;
    if (!required.includes(name)) return [here];
    return optionalMembers(contract, properties[name] ?? {}, member, here);
  });
}

/** Lists the members that a schema names and `value` does not have. */
function absentMembers(contract: Contract, schema: Schema, value: unknown, pointer = ""): string[] {
  const { properties = {}, items } = resolve(contract, schema);
  if (items !== undefined) {
    const list = Array.isArray(value) ? value : [];
    return list.length === 0
      ? [`${pointer}/0`]
      : absentMembers(contract, items, list[0], `${pointer}/0`);
  }
  const members = (value ?? {}) as Record<string, unknown>;
  return Object.entries(properties).flatMap(([name, property]) =>
    name in members
      ? absentMembers(contract, property, members[name], `${pointer}/${name}`)
      : [`${pointer}/${name}`],
  );
}
