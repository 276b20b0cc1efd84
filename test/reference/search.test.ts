import { beforeAll, expect, test } from "vitest";
import { readSite } from "../../scripts/reference/read-site.js";
// @ts-expect-error It is a script for browsers, without types.
import { createSearch } from "../../scripts/reference/search/find.js";
import { searchDocuments } from "../../scripts/reference/search/search-documents.js";
import { sitePages } from "../../scripts/reference/site.js";
import { projectRoot } from "../support/project.js";

let find: (query: string) => { href: string }[];

beforeAll(async () => {
  const site = readSite(projectRoot);
  const documents = searchDocuments(site, await sitePages(site));
  find = createSearch(documents.map(({ href, title, place, text }) => [href, title, place, text]));
});

test.for<[query: string, what: string, address: string]>([
  ["paymentDetail.ifsc", "a path", "createOrder.html#request.paymentDetail.ifsc"],
  ["ifsc", "the end of a path", "createOrder.html#request.paymentDetail.ifsc"],
  ["paymnetDetail", "two letters in the wrong order", "createOrder.html#request.paymentDetail"],
  ["amont", "a missing letter", "createOrder.html#request.amount"],
  ["notifyurl", "another case", "createOrder.html#request.notifyUrl"],
  ["117", "a code", "createOrder.html#errors"],
  ["secret key", "a word that the pages do not use", "createOrder.html#authentication"],
  ["sandbox", "a word that the pages do not use", "createOrder.html#servers"],
  ["CHECKOUT_RENDERED", "a state", "index.html#orderLifecycle"],
  ["INTERNET BANKING", "a value", "payInvoices.html#request.payment.mode"],
  ["hang", "a scenario", "createOrder.html#errors"],
  ["amounts-in-rupees", "a reading", "readings.html#amounts-in-rupees"],
  ["merchantAccesKey", "a credential", "createOrder.html#authentication"],
  [
    "vpa",
    "the end of a name in camelCase",
    "payInvoices.html#request.payment.invoicesPayInfos[].supplierBankAccountDetails.businessVPA",
  ],
  ["PHP", "a language", "createOrder.html?language=php-curl#examples"],
])("“%s”, %s, finds %s", ([query, , address]) => {
  const found = find(query).map(({ href }) => href);
  expect(found.slice(0, 3)).toContain(address);
});

test("words that stand nowhere together find what has one of them", () => {
  expect(find("ifsc xyzzyplugh").length).toBeGreaterThan(0);
  expect(find("xyzzyplugh")).toEqual([]);
});
