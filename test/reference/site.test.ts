import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildReference } from "../../scripts/reference/build-site.js";
import { flatten } from "../../scripts/reference/fields.js";
import { readSite, type Site, type SitePage } from "../../scripts/reference/read-site.js";
import { sitePages } from "../../scripts/reference/site.js";
import { projectRoot } from "../support/project.js";

/** Largest page with everything that it loads, the search included, gzipped. */
const MOST_BYTES = 40_000;

let folder: string;
let files: Map<string, string>;
let site: Site;
let pages: SitePage[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "enkash-contract-site-"));
  files = await build("one");
  site = readSite(projectRoot);
  pages = await sitePages(site);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function build(name: string, address?: string): Promise<Map<string, string>> {
  const output = join(folder, name);
  await buildReference(projectRoot, output, address);
  return new Map(
    readdirSync(output).map((file) => [file, readFileSync(join(output, file), "utf8")]),
  );
}

function read(file: string): string {
  const text = files.get(file);
  if (text === undefined) throw new Error(`The site has no ${file}.`);
  return text;
}

/** Lists the addresses that a page loads or links to. */
function addresses(file: string): string[] {
  return [...read(file).matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, address = ""]) => address);
}

function anchors(file: string): string[] {
  return [...read(file).matchAll(/ id="([^"]+)"/g)].map(([, anchor = ""]) => anchor);
}

test("every page of the list is built, and no other", () => {
  const built = [...files.keys()].filter((file) => file.endsWith(".html"));
  expect(built.sort()).toEqual(pages.map(({ file }) => file).sort());
});

test("a second build gives the same bytes", async () => {
  expect(await build("two")).toEqual(files);
});

test("the contract to download is the one in generated/", () => {
  const generated = (name: string) => readFileSync(join(projectRoot, "generated", name), "utf8");
  expect(JSON.parse(read("openapi.json"))).toEqual(JSON.parse(generated("openapi.json")));
  const [, ...lines] = generated("openapi.yaml").split("\n");
  expect(read("openapi.yaml")).toBe(lines.join("\n"));
});

test("every page is valid HTML", async () => {
  const validator = new HtmlValidate({ extends: ["html-validate:standard"] });
  for (const { file } of pages) {
    const report = await validator.validateString(read(file), file);
    const messages = report.results.flatMap(({ messages: found }) =>
      found.map(({ line, ruleId, message }) => `${file}:${line} ${ruleId}: ${message}`),
    );
    expect(messages).toEqual([]);
  }
});

test("every page has one h1 and a title of its own", () => {
  for (const { file } of pages) {
    const mend = `${file}: the \`content\` of a page has its one h1.`;
    expect(read(file).match(/<h1[ >]/g) ?? [], mend).toHaveLength(1);
  }
  const titles = pages.map(({ file }) => /<title>([^<]*)/.exec(read(file))?.[1]);
  expect(new Set(titles).size).toBe(pages.length);
});

test("no page allows inline code, eval or another host but the mock on this machine", () => {
  for (const { file, tryIt } of pages) {
    const [, policy = ""] = /Content-Security-Policy" content="([^"]+)"/.exec(read(file)) ?? [];
    const rules = policy.split("; ");
    expect(rules, file).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'"]),
    );
    expect(policy, file).not.toContain("unsafe");
    const connect = rules.filter((rule) => rule.startsWith("connect-src"));
    const loopback = ["connect-src http://127.0.0.1:* http://localhost:*"];
    expect(connect, file).toEqual(tryIt === true ? loopback : []);
  }
});

test("every address is relative, so that the site works below a sub-path", () => {
  // The changelog may link to the outside; nothing is loaded from there.
  const outside = pages
    .filter(({ file }) => file !== "changelog.html")
    .flatMap(({ file }) => addresses(file).filter((address) => /^(\/|[a-z]+:)/.test(address)));
  expect(outside).toEqual([]);
});

test("every link leads to a file and an anchor that exist", () => {
  const dead = pages.flatMap(({ file: page }) =>
    addresses(page)
      .filter((address) => !address.startsWith("https:"))
      .filter((address) => {
        const [file, anchor] = address.split("#");
        const target = file === "" || file === undefined ? page : file;
        return !(files.has(target) && (anchor === undefined || anchors(target).includes(anchor)));
      })
      .map((address) => `${page}: ${address}`),
  );
  expect(dead).toEqual([]);
});

test("a known address is named in canonical and og tags, an unknown one is not", async () => {
  const address = "https://reference.example/contract/";
  const known = await build("known", address);
  for (const { file } of pages) {
    expect(known.get(file)).toContain(`<link rel="canonical" href="${address}${file}">`);
    expect(known.get(file)).toContain(`<meta property="og:url" content="${address}${file}">`);
    expect(read(file)).not.toContain("canonical");
  }
  expect(known.get("robots.txt")).toBe(`User-agent: *\nAllow: /\nSitemap: ${address}sitemap.xml\n`);
  const listed = [...(known.get("sitemap.xml") ?? "").matchAll(/<loc>([^<]+)/g)];
  const inNavigation = pages.filter(({ group }) => group !== undefined);
  expect(listed.map(([, url]) => url)).toEqual(inNavigation.map(({ file }) => address + file));
  expect(files.has("sitemap.xml")).toBe(false);
});

test("every field of every operation has an anchor, and no anchor is there twice", () => {
  for (const { file } of pages) expect(anchors(file)).toEqual([...new Set(anchors(file))]);
  for (const { id, request, response } of site.operations) {
    const fields = flatten([...request, ...response]).map((field) => field.id);
    expect(anchors(`${id}.html`)).toEqual(expect.arrayContaining(fields));
  }
});

test("the anchors of the fields are the ids of their facts without the operation", () => {
  expect(anchors("createOrder.html")).toContain("request.amount.value");
  expect(anchors("payInvoices.html")).toContain(
    "request.payment.invoicesPayInfos[].invoicePaymentAmount.splits[].value",
  );
});

test("an operation's page shows every example in full", () => {
  for (const { id, cases } of site.operations) {
    const text = read(`${id}.html`)
      .replace(/<[^>]+>/g, "")
      .replaceAll("&quot;", '"');
    for (const { request, response } of cases) {
      expect(text).toContain(JSON.stringify(request, null, 2));
      expect(text).toContain(JSON.stringify(response, null, 2));
    }
  }
});

test("an operation without documented authentication or host says so", () => {
  expect(read("payInvoices.html")).toContain("None is documented.");
  expect(read("payInvoices.html")).toContain("No host is documented.");
});

test("every reading is linked from where it applies, and links back", () => {
  const page = read("readings.html");
  for (const { id } of site.readings) {
    const entry = page.slice(page.indexOf(`<article class="reading" id="${id}"`));
    const [text = ""] = entry.split("</article>");
    const back = [...text.matchAll(/href="(\w+\.html)(?:#[^"]*)?"/g)].map(([, file = ""]) => file);
    expect(back.length, id).toBeGreaterThan(0);
    for (const file of back) expect(read(file), id).toContain(`href="readings.html#${id}"`);
  }
});

test("llms.txt lists every page of the navigation", () => {
  const text = read("llms.txt");
  for (const { file, group } of pages) {
    if (group !== undefined) expect(text).toContain(`](${file.replace(/html$/, "md")})`);
  }
});

test("llms-full.txt has every field with its constraints, values and examples", () => {
  const text = read("llms-full.txt");
  for (const { request, response } of site.operations) {
    for (const { id, constraints, values, examples } of flatten([...request, ...response])) {
      const [, line = ""] = text.split(`\`${id}\``);
      expect(line, id).not.toBe("");
      for (const words of constraints) expect(text, id).toContain(words);
      for (const { value } of values) expect(text, id).toContain(value);
      for (const example of examples) expect(text, id).toContain(example);
    }
  }
});

test("a Markdown twin has what its page has, and leads to other twins", () => {
  const twin = read("createOrder.md");
  expect(twin).toMatch(/^# Create order/);
  expect(twin).toContain("`request.amount.value` number");
  expect(twin).toContain("readings.md#amounts-in-rupees");
  expect(twin).not.toMatch(/<\/?(p|ul|li|div|svg|span)\b|\.html/);
});

test("no page weighs more than its limit, with the search loaded", () => {
  const weight = (file: string) => gzipSync(read(file)).length;
  for (const { file } of pages) {
    const loaded = addresses(file).filter((address) => /\.(css|js|svg)$/.test(address));
    const sizes = [file, ...loaded, "search.js"].map(weight);
    const sum = sizes.reduce((total, size) => total + size, 0);
    expect(sum, file).toBeLessThan(MOST_BYTES);
  }
});
