import { beforeAll, expect, test } from "vitest";
import { placeOf } from "../../scripts/contract/places.js";
import { fieldsOf } from "../../scripts/reference/fields.js";
import { toMarkdown } from "../../scripts/reference/machines/markdown.js";
import { readSite, type Site } from "../../scripts/reference/read-site.js";
import { sitePages } from "../../scripts/reference/site.js";
import { projectRoot, readContract } from "../support/project.js";

let site: Site;
let pages: Map<string, string>;

beforeAll(async () => {
  site = readSite(projectRoot);
  pages = new Map((await sitePages(site)).map(({ file, content }) => [file, toMarkdown(content)]));
});

/** Returns the part of a page below a heading. */
function section(file: string, heading: string): string {
  const [, text = ""] = pages.get(file)?.split(`\n## ${heading}\n`) ?? [];
  return text.split("\n## ")[0] ?? "";
}

/** Returns the row of the proof with one statement about a place. */
function proofRow(at: string, keyword: string): { by: string; carrier: string } {
  const proof = pages.get("proof.html")?.replaceAll(/\\([_[\]])/g, "$1") ?? "";
  for (const line of proof.split("\n")) {
    const [, place, statements = "", by = "", carrier = ""] = line.split(/ ?\| ?/);
    if (place === at && statements.includes(`${keyword} \``)) return { by, carrier };
  }
  throw new Error(`The proof has no row for ${at}: ${keyword}.`);
}

test("the proof shows what a reading drops as not carried, and names the reading", () => {
  const dropped = site.readings.flatMap(({ id, drops = [] }) =>
    drops.flatMap(({ keyword, at }) => at.map((place) => ({ id, keyword, place }))),
  );
  expect(dropped.length).toBeGreaterThan(0);
  for (const { id, keyword, place } of dropped) {
    const { by, carrier } = proofRow(place, keyword);
    expect(by, place).toBe("the page");
    expect(carrier, place).toMatch(new RegExp(`^not as printed: .*\\[${id}\\]`));
  }
});

test("the proof shows what a reading adds as stated by that reading, and by no page", () => {
  const facts = new Set(site.facts.flatMap(({ facts }) => Object.keys(facts)));
  const added = site.readings.flatMap(({ id, adds = [] }) =>
    adds.flatMap(({ keyword, at }) => at.map((place) => ({ id, keyword, place }))),
  );
  const alone = added.filter(({ place }) => !facts.has(place));
  expect(alone.length).toBeGreaterThan(0);
  for (const { id, keyword, place } of alone) {
    expect(proofRow(place, keyword).by, place).toContain(`[${id}]`);
  }
});

test("a field is required or optional as the row of its page says", () => {
  let compared = 0;
  for (const { id, page, facts } of site.facts) {
    const text = pages.get(`${id}.html`);
    for (const [at, { required }] of Object.entries(facts)) {
      const line = text?.split("\n").find((one) => one.includes(`\`${at.slice(id.length + 1)}\` `));
      if (line === undefined) continue;
      compared += 1;
      expect(/\*\*required\*\*/.test(line), `${at} of ${page}`).toBe(required);
    }
  }
  expect(compared).toBeGreaterThan(0);
});

test("the page of an operation names the headers that it needs, and whether it needs them all", () => {
  const gateway = section("createOrder.html", "Authentication");
  expect(gateway).toContain("All of these headers are needed");
  expect(gateway).toContain("`Authorization: …`");
  expect(gateway).toContain("`merchantAccessKey: …`");
  const rewards = section("fetchOrderInfo.html", "Authentication");
  expect(rewards).toContain("This header is needed");
  expect(rewards).toContain("`Authorization: Bearer …`: (Documented 2025-01-25)");
});

test("a server is said elsewhere, or decided by a reading, and never documented", () => {
  expect(section("createOrder.html", "Servers")).toMatch(/enkash\.in\/\S+.*\(Said elsewhere\)/);
  expect(section("payInvoices.html", "Servers")).toMatch(/`https:\/\/\{host\}`.*\(A reading\)/);
  for (const { id } of site.operations)
    expect(section(`${id}.html`, "Servers")).not.toContain("(Documented");
});

test("what each state of an order means stands beside it", () => {
  expect(section("index.html", "About Order")).toMatch(/- `ATTEMPTED`: \w/);
});

test("an array has the limits and the readings of its items", () => {
  const contract = readContract();
  const items = { type: "string", maxLength: 5, "x-readings": ["of-the-items"] };
  const request = contract.components.schemas.CreateOrderRequest;
  Object.assign(request?.properties ?? {}, { labels: { type: "array", maxItems: 2, items } });
  const place = placeOf(contract, "createOrder.request");
  const field = place && fieldsOf(contract, place).find(({ name }) => name === "labels");
  expect(field).toMatchObject({
    type: "array of string",
    constraints: ["at most 2 items", "at most 5 characters"],
    readings: ["of-the-items"],
  });
});
