import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "../../scripts/contract/document.js";
import { readReadings } from "../../scripts/contract/readings.js";
import { buildReference } from "../../scripts/reference/build.js";
import { flatten } from "../../scripts/reference/fields.js";
import { partsOf } from "../../scripts/reference/parts.js";
import { projectRoot, readContract } from "../support/project.js";

const parts = endpoints(readContract()).map((endpoint) => partsOf(readContract(), endpoint));
const operationPages = parts.map(({ id }) => `${id}.html`);
const plainPages = [...operationPages, "overview.html", "readings.html", "changelog.html"];

let folder: string;
let site: Map<string, string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "enkash-contract-site-"));
  site = build("one");
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

function build(name: string): Map<string, string> {
  const output = join(folder, name);
  buildReference(projectRoot, output);
  return new Map(
    readdirSync(output).map((file) => [file, readFileSync(join(output, file), "utf8")]),
  );
}

function read(page: string): string {
  const text = site.get(page);
  if (text === undefined) throw new Error(`The site has no ${page}.`);
  return text;
}

function policyOf(page: string): string {
  return /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(read(page))?.[1] ?? "";
}

/** Lists the addresses that a page would load or link to, by attribute. */
function addresses(page: string): string[] {
  // Inline scripts and styles are code, not markup.
  const markup = read(page).replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, (whole) =>
    whole.slice(0, whole.indexOf(">")),
  );
  return [...markup.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address = ""]) => address);
}

test("the site has one page per operation, the overview, the readings, the changelog, the contract and llms.txt", () => {
  expect([...site.keys()].sort()).toEqual(
    [
      ...plainPages,
      "contract.css",
      "index.html",
      "llms.txt",
      "openapi.json",
      "openapi.yaml",
      "style.css",
      "try-it.js",
    ].sort(),
  );
});

test("a second build gives the same bytes", () => {
  expect(build("two")).toEqual(site);
}, 60_000);

test("the contract to download is the one in generated/", () => {
  expect(JSON.parse(read("openapi.json"))).toEqual(readContract());
  const [, ...lines] = readFileSync(join(projectRoot, "generated/openapi.yaml"), "utf8").split(
    "\n",
  );
  expect(read("openapi.yaml")).toBe(lines.join("\n"));
});

test("every page refuses what its Content-Security-Policy does not name, and none allows eval", () => {
  for (const page of [...plainPages, "index.html"]) {
    expect(policyOf(page), page).toMatch(/^default-src 'none'; /);
    expect(policyOf(page), page).not.toContain("unsafe-eval");
  }
});

test("no page may connect to anything, but that of an operation to this machine", () => {
  for (const page of [...plainPages, "index.html"]) {
    const [connect] = /connect-src [^;]*/.exec(policyOf(page)) ?? [];
    const loopback = "connect-src http://127.0.0.1:* http://localhost:*";
    expect(connect, page).toBe(operationPages.includes(page) ? loopback : undefined);
  }
});

test("the telemetry of the interactive page is off", () => {
  expect(read("index.html")).toContain('"disableTelemetry":true');
});

test("every address on a page is relative, so that the site works below a sub-path and offline", () => {
  // A reader may follow a link of the changelog to the outside; nothing is loaded from there.
  const outside = [...plainPages, "index.html"].flatMap((page) =>
    addresses(page).filter(
      (address) => /^(\/|[a-z]+:(?!,))/.test(address) && page !== "changelog.html",
    ),
  );
  expect(outside).toEqual([]);
});

test("every link on the plain pages leads to a page and an anchor that exist", () => {
  const dead = plainPages.flatMap((page) =>
    addresses(page)
      .filter((address) => !/^(data|https):/.test(address))
      .map((address) => {
        const [file, anchor] = address.split("#");
        const target = site.get(file === "" || file === undefined ? page : file);
        const found =
          target !== undefined && (anchor === undefined || target.includes(` id="${anchor}"`));
        return found ? undefined : `${page}: ${address}`;
      })
      .filter((link) => link !== undefined),
  );
  expect(dead).toEqual([]);
});

test("every field of every operation has an anchor on its page, and no anchor is there twice", () => {
  for (const { id, request, response } of parts) {
    const anchors = [...read(`${id}.html`).matchAll(/ id="([^"]+)"/g)].map(([, anchor]) => anchor);
    expect(anchors).toEqual([...new Set(anchors)]);
    const fields = flatten([...request, ...response]).map((field) => field.id);
    expect(fields.length).toBeGreaterThan(2);
    expect(anchors).toEqual(expect.arrayContaining(fields));
  }
});

test("the anchors of the fields are the ledger's names without the operation", () => {
  const page = read("payInvoices.html");
  expect(page).toContain(
    ' id="request.payment.invoicesPayInfos[].invoicePaymentAmount.splits[].value"',
  );
});

test("an operation's page shows each pair of examples in full", () => {
  for (const { id, pairs } of parts) {
    const text = read(`${id}.html`).replaceAll("&quot;", '"');
    for (const { request, response } of pairs) {
      expect(text).toContain(JSON.stringify(request.value, null, 2));
      expect(text).toContain(JSON.stringify(response.value, null, 2));
    }
  }
});

test("the page of an operation without documented security or server says so", () => {
  expect(read("payInvoices.html")).toContain("None is documented.");
  expect(read("payInvoices.html")).toContain("No host is documented.");
});

test("every reading is linked from an operation or the order lifecycle, and links back", () => {
  const page = read("readings.html");
  for (const { id } of readReadings(projectRoot)) {
    const section =
      page.slice(page.indexOf(`<section class="reading" id="${id}"`)).split("</section>")[0] ?? "";
    const back = [...section.matchAll(/href="([\w]+\.html)(?:#[^"]*)?"/g)].map(
      ([, file = ""]) => file,
    );
    expect(back.length, id).toBeGreaterThan(0);
    for (const file of back) expect(read(file), id).toContain(`href="readings.html#${id}"`);
  }
});

test("llms.txt names every operation with its page, its path and every field", () => {
  const text = read("llms.txt");
  expect(text).toMatch(/^# EnKash contract \d/);
  for (const { id, path, request, response } of parts) {
    expect(text).toContain(`(${id}.html)`);
    expect(text).toContain(`POST ${path}`);
    for (const field of flatten([...request, ...response])) expect(text).toContain(`${field.id} (`);
  }
});
