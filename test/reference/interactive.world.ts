import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { endpoints } from "../../scripts/contract/document.js";
import { readSamples } from "../../scripts/reference/samples.js";
import { startBrowser } from "../../scripts/tools/browser.js";
import { readContract } from "../support/project.js";
import {
  expectAccessible,
  expectClean,
  expectNoSidewaysScroll,
  expectRefused,
  views,
  visit,
} from "./visit.js";

const operations = endpoints(readContract()).map(({ operation, path }) => ({
  id: operation.operationId,
  title: operation.summary,
  path,
  link: `index.html#/${operation.tags.join().toLowerCase().replace(" ", "-")}/${operation.operationId.toLowerCase()}`,
}));

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** Waits until the heading, which Redocly renders by script, is in the window and not just somewhere on the page. */
async function shown(page: Page, title: string): Promise<void> {
  // Its accessible name begins with that of a link to itself.
  const heading = page.getByRole("heading", { name: title }).first();
  await heading.waitFor();
  await page.waitForFunction(
    (element) => {
      const { top, bottom } = element?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
      return top >= 0 && bottom <= window.innerHeight;
    },
    await heading.elementHandle(),
  );
}

describe.for(Object.entries(views))("in %s", ([, view]) => {
  test("the overview is accessible, clean and fits the window", async () => {
    await using one = await visit(browser, "", view);
    await shown(one.page, "EnKash contract (0.1.0)");
    await expectAccessible(one.page);
    await expectNoSidewaysScroll(one.page);
    expectClean(one);
  });

  test.for(operations)(
    "the deep link to $id shows it, accessible, clean and within the window",
    async ({ link, title, path }) => {
      await using one = await visit(browser, link, view);
      await shown(one.page, title);
      await one.page.getByText(path).first().waitFor();
      await expectAccessible(one.page);
      await expectNoSidewaysScroll(one.page);
      expectClean(one);
    },
  );
});

test("the whole page is one request", async () => {
  await using one = await visit(browser, "index.html");
  await shown(one.page, "EnKash contract (0.1.0)");
  expect(one.requests).toEqual([`${inject("site")}index.html`]);
});

test("once loaded, it keeps working offline", async () => {
  await using one = await visit(browser, "");
  await shown(one.page, "EnKash contract (0.1.0)");
  await one.page.context().setOffline(true);
  await one.page
    .getByRole("navigation", { name: "API" })
    .getByRole("link", { name: "Rewards" })
    .click();
  await one.page.getByRole("link", { name: "Fetch order info" }).first().click();
  await shown(one.page, "Fetch order info");
  expectClean(one);
});

test.for(operations)(
  "the samples of $id are shown in TypeScript and curl, to the letter",
  async ({ id, link, title }) => {
    await using one = await visit(browser, link);
    await shown(one.page, title);
    const { typescript, curl } = readSamples(id);
    const panel = one.page
      .locator("#api-content pre, #api-content code")
      .filter({ hasText: "createEnkashClient" })
      .first();
    expect(await panel.innerText()).toContain(typescript.trim());
    await one.page.getByRole("button", { name: "TypeScript" }).first().click();
    await one.page.getByRole("menuitem", { name: "curl" }).click();
    const other = one.page
      .locator("#api-content pre, #api-content code")
      .filter({ hasText: "--header" })
      .first();
    expect(await other.innerText()).toContain(curl.trim());
    expectClean(one);
  },
);

test.for([
  ["an operation", "invoices", /#\/bharat-connect\/payinvoices$/],
  ["a field", "notifyUrl", /createorder.*path=notifyurl$/],
  [
    "a field that is deep inside",
    "businessVPA",
    /payinvoices.*supplierbankaccountdetails\/businessvpa$/,
  ],
] as const)("the search finds %s", async ([, words, address]) => {
  await using one = await visit(browser, "");
  await one.page.getByRole("button", { name: "Search" }).click();
  await one.page.keyboard.type(words);
  await one.page.locator("[data-component-name='Search/SearchItem']").first().click();
  await one.page.waitForURL((url) => address.test(decodeURIComponent(url.hash)));
  expectClean(one);
});

test("the keyboard reaches the search and the menu, and both answer to Enter", async () => {
  await using one = await visit(browser, "");
  await shown(one.page, "EnKash contract (0.1.0)");
  await tabTo(one.page, "Search Ctrl+K");
  await one.page.keyboard.press("Enter");
  await one.page.locator("[data-component-name='Search/SearchInput'] input:focus").waitFor();
  await one.page.keyboard.press("Escape");
  await tabTo(one.page, "Rewards");
  await one.page.keyboard.press("Enter");
  await shown(one.page, "Rewards");
  expectClean(one);
});

test("on a phone the menu opens and leads to an operation", async () => {
  await using one = await visit(browser, "", views.phone);
  await one.page.getByRole("button", { name: "Open navigation menu" }).tap();
  await one.page
    .getByRole("navigation", { name: "API" })
    .getByRole("link", { name: "Rewards" })
    .tap();
  await shown(one.page, "Rewards");
  expectClean(one);
});

test("a reading is one link away from an operation, and leads back", async () => {
  await using one = await visit(browser, operations[0]?.link ?? "");
  await one.page.getByRole("link", { name: "token-scheme-unstated" }).first().click();
  await one.page.waitForURL("**/readings.html#token-scheme-unstated");
  const reading = one.page.getByRole("region", { name: "token-scheme-unstated" });
  await reading.getByRole("link", { name: "createOrder" }).click();
  await one.page.waitForURL("**/createOrder.html");
  expectClean(one);
});

test("what Redocly would fetch from other hosts, it is not allowed to", async () => {
  await using one = await visit(browser, "");
  await expectRefused(one, "http://127.0.0.1:9/");
});

/** Presses Tab until the element of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent?.trim();
    });
    if (focused === name) return;
  }
  expect.fail(`Thirty presses of Tab did not reach “${name}”.`);
}
