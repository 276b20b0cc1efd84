import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Path } from "../../scripts/contract/places.js";
import { drop, type Mutation, mutate, rename, set } from "../../scripts/verify/mutants/mutant.js";
import { compareContracts } from "../../scripts/verify/release/contract.js";
import {
  type Change,
  neededBump,
  RELEASE_RULES,
  type RuleName,
  rulesTable,
} from "../../scripts/verify/release/rules.js";
import {
  compareManifests,
  compareReports,
  compareTypes,
} from "../../scripts/verify/release/surface.js";
import { compareWire } from "../../scripts/verify/release/wire.js";
import { projectRoot, readContract } from "../support/project.js";

const contract = readContract();
const order: Path = ["paths", "/api/v0/orders"];
const info: Path = ["paths", "/api/v0/order/orderDetails"];
const json = ["content", "application/json"];
const responses: Path = [...info, "post", "responses", "200", ...json, "examples"];
const schema = (name: string, ...path: Path): Path => ["components", "schemas", name, ...path];
const value = (name: string, ...path: Path): Path => ["components", "examples", name, ...path];

const contracts = (mutation: Mutation) => compareContracts(contract, mutate(contract, mutation));
const wire = (mutation: Mutation) => compareWire(contract, mutate(contract, mutation), projectRoot);
const manifests = (change: object) => {
  const base = { exports: { ".": {} }, bin: { mock: "a.js" }, engines: { node: ">=20" } };
  return compareManifests(base, { ...base, ...change });
};

const SURFACE = `
// @public
export interface Options {
    // (undocumented)
    timeout?: number;
}

// @public
export class Failure extends Error {
    readonly kind: "failure";
}

// @public
export type Sent = "no" | "yes";

export { Client }
`;
const reports = (from: string, to: string) => {
  expect(SURFACE).toContain(from);
  const report = (text: string) => `## API Report\n\n\`\`\`ts\n${text}\n\`\`\`\n`;
  return compareReports("index", report(SURFACE), report(SURFACE.replace(from, to)));
};

const renamed = Object.fromEntries(
  Object.entries(contract.components.schemas).map(([name, body]) => [
    name === "Amount" ? "Money" : name,
    body,
  ]),
);
const first = Object.entries(
  contract.paths["/api/v0/order/orderDetails"]?.post?.responses["200"]?.content["application/json"]
    ?.examples ?? {},
);
const modes = contract.components.schemas.PayInvoicesPaymentMode?.enum ?? [];
const server = { url: "https://second-uat.enkash.in", description: "Another." };
const method = "    readonly kind:";

/** Mutants of every kind of change. What they report first is what the kind is named for. */
const MUTANTS: Record<RuleName, [what: string, make: () => Change[]][]> = {
  "wire-broken": [
    [
      "Property `redirectionUrl`",
      () => wire(drop(schema("OrderCreateResponse", "properties", "redirectionUrl"))),
    ],
  ],
  "wire-extended": [
    ["extra", () => wire(set(schema("CustomerDetail", "properties", "extra"), { type: "string" }))],
  ],
  "wire-described": [["#/info", () => wire(set(["info", "description"], "Another."))]],
  "operation-changed": [
    [
      "createOrder: envelope",
      () => contracts(set([...order, "post", "x-envelope", "payload"], "data")),
    ],
    ["createOrder: path", () => contracts(rename(contract, order, "/api/v1/orders"))],
    ["createOrder: method", () => contracts(rename(contract, [...order, "post"], "put"))],
    [
      "createOrder: media types",
      () => contracts(rename(contract, [...order, "post", "requestBody", ...json], "text/json")),
    ],
    [
      "createOrder: credentials",
      () => contracts(set(["components", "securitySchemes", "merchantAccessKey", "name"], "x-key")),
    ],
  ],
  "server-removed": [
    ["createOrder: server https://", () => contracts(drop([...order, "servers"]))],
    ["createOrder: server", () => contracts(set([...order, "servers", 0, "url"], server.url))],
  ],
  "server-added": [
    ["createOrder: server https://second", () => contracts(set([...order, "servers", 1], server))],
  ],
  "example-removed": [
    [
      "fetchOrderInfo: example refunded response",
      () => contracts(drop([...responses, "refunded"])),
    ],
    [
      "fetchOrderInfo: example refunded",
      () => contracts(rename(contract, [...responses, "refunded"], "back")),
    ],
  ],
  "example-changed": [
    [
      "createOrder: example minimal response",
      () => contracts(set(value("createOrder.minimal.200", "value", "payload", "orderId"), "X")),
    ],
    [
      "createOrder: example full request",
      () => contracts(drop(value("createOrder.full.request", "value", "returnUrl"))),
    ],
  ],
  "first-example-changed": [
    [
      "fetchOrderInfo: example",
      () => contracts(set(responses, Object.fromEntries(first.toReversed()))),
    ],
  ],
  "example-added": [
    [
      "fetchOrderInfo: example another response",
      () => contracts(set([...responses, "another"], first[0]?.[1])),
    ],
  ],
  "schema-removed": [
    ["schema OrderStatus", () => contracts(drop(schema("OrderStatus")))],
    ["schema Amount", () => contracts(set(["components", "schemas"], renamed))],
  ],
  "schema-added": [
    [
      "schema Added",
      () => contracts(set(schema("Added"), { type: "string", description: "New." })),
    ],
  ],
  "enum-value-removed": [
    [
      "fetchOrderInfo.response.paylod.paymentStatus: REFUNDED",
      () => contracts(drop(schema("FetchOrderInfoPaymentStatus", "enum", 5))),
    ],
    [": CREATED", () => contracts(drop(schema("OrderStatus", "enum", 0)))],
    [": CHEQUE", () => contracts(drop(schema("PayInvoicesPaymentMode", "enum", 10)))],
  ],
  "enum-value-added": [
    [": NEW", () => contracts(set(schema("FetchOrderInfoOrderStatus", "enum", 5), "NEW"))],
    [": NEW", () => contracts(set(schema("OrderStatus", "enum", 6), "NEW"))],
  ],
  "request-enum-value-added": [
    [": NEW", () => contracts(set(schema("PayInvoicesPaymentMode", "enum", 11), "NEW"))],
  ],
  "enum-reordered": [
    [
      ": EXPIRED, CANCELLED",
      () =>
        contracts(
          set(
            schema("OrderStatus", "enum"),
            contract.components.schemas.OrderStatus?.enum?.toReversed(),
          ),
        ),
    ],
    [
      ": NEW, INTERNET BANKING",
      () => contracts(set(schema("PayInvoicesPaymentMode", "enum"), ["NEW", ...modes])),
    ],
  ],
  "declaration-removed": [
    ["index: type Sent", () => reports('export type Sent = "no" | "yes";', "")],
    ["index: { Client }", () => reports("export { Client }", "")],
    ["index: class Failure", () => reports("class Failure", "class Broken")],
    ["types: paths", () => compareTypes("export interface paths {}", "export type routes = 1;")],
  ],
  "declaration-changed": [
    ["index: type Sent", () => reports('"no" | "yes"', '"no"')],
    ["index: interface Options", () => reports("timeout?: number", "timeout?: string")],
    ["index: interface Options", () => reports("    timeout?: number;\n", "")],
    ["index: interface Options", () => reports("    timeout?", "    limit: number;\n    timeout?")],
  ],
  "declaration-extended": [
    ["types: Added", () => compareTypes("", "export type Added = string;\n")],
    [
      "index: type Added",
      () => reports("export { Client }", "export { Client }\n\nexport type Added = 1;"),
    ],
    [
      "index: interface Options",
      () => reports("    timeout?", "    limit?: number;\n    timeout?"),
    ],
    ["index: class Failure", () => reports(method, `    again(): void;\n${method}`)],
  ],
  "entry-removed": [
    ["entry point .", () => manifests({ exports: {} })],
    ["command mock", () => manifests({ bin: { serve: "a.js" } })],
  ],
  "entry-added": [
    ["entry point ./testing", () => manifests({ exports: { ".": {}, "./testing": {} } })],
    ["command serve", () => manifests({ bin: { mock: "a.js", serve: "a.js" } })],
  ],
  "engines-changed": [["Node >=20 to >=22", () => manifests({ engines: { node: ">=22" } })]],
};

describe.each(Object.keys(MUTANTS) as RuleName[])("%s", (rule) => {
  test.each(MUTANTS[rule])("is told of %s", (what, make) => {
    const changes = make();
    expect(changes).toContainEqual({ rule, what: expect.stringContaining(what) });
    const bump = neededBump(changes.filter((change) => change.rule === rule));
    expect(bump).toBe(RELEASE_RULES[rule].bump);
  });
});

test("a release that did not change needs no version", () => {
  expect(contracts({ path: [], edits: [[["info", "version"], "9.9.9"]] })).toEqual([]);
  expect(reports(SURFACE, SURFACE)).toEqual([]);
  expect(manifests({})).toEqual([]);
  expect(neededBump([])).toBeUndefined();
});

test("a comment of the public surface is no change of it", () =>
  expect(reports("    // (undocumented)\n", "")).toEqual([]));

test("the gravest change decides", () => {
  const changes: Change[] = [
    { rule: "wire-described", what: "" },
    { rule: "schema-removed", what: "" },
    { rule: "schema-added", what: "" },
  ];
  expect(neededBump(changes)).toBe("major");
});

test("Redocly's diff takes these for small, and the rules do not", () => {
  const mutations = [
    set(value("createOrder.minimal.200", "value", "payload", "orderId"), "X"),
    drop([...responses, "refunded"]),
    drop(schema("FetchOrderInfoPaymentStatus", "enum", 5)),
    drop(schema("OrderStatus")),
    drop([...order, "servers"]),
  ];
  const mutant = mutations.reduce(mutate, contract);
  expect(neededBump(compareWire(contract, mutant, projectRoot))).toBe("patch");
  expect(neededBump(compareContracts(contract, mutant))).toBe("major");
});

test("CONTRIBUTING.md has the table of the rules; npm run diff -- --rules prints it", () => {
  const rows = (text: string) =>
    [...text.matchAll(/^\| *(?:major|minor|patch) *\|.*$/gm)].map(([row]) =>
      row.replace(/ *\| */g, "|"),
    );
  const contributing = readFileSync(join(projectRoot, "CONTRIBUTING.md"), "utf8");
  expect(rows(contributing)).toEqual(rows(rulesTable()));
});
