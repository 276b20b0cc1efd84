import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { flatten } from "../../scripts/reference/fields.js";
import type { Json } from "../../scripts/reference/literals.js";
import { readSite } from "../../scripts/reference/read-site.js";
import { languages, readSamples, withBody } from "../../scripts/reference/samples.js";
import { sitePages } from "../../scripts/reference/site.js";
import { startBrowser, startWithoutCookies } from "../../scripts/tools/browser.js";
import { projectRoot } from "../support/project.js";
import {
  expectAccessible,
  expectClean,
  expectNoSidewaysScroll,
  views,
  visit,
  visitIn,
} from "./visit.js";

const site = readSite(projectRoot);
const files = (await sitePages(site)).map(({ file }) => file);
const operations = site.operations;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

describe.for(Object.entries(views))("in the view %s", ([, view]) => {
  test.for(files)("%s is accessible, clean and fits the window", async (file) => {
    await using one = await visit(browser, file, view);
    await expectAccessible(one.page);
    await expectNoSidewaysScroll(one.page);
    expectClean(one);
  });

  test("the open search is accessible, clean and fits the window", async () => {
    await using one = await visit(browser, "createOrder.html", view);
    await search(one.page, "amount");
    await expectAccessible(one.page);
    await expectNoSidewaysScroll(one.page);
    expectClean(one);
  });
});

test("the open menu of a phone is accessible, and closes where its link is on the page", async () => {
  await using one = await visit(browser, "createOrder.html", views.phone);
  const menu = one.page.getByRole("navigation", { name: "Pages" });
  expect(await menu.isVisible()).toBe(false);
  await one.page.getByRole("button", { name: "Menu" }).tap();
  await expectAccessible(one.page);
  await menu.getByRole("link", { name: "Errors" }).tap();
  await menu.waitFor({ state: "hidden" });
  expect(new URL(one.page.url()).hash).toBe("#errors");
  expectClean(one);
});

test.for(operations.map((view) => [view.id, view] as const))(
  "without JavaScript the page of %s shows every field, example and sample, and no form",
  async ([id, view]) => {
    const options = { ...views.phone, javaScriptEnabled: false };
    await using one = await visit(browser, `${id}.html`, options);
    const fields = flatten([...view.request, ...view.response]);
    expect(await one.page.locator("a.name:visible").count()).toBe(fields.length);
    expect(await one.page.locator("section.case:visible").count()).toBe(view.cases.length);
    const samples = one.page.locator("#samples figure:visible");
    expect(await samples.count()).toBe(languages.length);
    expect(await one.page.locator("form:visible").count()).toBe(0);
    await one.page.locator("noscript p").waitFor();
    expectClean(one);
  },
);

test("without JavaScript the menu of a phone opens", async () => {
  const options = { ...views.phone, javaScriptEnabled: false };
  await using one = await visit(browser, "index.html", options);
  await one.page.getByRole("button", { name: "Menu" }).tap();
  const menu = one.page.getByRole("navigation", { name: "Pages" });
  expect(await menu.getByRole("link", { name: "Readings" }).isVisible()).toBe(true);
});

test("where cookies and storage are blocked, the choice of language still works", async () => {
  const profile = mkdtempSync(join(tmpdir(), "enkash-contract-profile-"));
  try {
    const context = await startWithoutCookies(profile);
    await using one = await visitIn(context, "createOrder.html");
    const blocked = await one.page.evaluate(() => {
      try {
        return localStorage.length < 0;
      } catch {
        return true;
      }
    });
    expect(blocked).toBe(true);
    await one.page.locator("#choose-language").selectOption("go");
    expect(await shownSamples(one.page)).toEqual(["Go"]);
    await expectNoSidewaysScroll(one.page);
    expectClean(one);
  } finally {
    rmSync(profile, { recursive: true });
  }
});

test("samples follow the chosen example and language, and the language is remembered", async () => {
  await using one = await visit(browser, "createOrder.html");
  await one.page.locator("#choose-language").selectOption("php-curl");
  await one.page.locator("#choose-example").selectOption("full");
  expect(await shownSamples(one.page)).toEqual(["PHP (curl)"]);
  const code = await one.page.locator("#samples figure:visible code").innerText();
  expect(code).toContain("'orderId' => 'A1002'");
  expect(code).not.toContain("A1001");
  expect(await one.page.locator("section.case:visible").innerText()).toContain("ENK0000001002");
  await one.page.goto(new URL("fetchOrderInfo.html", inject("site")).href);
  expect(await shownSamples(one.page)).toEqual(["PHP (curl)"]);
  expectClean(one);
});

test.for(operations.map((view) => [view.id, view] as const))(
  "the page of %s shows the code that the tests of the samples run",
  async ([id, view]) => {
    await using one = await visit(browser, `${id}.html`);
    for (const { name, request } of view.cases) {
      await one.page.locator("#choose-example").selectOption(name);
      for (const sample of readSamples(view)) {
        await one.page.locator("#choose-language").selectOption(sample.language.id);
        const shown = await one.page.locator("#samples figure:visible code").textContent();
        const run = withBody(sample, request as Json);
        expect(shown, `${sample.file} with ${name}`).toBe(run.trimEnd());
      }
    }
  },
);

test("a copy button puts the code that is shown into the clipboard", async () => {
  const permissions = ["clipboard-read", "clipboard-write"];
  await using one = await visit(browser, "createOrder.html", { ...views.desktop, permissions });
  await one.page.locator("#choose-example").selectOption("full");
  await one.page.getByRole("button", { name: "Copy: TypeScript" }).click();
  const copied = await one.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('orderId: "A1002"');
  expect(copied).toBe(await one.page.locator("#samples figure:visible code").textContent());
});

test("a result of the search leads to its field", async () => {
  await using one = await visit(browser, "index.html");
  await search(one.page, "paymentDetail.ifsc");
  await one.page.keyboard.press("Enter");
  await one.page.waitForURL("**/createOrder.html#request.paymentDetail.ifsc");
  expectClean(one);
});

test("a result of the search may choose a language", async () => {
  await using one = await visit(browser, "index.html");
  await search(one.page, "PHP streams");
  await one.page.locator("#search-results li").first().click();
  await one.page.waitForURL("**/createOrder.html?language=php-streams#examples");
  expect(await shownSamples(one.page)).toEqual(["PHP (streams)"]);
  expectClean(one);
});

test("the keyboard opens the search, walks through the results and closes it", async () => {
  await using one = await visit(browser, "index.html");
  await one.page.keyboard.press("/");
  await one.page.keyboard.type("orderId");
  const line = one.page.getByRole("combobox", { name: "Search" });
  await one.page.locator("#search-results li").first().waitFor();
  expect(await line.getAttribute("aria-activedescendant")).toBe("result-0");
  await one.page.keyboard.press("ArrowDown");
  expect(await line.getAttribute("aria-activedescendant")).toBe("result-1");
  await one.page.keyboard.press("ArrowUp");
  await one.page.keyboard.press("ArrowUp");
  const selected = one.page.locator("[role=option][aria-selected=true]");
  expect(await selected.count()).toBe(1);
  expect(await one.page.locator("dialog [role=status]").innerText()).toMatch(/^\d+ results$/);
  await one.page.keyboard.press("Escape");
  expect(await line.isVisible()).toBe(false);
  await one.page.keyboard.press("Control+k");
  expect(await line.isVisible()).toBe(true);
  expectClean(one);
});

test("a search without results says so", async () => {
  await using one = await visit(browser, "index.html");
  await one.page.keyboard.press("/");
  await one.page.keyboard.type("xyzzyplugh");
  await one.page.locator("dialog [role=status]").filter({ hasText: "0 results" }).waitFor();
  expect(await one.page.locator("#search-results li").count()).toBe(0);
});

test.for(files)("on paper nothing of %s is hidden or cut off", async (file) => {
  await using one = await visit(browser, file, { viewport: { width: 700, height: 1000 } });
  await one.page.emulateMedia({ media: "print" });
  const faults = await one.page.evaluate(() => {
    const cut = [...document.querySelectorAll("main *")].filter(
      ({ clientWidth, scrollWidth, tagName }) =>
        clientWidth > 0 && scrollWidth > clientWidth + 1 && tagName !== "svg",
    );
    const unseen = [...document.querySelectorAll("main pre, main li, main td")].filter(
      (element) => element.closest("form") === null && element.getClientRects().length === 0,
    );
    return [...cut, ...unseen].map(({ outerHTML }) => outerHTML.slice(0, 100));
  });
  expect(faults).toEqual([]);
  await expectNoSidewaysScroll(one.page);
});

test("a link to a field brings it into view below the bar", async () => {
  const field = "request.payment.invoicesPayInfos[].supplierBankAccountDetails.ifsc";
  await using one = await visit(browser, `payInvoices.html#${field}`);
  const target = one.page.locator("li:target");
  expect(await target.innerText()).toMatch(/^ifsc string/);
  const [bar, box] = [await one.page.locator(".bar").boundingBox(), await target.boundingBox()];
  expect(box?.y).toBeGreaterThanOrEqual(bar?.height ?? Number.NaN);
});

test("a violation that a mistake shows leads to its field", async () => {
  await using one = await visit(browser, "createOrder.html");
  const mistake = one.page.locator("[id='mistake.amount-as-string']");
  await mistake.getByRole("link", { name: "createOrder.request.amount.value" }).click();
  expect(await one.page.locator("li:target").innerText()).toMatch(/^value number/);
});

/** Opens the search, and waits for its results. */
async function search(page: Page, query: string): Promise<void> {
  await page.getByRole("button", { name: "Search" }).click();
  await page.keyboard.type(query);
  await page.locator("#search-results li").first().waitFor();
}

function shownSamples(page: Page): Promise<string[]> {
  return page
    .locator("#samples figure:visible figcaption")
    .evaluateAll((captions) => captions.map((caption) => caption.firstChild?.textContent ?? ""));
}
