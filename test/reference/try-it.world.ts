import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readSite } from "../../scripts/reference/read-site.js";
import { startBrowser } from "../../scripts/tools/browser.js";
import { projectRoot } from "../support/project.js";
import { expectAccessible, expectClean, expectRefused, visit } from "./visit.js";

const { operations } = readSite(projectRoot);

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test.for(operations)(
  "the try-it of $id gets a 200 from the mock for every example, and its own response",
  async ({ id, cases }) => {
    await using one = await visit(browser, `${id}.html`);
    await one.page.locator("#try-mock").fill(inject("mock"));
    for (const { name, response } of cases) {
      await one.page.locator("#try-prefer").selectOption(`example=${name}`);
      const { status, text } = await send(one.page);
      expect(status).toBe("HTTP 200");
      expect(JSON.parse(text)).toEqual(response);
    }
    expect(one.errors).toEqual([]);
    const foreign = one.requests.filter(
      (url) => !url.startsWith(inject("site")) && !url.startsWith(inject("mock")),
    );
    expect(foreign).toEqual([]);
  },
);

test("the try-it shows what the mock says about a wrong request", async () => {
  await using one = await visit(browser, "createOrder.html");
  await one.page.locator("#try-mock").fill(inject("mock"));
  await one.page.locator("#try-body").fill('{ "orderId": 1 }');
  const { status, text } = await send(one.page);
  expect(status).toBe("HTTP 422");
  expect(text).toContain("amount");
  await one.page
    .getByRole("status")
    .getByRole("link", { name: "createOrder.request.amount" })
    .click();
  expect(await one.page.locator("li:target").innerText()).toMatch(/^amount object/);
  await expectAccessible(one.page);
});

test("the try-it asks the mock for a failure", async () => {
  await using one = await visit(browser, "createOrder.html");
  await one.page.locator("#try-mock").fill(inject("mock"));
  await one.page.locator("#try-prefer").selectOption("scenario=tokenInvalid");
  const { status, text } = await send(one.page);
  expect(status).toBe("HTTP 200");
  expect(JSON.parse(text)).toMatchObject({ response_code: 117 });
});

test.for([
  "https://olympus-pg-uat.enkash.in",
  "http://192.168.0.1:4010",
  "http://127.0.0.1.example.org",
  "nonsense",
])("the try-it does not send to %s", async (address) => {
  await using one = await visit(browser, "createOrder.html");
  await one.page.locator("#try-mock").fill(address);
  await one.page.getByRole("button", { name: "Send to the mock" }).click();
  const complaint = await one.page
    .locator("#try-mock")
    .evaluate((input) => (input as HTMLInputElement).validationMessage);
  expect(complaint).not.toBe("");
  expectClean(one);
});

test("the page itself may not connect to another machine, whatever its script says", async () => {
  await using one = await visit(browser, "createOrder.html");
  await expectRefused(one, "http://192.0.2.1/");
});

test("where no mock runs the try-it says how to start one", async () => {
  await using one = await visit(browser, "createOrder.html");
  await one.page.locator("#try-mock").fill("http://127.0.0.1:9");
  const { status, text } = await send(one.page);
  expect(status).toBe("No response from http://127.0.0.1:9.");
  expect(text).toContain("npx enkash-contract mock");
});

test("the try-it has no field that could take a real credential", async () => {
  await using one = await visit(browser, "createOrder.html");
  const names = await one.page
    .locator("#try-it")
    .locator("input, textarea, select")
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).name));
  expect(names).toEqual(["mock", "prefer", "body"]);
});

/** Presses the button, and returns what the status shows once a response is there. */
async function send(page: Page): Promise<{ status: string; text: string }> {
  const status = page.locator("#try-it [role=status]");
  await status.evaluate((element) => element.replaceChildren());
  await page.getByRole("button", { name: "Send to the mock" }).click();
  await status.locator("pre").waitFor();
  return {
    status: await status.locator("strong").innerText(),
    text: await status.locator("pre").innerText(),
  };
}
