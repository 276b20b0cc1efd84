import type { Contract, Example, Operation, PathItem, Schema } from "../../../contract/document.js";
import type { FactsFile } from "../../../contract/facts.js";
import { type ProposedCase, proposedCases } from "./examples.js";
import { SchemaMaker, wordsOf } from "./schemas.js";
import { type ProposedSecurity, proposeSecurity } from "./security.js";
import { bodyTree, type Node } from "./tree.js";

/** Tag of operations whose product the page does not name. */
export const UNSORTED = {
  name: "Unsorted",
  description: "Operations whose product is still to be named.",
};

/** A new operation, and the contract with it. */
export interface ProposedOperation extends ProposedSecurity {
  contract: Contract;
  path: string;
  item: PathItem;
  schemas: Record<string, Schema>;
  cases: ProposedCase[];
  /** What stands in the bodies, for the readings. */
  trees: Node[];
}

/**
 * Makes an operation of the facts of a page that is none of ours. It claims nothing that the page
 * does not state.
 */
export function proposeOperation(facts: FactsFile, ours: Contract): ProposedOperation {
  const { id } = facts;
  const { method = "POST", path = "/" } = facts.facts[id] as { method?: string; path?: string };
  const hasRequest = `${id}.request` in facts.facts;
  const request = hasRequest ? bodyTree(facts, `${id}.request`) : undefined;
  const response = bodyTree(facts, `${id}.response`);
  const maker = new SchemaMaker(id, new Set(Object.keys(ours.components.schemas)));
  const requestSchema = request && maker.body(request, "Request");
  const responseSchema = maker.body(response, "Response");
  const envelope = envelopeOf(response);
  const cases = proposedCases(request, response, envelope.code);
  const { security, schemes } = proposeSecurity(facts, ours);
  const media = (side: "request" | "response", schema: { $ref: string }) => ({
    [String(facts.facts[`${id}.${side}`]?.mediaType ?? "application/json")]: {
      schema,
      examples: Object.fromEntries(
        cases.map(({ name }) => [
          name,
          { $ref: `#/components/examples/${exampleName(id, name, side)}` },
        ]),
      ),
    },
  });
  const operation = {
    operationId: id,
    summary: summaryOf(id),
    description: `${summaryOf(id)}. The page explains no more.\n`,
    tags: [UNSORTED.name],
    "x-page": pageOf(facts),
    "x-envelope": envelope,
    "x-readings": [] as string[],
    security,
    ...(requestSchema && {
      requestBody: { required: true, content: media("request", requestSchema) },
    }),
    responses: {
      "200": {
        description: String(facts.facts[`${id}.response`]?.label ?? "OK"),
        content: media("response", responseSchema),
      },
    },
  } as unknown as Operation;
  const servers = [
    {
      url: "https://{host}",
      description: "The page names no host. Set `host`; the default cannot resolve.\n",
      variables: { host: { default: "host-not-documented.invalid" } },
    },
  ];
  const item = { servers, [method.toLowerCase()]: operation } as PathItem;
  const contract = structuredClone(ours);
  contract.paths[path] = item;
  Object.assign(contract.components.schemas, maker.schemas);
  Object.assign(contract.components.securitySchemes, schemes);
  Object.assign(contract.components.examples, examplesOf(id, cases));
  if (!contract.tags.some(({ name }) => name === UNSORTED.name)) contract.tags.push(UNSORTED);
  const trees = [...(request ? [request] : []), response];
  return { contract, path, item, schemas: maker.schemas, cases, security, schemes, trees };
}

/** Returns the name of an example: `createOrder.full.request`. */
export function exampleName(id: string, name: string, side: "request" | "response"): string {
  return `${id}.${name}.${side === "request" ? "request" : "200"}`;
}

function examplesOf(id: string, cases: ProposedCase[]): Record<string, Example> {
  return Object.fromEntries(
    cases.flatMap(({ name, summary, request, response }) => [
      ...(request === undefined
        ? []
        : [[exampleName(id, name, "request"), { summary, value: request }] as const]),
      [exampleName(id, name, "response"), { summary, value: response }] as const,
    ]),
  ) as Record<string, Example>;
}

function pageOf({ page, modified, state }: FactsFile) {
  return {
    title: page,
    ...(modified === null ? {} : { modified }),
    ...(state === undefined ? {} : { state }),
  };
}

/** Finds the envelope by the names that our other operations have; a guess would be a claim. */
function envelopeOf({ children }: Node): Record<string, string> {
  const find = (pattern: RegExp) => children.find(({ name }) => pattern.test(name))?.name;
  const parts = {
    payload: find(/^(payload|paylod|data)$/),
    code: find(/^(response_?code)$/i),
    message: find(/^(response_?message)$/i),
  };
  const known = Object.entries(parts).filter(([, name]) => name !== undefined);
  return Object.fromEntries(known) as Record<string, string>;
}

/** Returns two or three words in sentence case. */
function summaryOf(id: string): string {
  const words = wordsOf(id).split(" ").slice(0, 3).join(" ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
