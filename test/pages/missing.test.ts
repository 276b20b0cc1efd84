import { describe, expect, test } from "vitest";
import type { FactsFile } from "../../scripts/contract/facts.js";
import { candidateFacts } from "../../scripts/verify/drift/propose/facts.js";
import { renderHtml } from "./support/render-html.js";
import { renderText } from "./support/render-text.js";
import { driftBetween, driftOf, factsOf } from "./support/saved.js";

const ACCOUNT = "createOrder.request.paymentDetail.accountNumber";

/** Returns our facts of createOrder with other keywords at one place. */
function held(at: string, keywords: Record<string, unknown>): FactsFile {
  const file = factsOf("createOrder");
  file.facts[at] = { ...file.facts[at], ...keywords };
  return file;
}

test("a keyword of ours that no page was seen to print is unread, not gone", () => {
  const ours = held(ACCOUNT, { contentEncoding: "base64" });
  const { report } = driftBetween(ours, renderText(factsOf("createOrder")));
  expect(report.changes).toEqual([]);
  expect(report.unread).toMatchObject([
    { text: `${ACCOUNT} contentEncoding`, why: expect.stringContaining("nobody has seen") },
  ]);
});

describe("a limit that is gone", () => {
  const page = renderText(factsOf("createOrder"));
  const lines = (words: string) => page.replace(">= 9 characters<= 36 characters", words);

  test("is unread where new words below the row may state it", () => {
    const { report } = driftBetween(factsOf("createOrder"), lines("From 9 to 36 characters."));
    expect(report.changes.map(({ keyword }) => keyword)).not.toContain("minLength");
    expect(report.unread.map(({ text }) => text)).toEqual([
      `${ACCOUNT} minLength`,
      `${ACCOUNT} maxLength`,
    ]);
  });

  test("is drift where the new words do not name its value", () => {
    const { report } = driftBetween(factsOf("createOrder"), lines("The account of the payee."));
    expect(report.unread).toEqual([]);
    const gone = report.changes.filter(({ is }) => is === null);
    expect(gone.map(({ keyword }) => keyword)).toEqual(["maxLength", "minLength"]);
  });
});

const PARTS = ["jsonSchema", "parameters", "requestBody", "responses", "dataSchemaDefinitions"];

test.each([...PARTS, "properties"])(
  "saved HTML whose data has no %s is unread, and loses nothing",
  (key) => {
    const page = renderHtml(factsOf("createOrder"));
    const other = page.replaceAll(`\\"${key}\\"`, `\\"${key}Else\\"`);
    expect(other).not.toBe(page);
    const { report } = driftOf(other);
    expect(report.unread).not.toEqual([]);
    expect(report.changes.filter(({ is }) => is === null)).toEqual([]);
  },
);

test.each([
  ["list of headers", /\\"header\\",\[[\d,]+\]/, '\\"header\\",{}'],
  ["type of the request", /\\"type\\",(?=\\"application\/json\\",\\"parameters)/, '\\"kind\\",'],
])("saved HTML that has no %s is unread, and loses nothing", (_, from, to) => {
  const page = renderHtml(factsOf("createOrder"));
  expect(page).toMatch(from);
  const { report } = driftOf(page.replace(from, to));
  expect(report.unread).not.toEqual([]);
  expect(report.changes.filter(({ is }) => is === null)).toEqual([]);
});

test("a place that may not be gone is listed once, and not with all that is below it", () => {
  const page = renderHtml(factsOf("createOrder")).replaceAll(
    '\\"jsonSchema\\"',
    '\\"schemaElse\\"',
  );
  const places = driftOf(page).report.unread.map(({ text }) => text);
  const nested = places.filter((at) => places.some((above) => at.startsWith(`${above}.`)));
  expect(places).toContain("createOrder.request.amount");
  expect(nested).toEqual([]);
});

test("a row of another table that was not read does not hide a row that is gone", () => {
  const lines = renderText(factsOf("createOrder")).split("\n");
  const header = lines.indexOf("Authorization", lines.indexOf("Header Params"));
  const row = lines.indexOf("notifyUrl");
  const page = lines.toSpliced(row, 3).with(header + 1, "a type of its own");
  const { report } = driftBetween(factsOf("createOrder"), page.join("\n"));
  expect(report.unread).not.toEqual([]);
  expect(report.changes).toContainEqual(
    expect.objectContaining({ at: "createOrder.request.notifyUrl", keyword: "property", is: null }),
  );
});

test("the status that a line of the table could not be read of is not gone", () => {
  const file = factsOf("orderLifecycle");
  const page = renderText(file).replace("ATTEMPTEDSomething", "??? ATTEMPTED something");
  const { report } = driftBetween(file, page);
  expect(report.changes).toEqual([]);
  expect(report.unread.length).toBeGreaterThan(0);
});

/** Returns the facts that are proposed for a page of createOrder. */
function proposedFacts(page: string): FactsFile {
  const ours = factsOf("createOrder");
  const [read] = driftBetween(ours, page).pages;
  if (read === undefined) throw new Error("The page was not read.");
  return candidateFacts(read.page, ours);
}

describe("a proposal keeps what the page may state in lines that were not read:", () => {
  const page = renderText(factsOf("createOrder"));

  test("a limit", () => {
    const { facts } = proposedFacts(page.replace(">= 9 characters<= 36 characters", ">= nine"));
    expect(facts[ACCOUNT]).toMatchObject({ minLength: 9 });
  });

  test("a property", () => {
    const lines = page.split("\n");
    const { facts } = proposedFacts(lines.toSpliced(lines.indexOf("notifyUrl") + 1, 1).join("\n"));
    expect(facts).toHaveProperty(["createOrder.request.notifyUrl"]);
  });

  test("an example", () => {
    const broken = page.replace(/^\{$/m, "{ ~");
    expect(broken).not.toBe(page);
    expect(proposedFacts(broken).examples).toEqual(factsOf("createOrder").examples);
  });
});
