import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Contract } from "../../scripts/contract/document.js";
import { type FactsFile, readFacts } from "../../scripts/contract/facts.js";
import { projectRoot } from "../../scripts/contract/project.js";
import { readReadings } from "../../scripts/contract/readings.js";
import { generate } from "../../scripts/generate/files.js";
import { redocly } from "../../scripts/tools/redocly.js";
import { makeBoundaries } from "../../scripts/verify/boundaries/boundaries.js";
import { checkContract } from "../../scripts/verify/check-contract.js";
import { type Files, proposalFor } from "../../scripts/verify/drift/propose/files.js";
import { checkOrphans } from "../../scripts/verify/preflight.js";
import { checkPathFiles } from "../../scripts/verify/structure.js";
import { expectNone } from "../support/expect.js";
import { batchPage } from "./support/batch-page.js";
import { newPage } from "./support/new-page.js";
import { renderMarkdown } from "./support/render-openapi.js";
import { renderText } from "./support/render-text.js";
import { driftOf } from "./support/saved.js";

/** Makes the proposal for a page that is none of ours. */
function propose(text: string): Files {
  const { report, pages } = driftOf(text);
  expect(report.inputs).toMatchObject([{ operation: null }]);
  const [read] = pages;
  if (read === undefined) throw new Error("The page was not read.");
  return proposalFor(read.page, read.ours);
}

/** Returns the facts file of a proposal. */
function factsOf(files: Files, id = newPage.id): FactsFile {
  const file = `test/facts/${id}.yaml`;
  return { ...parse(files.get(file) ?? ""), id, file };
}

for (const [form, text, id] of [
  ["a page as rendered text", renderText(newPage), newPage.id],
  ["a page as Markdown", renderMarkdown(newPage), newPage.id],
  ["a page without a date or an example", renderMarkdown(batchPage), batchPage.id],
] as const) {
  describe(`a new operation from ${form}`, () => {
    const root = mkdtempSync(join(tmpdir(), "enkash-propose-"));
    const files = propose(text);
    let contract: Contract;

    beforeAll(async () => {
      cpSync(join(projectRoot, "openapi"), join(root, "openapi"), { recursive: true });
      cpSync(join(projectRoot, "redocly.yaml"), join(root, "redocly.yaml"));
      for (const [name, content] of files) {
        mkdirSync(dirname(join(root, name)), { recursive: true });
        writeFileSync(join(root, name), content);
      }
      const generated = await generate(root);
      mkdirSync(join(root, "generated"));
      for (const [name, content] of generated)
        writeFileSync(join(root, "generated", name), content);
      contract = parse(generated.get("openapi.yaml") ?? "");
    });
    afterAll(() => rmSync(root, { recursive: true }));

    test("passes, moved into place, every check of the contract", () => {
      const facts = [...readFacts(), factsOf(files, id)];
      expectNone(checkContract(contract, facts, readReadings(root)));
      expectNone([...checkOrphans(root), ...checkPathFiles(root)]);
    });

    test("has examples that boundary values of every constraint can be made of", () => {
      const { keywords } = makeBoundaries(contract);
      expect(keywords.map(({ pointer }) => pointer)).toEqual(
        expect.arrayContaining([expect.stringMatching(new RegExp(`/schemas/${id}Request/`, "i"))]),
      );
    });

    test("passes the lint", () => {
      const { ok, output } = redocly(["lint", "--format=stylish"], root);
      expect(ok, output).toBe(true);
    });

    test("shows no drift against the page that it was made from", () => {
      const { report } = driftOf(text, undefined, [factsOf(files, id)]);
      expect(report).toMatchObject({ changes: [], unread: [] });
    });
  });
}

describe("a proposal", () => {
  const files = propose(renderText(newPage));

  test("has the facts of the page, and none else", () => {
    const { file, endpoint, ...expected } = newPage;
    expect(factsOf(files)).toEqual({ ...expected, file: "test/facts/refundSample.yaml" });
  });

  test("takes no sentence of the page", () => {
    const described = structuredClone(newPage);
    const at = "refundSample.request.refundId";
    described.facts[at] = { ...described.facts[at], description: "A sentence of theirs." };
    const texts = [...propose(renderMarkdown(described)).values()].join("\n");
    expect(texts).not.toContain("A sentence of theirs");
  });

  test("names no host, claims no required property of an example, and leaves out sample tokens", () => {
    const texts = [...files].filter(([name]) => !name.startsWith("test/")).map(([, text]) => text);
    expect(files.get("openapi/paths/refundSample.yaml")).toContain("host-not-documented.invalid");
    expect(files.get("openapi/schemas/RefundSampleLines.yaml")).not.toContain("required");
    expect(texts.join("\n")).not.toContain("sample-token");
  });

  test("ends each file with one line break", () => {
    for (const [name, text] of files) expect(text, name).toMatch(/[^\n]\n$/);
  });

  test("says which rows have several possible places", () => {
    expect(files.get("PROPOSAL.md")).toContain("`refundSample.request.notes.*`: depth is open");
    expect(files.get("test/facts/refundSample.yaml")).toContain(
      "# The page does not show where it stands",
    );
    expect(files.get("openapi/readings.yaml")).toContain("id: refund-sample-depth");
  });

  test("says what the operation leaves out, and what it takes for a credential", () => {
    const notes = propose(renderMarkdown(batchPage)).get("PROPOSAL.md");
    expect(notes).toContain("- `batchSample.request.note`: nullable is left out");
    const withHeader = structuredClone(batchPage);
    withHeader.facts["batchSample.header.X-Sample"] = { type: "string", required: true };
    withHeader.facts["batchSample.header.X-Other"] = { type: "string", required: false };
    const more = propose(renderMarkdown(withHeader)).get("PROPOSAL.md");
    expect(more).toContain("- the header `X-Sample` is taken for a credential");
    expect(more).toContain("- `batchSample.header.X-Other`: type is left out");
  });

  test("leaves out what the client does not check", () => {
    const dated = structuredClone(batchPage);
    dated.facts["batchSample.request.due"] = { type: "string", format: "date", required: true };
    const notes = propose(renderMarkdown(dated)).get("PROPOSAL.md");
    expect(notes).toContain("- `batchSample.request.due`: format is left out");
    expect(notes).not.toContain("What the checks still find");
  });

  test.each<[what: string, change: (file: FactsFile) => void]>([
    ["the method GET, which carries no body", ({ facts }) => set(facts, "", { method: "GET" })],
    [
      "the required query parameter `settled`",
      ({ facts }) => set(facts, ".query.settled", { type: "boolean", required: true }),
    ],
    ["no body of the request on the page", without(".request")],
    ["no body of a response 200 on the page", without(".response")],
    [
      "multipart/form-data as the body of the request",
      ({ facts }) => set(facts, ".request", { mediaType: "multipart/form-data" }),
    ],
  ])("of a page with “%s” has the facts, and says why there is no operation", (what, change) => {
    const page = structuredClone(batchPage);
    change(page);
    const proposal = proposalFor({ ...readBatch, facts: page.facts }, undefined);
    expect([...proposal.keys()]).toEqual(["test/facts/batchSample.yaml", "PROPOSAL.md"]);
    expect(proposal.get("PROPOSAL.md")).toContain(`- ${what}\n`);
  });
});

const readBatch = savedPage(renderMarkdown(batchPage));

function savedPage(text: string) {
  const [read] = driftOf(text).pages;
  if (read === undefined) throw new Error("The page was not read.");
  return read.page;
}

function set(facts: FactsFile["facts"], at: string, changes: object): void {
  facts[`batchSample${at}`] = { ...facts[`batchSample${at}`], ...changes };
}

function without(part: string) {
  return ({ facts }: FactsFile) => {
    for (const at of Object.keys(facts)) if (at.startsWith(`batchSample${part}`)) delete facts[at];
  };
}
