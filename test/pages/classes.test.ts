import { describe, expect, test } from "vitest";
import type { FactsFile } from "../../scripts/contract/facts.js";
import { DRIFT_RULES } from "../../scripts/verify/drift/classes.js";
import { exitCodeOf } from "../../scripts/verify/drift/report.js";
import { renderMarkdown } from "./support/render-openapi.js";
import { renderText, type TextVariant } from "./support/render-text.js";
import { driftOf, factsOf } from "./support/saved.js";

type Facts = Record<string, unknown>;
/** A page that states something else: which one, what, and where the report has to show it. */
type Case = [
  operation: string,
  change: (file: FactsFile) => void,
  at: string,
  keyword: string,
  more?: More,
];
interface More {
  as?: "text" | "markdown";
  variant?: TextVariant;
}

/** Gives one place other facts; `undefined` takes a keyword away. */
function set(at: string, values: Facts) {
  return ({ facts }: FactsFile): void => {
    facts[at] = JSON.parse(JSON.stringify({ ...facts[at], ...values }));
  };
}

/** Changes what stands above the facts of a page. */
function head(values: Partial<FactsFile>) {
  return (file: FactsFile): void => void Object.assign(file, values);
}

function drop(at: string) {
  return ({ facts }: FactsFile): void => void delete facts[at];
}

const create = "createOrder.request";
const created = "createOrder.response";
const paid = "payInvoices.request.payment";
const info = "fetchOrderInfo.response.paylod";

/** An example of each rule of the table, by the rule's name. */
const EXAMPLES: Record<string, Case> = {
  "method or path": [
    "createOrder",
    set("createOrder", { path: "/api/v1/orders" }),
    "createOrder",
    "path",
  ],
  authentication: [
    "createOrder",
    drop("createOrder.header.Authorization"),
    "createOrder.header.Authorization",
    "property",
  ],
  "a row whose depth is ambiguous": [
    "createOrder",
    (file) => {
      const entries = Object.entries(file.facts);
      const index = entries.findIndex(([at]) => at === `${create}.customerInfo.phoneNumber`);
      entries.splice(index + 1, 0, [`${create}.nick`, { type: "string", required: false }]);
      file.facts = Object.fromEntries(entries);
    },
    `${create}.customerInfo.nick`,
    "depth",
  ],
  "a property that we knew from an example alone": [
    "payInvoices",
    set("payInvoices.request.device.tag.name", { type: "string", required: true }),
    "payInvoices.request.device.tag.name",
    "property",
    { as: "markdown" },
  ],
  "a request property or header that is new and required": [
    "createOrder",
    set("createOrder.header.X-Trace", { type: "string", required: true }),
    "createOrder.header.X-Trace",
    "property",
  ],
  "a new optional request property": [
    "createOrder",
    set(`${create}.channel`, { type: "string", required: false }),
    `${create}.channel`,
    "property",
    { as: "markdown" },
  ],
  "a request property gone": [
    "createOrder",
    drop(`${create}.returnUrl`),
    `${create}.returnUrl`,
    "property",
  ],
  "a required response property gone": [
    "fetchOrderInfo",
    drop(`${info}.orderId`),
    `${info}.orderId`,
    "property",
  ],
  "an optional response property gone": [
    "createOrder",
    drop(`${created}.response_message`),
    `${created}.response_message`,
    "property",
  ],
  "a new response property": [
    "createOrder",
    set(`${created}.trace`, { type: "string", required: true }),
    `${created}.trace`,
    "property",
    { as: "markdown" },
  ],
  "a request property newly required": [
    "createOrder",
    set(`${create}.returnUrl`, { required: true }),
    `${create}.returnUrl`,
    "required",
  ],
  "a request property no longer required": [
    "createOrder",
    set(`${create}.paymentDetail`, { required: false }),
    `${create}.paymentDetail`,
    "required",
  ],
  "a response property now required": [
    "createOrder",
    set(`${created}.payload`, { required: true }),
    `${created}.payload`,
    "required",
  ],
  "a response property now optional": [
    "fetchOrderInfo",
    set(`${info}.orderId`, { required: false }),
    `${info}.orderId`,
    "required",
  ],
  type: [
    "createOrder",
    set(`${create}.amount.value`, { type: "string" }),
    `${create}.amount.value`,
    "type",
  ],
  "media type": ["createOrder", set(create, { mediaType: "text/xml" }), create, "mediaType"],
  "a response that is new": [
    "createOrder",
    set(`${created}.400`, { status: "400", label: "Bad", mediaType: "application/json" }),
    `${created}.400`,
    "status",
  ],
  "a response gone": ["createOrder", set(created, { status: "201" }), created, "status"],
  "a limit of a request tightened": [
    "createOrder",
    set(`${create}.amount.value`, { minimum: 1 }),
    `${create}.amount.value`,
    "minimum",
  ],
  "a limit of a request widened": [
    "createOrder",
    set(`${create}.paymentDetail.accountNumber`, { maxLength: 40 }),
    `${create}.paymentDetail.accountNumber`,
    "maxLength",
  ],
  "a limit of a response": [
    "createOrder",
    set(`${created}.response_code`, { minimum: 0 }),
    `${created}.response_code`,
    "minimum",
  ],
  "an enum of which no value could be cut": [
    "payInvoices",
    set(`${paid}.type`, { enum: ["INSIDE", "OUTSIDE"] }),
    `${paid}.type`,
    "enum",
  ],
  "an enum value of a request lost": [
    "payInvoices",
    set(`${paid}.type`, { enum: ["ONPLATFORM"] }),
    `${paid}.type`,
    "enum",
  ],
  "a request enum with text that no known value explains": [
    "payInvoices",
    set(`${paid}.type`, { enum: ["ONPLATFORM", "OFFPLATFORM", "BOTH"] }),
    `${paid}.type`,
    "enum",
  ],
  "an enum value of a request gained": [
    "payInvoices",
    set(`${paid}.type`, { enum: ["ONPLATFORM", "OFFPLATFORM", "BOTH"] }),
    `${paid}.type`,
    "enum",
    { variant: { enumLines: true } },
  ],
  "an enum value of a response gained": [
    "fetchOrderInfo",
    set(`${info}.orderStatus`, {
      listedValues: ["IN_PROGRESS", "PENDING", "SUCCESS", "REFUNDED", "EXPIRED", "LOST"],
    }),
    `${info}.orderStatus`,
    "listedValues",
  ],
  "an enum value of a response lost": [
    "fetchOrderInfo",
    set(`${info}.orderStatus`, { listedValues: ["IN_PROGRESS", "PENDING"] }),
    `${info}.orderStatus`,
    "listedValues",
  ],
  "values listed in words that became an enum, or the reverse": [
    "fetchOrderInfo",
    set(`${info}.orderStatus`, {
      listedValues: undefined,
      enum: ["IN_PROGRESS", "PENDING", "SUCCESS", "REFUNDED", "EXPIRED"],
    }),
    `${info}.orderStatus`,
    "valuesStatedAs",
  ],
  pattern: ["payInvoices", set(`${paid}.utr`, { pattern: "^[0-9]+$" }), `${paid}.utr`, "pattern"],
  format: [
    "createOrder",
    set(`${created}.response_code`, { format: "int64" }),
    `${created}.response_code`,
    "format",
  ],
  "the number of properties of a collapsed object": [
    "payInvoices",
    set(`${paid}.invoicesPayInfos`, { propertyCount: 8 }),
    `${paid}.invoicesPayInfos`,
    "propertyCount",
  ],
  title: ["createOrder", head({ page: "Create an Order" }), "createOrder", "page"],
  "label of a response": ["createOrder", set(created, { label: "Done" }), created, "label"],
  "schema name": [
    "createOrder",
    set(`${create}.amount`, { schemaName: "Sum" }),
    `${create}.amount`,
    "schemaName",
  ],
  "example value": [
    "createOrder",
    set(`${create}.paymentDetail.ifsc`, { example: "TEST0000001" }),
    `${create}.paymentDetail.ifsc`,
    "example",
  ],
  description: [
    "createOrder",
    set(`${create}.orderId`, { description: "Words." }),
    `${create}.orderId`,
    "description",
  ],
  "letter case of a header": [
    "createOrder",
    (file) => {
      file.facts["createOrder.header.authorization"] = file.facts[
        "createOrder.header.Authorization"
      ] as Facts;
      delete file.facts["createOrder.header.Authorization"];
    },
    "createOrder.header.Authorization",
    "name",
  ],
  "status badge": ["createOrder", head({ state: "Deprecated" }), "createOrder", "state"],
  "hosts in samples": [
    "createOrder",
    set("createOrder", { path: "https://host.example/api/v0/orders" }),
    "createOrder",
    "hosts",
  ],
  "endpoint number": [
    "createOrder",
    head({ endpoint: 1 }),
    "createOrder",
    "endpoint",
    { as: "markdown" },
  ],
  "a newer date beside other changes": [
    "createOrder",
    (file) => {
      file.modified = "2030-01-01 00:00:00";
      set(`${create}.orderId`, { maxLength: 40 })(file);
    },
    "createOrder",
    "modified",
  ],
  "anything else": [
    "createOrder",
    set(`${create}.orderId`, { default: "1" }),
    `${create}.orderId`,
    "default",
  ],
};

function reportOf([operation, change, , , more = {}]: Case) {
  const file = factsOf(operation);
  change(file);
  const text = more.as === "markdown" ? renderMarkdown(file) : renderText(file, more.variant);
  return driftOf(text).report;
}

describe("the table of classes", () => {
  test("has an example for each rule, and a rule for each example", () => {
    expect(Object.keys(EXAMPLES)).toEqual(DRIFT_RULES.map(({ name }) => name));
  });

  for (const { name, class: driftClass } of DRIFT_RULES) {
    test(`${name} is ${driftClass}`, () => {
      const example = EXAMPLES[name] as Case;
      const [, , at, keyword] = example;
      const { changes } = reportOf(example);
      const found = changes.filter((change) => change.at === at && change.keyword === keyword);
      expect(found).toMatchObject([{ class: driftClass }]);
    });
  }

  test("each rule can be told from those above it", () => {
    for (const { name } of DRIFT_RULES)
      expect(DRIFT_RULES.filter((rule) => rule.name === name)).toHaveLength(1);
  });
});

describe("the date of a page", () => {
  const dated = (modified: string, change: (file: FactsFile) => void = () => {}) => {
    const file = { ...factsOf("createOrder"), modified };
    change(file);
    return driftOf(renderText(file)).report;
  };

  test("that is newer, over the same facts, is no drift", () => {
    const report = dated("2031-01-01 00:00:00");
    expect(report.changes).toMatchObject([{ class: "dated only", keyword: "modified" }]);
    expect(exitCodeOf(report, "any")).toBe(0);
  });

  test("that is older makes no change news", () => {
    const report = dated("2020-01-01 00:00:00", drop(`${create}.returnUrl`));
    expect(report.changes.map((change) => change.class)).toEqual(["older copy", "older copy"]);
    expect(exitCodeOf(report, "any")).toBe(0);
  });

  test("that did not move with the facts is reported beside them", () => {
    const report = dated("2024-10-10 08:31:41", drop(`${create}.returnUrl`));
    expect(report.changes.map((change) => change.class)).toEqual(["review", "undated change"]);
    expect(exitCodeOf(report, "any")).toBe(1);
  });
});

describe("what a report adds to a change", () => {
  test("names the readings that a disclosed property settles", () => {
    const example = EXAMPLES["a property that we knew from an example alone"] as Case;
    expect(reportOf(example).changes[0]?.readings).toContain("collapsed-properties");
  });

  test("lists the candidates of a row whose depth is ambiguous", () => {
    const { changes } = reportOf(EXAMPLES["a row whose depth is ambiguous"] as Case);
    const depth = changes.find(({ keyword }) => keyword === "depth");
    expect(depth?.is).toEqual([`${create}.customerInfo.nick`, `${create}.nick`]);
  });

  test("names the reading that authentication moves", () => {
    const file = factsOf("payInvoices");
    set("payInvoices.authorization", { scheme: "bearer", example: "Bearer x" })(file);
    const found = driftOf(renderText(file)).report.changes.find(
      ({ keyword }) => keyword === "scheme",
    );
    expect(found).toMatchObject({
      class: "breaking",
      readings: ["pay-invoices-no-authentication"],
    });
  });

  test("is the line in the saved file, in every form that has lines", () => {
    const file = factsOf("createOrder");
    set(`${create}.amount.value`, { minimum: 1 })(file);
    for (const text of [renderText(file), renderMarkdown(file)]) {
      const [change] = driftOf(text).report.changes;
      expect(text.split("\n")[(change?.line ?? 0) - 1]).toMatch(/^\s*value/);
    }
  });
});

test("an operation that was replaced by a GET is known by its title and its names", () => {
  const file = factsOf("fetchOrderInfo");
  delete file.endpoint;
  set("fetchOrderInfo", { method: "GET", path: "/api/v0/partner/details/{id}" })(file);
  delete file.facts["fetchOrderInfo.request"];
  delete file.facts["fetchOrderInfo.request.orderId"];
  set("fetchOrderInfo.path.id", { type: "string", required: true })(file);
  const { changes } = driftOf(renderText(file)).report;
  const breaking = changes
    .filter((change) => change.class === "breaking")
    .map(({ at, keyword }) => `${at} ${keyword}`);
  expect(breaking).toEqual([
    "fetchOrderInfo method",
    "fetchOrderInfo path",
    "fetchOrderInfo.path.id property",
    "fetchOrderInfo.request mediaType",
  ]);
});
