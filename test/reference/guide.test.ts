import { beforeAll, expect, test } from "vitest";
import { schemaPages } from "../../scripts/contract/document.js";
import { lifecycleFigure } from "../../scripts/reference/diagrams/lifecycle.js";
import { sequenceFigure } from "../../scripts/reference/diagrams/sequence.js";
import { askKit, validRequest } from "../../scripts/reference/guide/ask-kit.js";
import { failures } from "../../scripts/reference/guide/failures.js";
import { flowOf } from "../../scripts/reference/guide/flows.js";
import { merge, showMistakes } from "../../scripts/reference/guide/mistakes.js";
import { readGuide } from "../../scripts/reference/guide/read.js";
import { overviewPage } from "../../scripts/reference/pages/overview-page.js";
import { provenance } from "../../scripts/reference/provenance.js";
import { readSite, type Site } from "../../scripts/reference/read-site.js";
import { scenarios } from "../../src/testing/index.js";
import { projectRoot } from "../support/project.js";

let site: Site;

beforeAll(() => {
  site = readSite(projectRoot);
});

test("a step of a flow is documented on a pinned page, or its arrow is dashed", () => {
  const titles = site.facts.map(({ page }) => page);
  for (const { id } of site.operations) {
    const { steps = [] } = flowOf(id) ?? {};
    const pages = steps.flatMap(({ page }) => page ?? []);
    expect(titles).toEqual(expect.arrayContaining(pages));
    const { text } = sequenceFigure(id, steps);
    expect(text.match(/class="arrow"/g) ?? []).toHaveLength(pages.length);
    expect(text.match(/class="arrow dashed"/g) ?? []).toHaveLength(steps.length - pages.length);
    expect(text.match(/Not documented\.|Not on the pinned page;/g) ?? []).toHaveLength(
      steps.length - pages.length,
    );
  }
});

test("every entry of the guide belongs to an operation", () => {
  const ids = site.operations.map(({ id }) => id);
  const entries = ["flows.yaml", "mistakes.yaml"].map((name) => readGuide<object>(name));
  const named = [...entries, failures.repeat].flatMap((part) => Object.keys(part));
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});

test("the order lifecycle draws every state, and no arrow as if a page documented it", () => {
  const [page] = schemaPages(site.contract);
  const { text } = lifecycleFigure(page?.schema ?? {});
  for (const state of page?.schema.enum ?? []) expect(text).toContain(`>${state}</text>`);
  expect(text).not.toContain('class="arrow"');
  expect(text).toContain('class="arrow dashed"');
});

test("the overview draws the states that a flow leads through, and no others", () => {
  const [page] = schemaPages(site.contract);
  const other = {
    ...page?.schema,
    "x-page": { title: "About Refund", fact: "refundLifecycle.status" },
  };
  const schemas = { ...site.contract.components.schemas, RefundStatus: other as never };
  const contract = { ...site.contract, components: { ...site.contract.components, schemas } };
  const { text } = overviewPage({ ...site, contract }).content;
  expect(text).toContain('<h2 id="refundLifecycle">About Refund</h2>');
  expect(text.match(/<figure class="diagram">/g)).toHaveLength(1);
});

test("a state that the drawing places and the contract does not have stops the build", () => {
  expect(() => lifecycleFigure({ enum: ["CREATED", "CANCELLED"] })).toThrow("no state EXPIRED");
});

test.for<[fact: string, origin: string]>([
  ["createOrder.request.amount.value", "documented"],
  ["createOrder.response.payload.redirectionUrl", "documented"],
  ["payInvoices.request.device.tag.name", "example"],
  ["payInvoices.request.payment.invoicesPayInfos[].invoicePaymentAmount.splits", "example"],
  ["fetchOrderInfo.response.paylod.voucherDetailsList[].pin", "example"],
  ["createOrder.request.customerInfo.address.city", "elsewhere"],
])("the origin of %s is “%s”", ([fact, origin]) => {
  expect(provenance(fact, site.facts, site.readings).origin).toBe(origin);
});

test("a field that neither a page nor a reading states stops the build", () => {
  expect(() => provenance("createOrder.request.mid", site.facts, site.readings)).toThrow(
    "Neither a page nor a reading states createOrder.request.mid",
  );
});

test("every failure to try exists in the kit, and the header Prefer makes the same", async () => {
  const [view] = site.operations;
  if (view === undefined) throw new Error("There is no operation.");
  for (const { scenario, prefer } of failures.tryable) {
    const [name = ""] = scenario.split("(");
    expect(Object.keys(scenarios)).toContain(name);
    expect(prefer).toMatch(new RegExp(`^scenario=${name}(;|$)`));
    if (name === "hang") continue;
    const request = validRequest(view);
    request.headers.prefer = prefer;
    const outcome = await askKit(view, request).catch((error: Error) => error);
    expect(outcome, scenario).not.toMatchObject({ status: 404 });
  }
});

test("a mistake of the body names the field that the mock complains about", async () => {
  for (const view of site.operations) {
    for (const { id, body: change, response } of await showMistakes(view)) {
      if (change === undefined) continue;
      expect(response.status, id).toBe(422);
      const violations = response.body.violations as { path: string[] }[];
      expect(violations.map(({ path }) => path[0])).toEqual(
        expect.arrayContaining([Object.keys(change)[0]]),
      );
    }
  }
});

test("a patch replaces values, takes out what is null and leaves the rest", () => {
  const target = { amount: { value: 1, currency: "INR" }, detail: {}, orderId: "A1" };
  const patch = { amount: { value: "1" }, detail: null, list: [] };
  expect(merge(target, patch)).toEqual({
    amount: { value: "1", currency: "INR" },
    orderId: "A1",
    list: [],
  });
  expect(target).toEqual({ amount: { value: 1, currency: "INR" }, detail: {}, orderId: "A1" });
});
