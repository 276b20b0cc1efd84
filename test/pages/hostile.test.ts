import { describe, expect, test } from "vitest";
import { reportAsJson, reportAsText } from "../../scripts/verify/drift/report.js";
import { html } from "./support/render-html.js";
import { renderMarkdown } from "./support/render-openapi.js";
import { renderText } from "./support/render-text.js";
import { driftOf, factsOf } from "./support/saved.js";

/** Returns why a text is no page. */
function refusal(text: string): string | undefined {
  const { report } = driftOf(text);
  expect(report.inputs).toMatchObject([{ form: null, operation: null }]);
  expect(report.changes).toEqual([]);
  return report.unread[0]?.why;
}

const TOP = ["Create Order", "POST", "/api/v0/orders", "Request", "Body Params application/json"];
const END = ["Responses", "🟢200OK", "application/json", "Modified at 2024-10-10 08:31:41"];
const page = (...lines: string[]) => [...TOP, ...lines, ...END].join("\n");
const openApi = (rest: object) =>
  JSON.stringify({
    openapi: "3.0.1",
    paths: {
      "/api/v0/orders": {
        post: {
          responses: {
            200: {
              content: { "application/json": { schema: { $ref: "#/components/schemas/A0" } } },
            },
          },
        },
      },
    },
    ...rest,
  });

describe("what is no page", () => {
  const cases: [string, string, string][] = [
    ["an empty file", "", "The file is empty."],
    ["blanks alone", " \n\n ", "The file is empty."],
    ["a binary file", "PK\u0000\u0001", "The file is binary, not text."],
    [
      "a login page",
      "<!doctype html><form>Password</form>",
      "It is HTML without the portal's data",
    ],
    [
      "llms.txt",
      "# Portal\n\n## Docs\n- [A](https://portal.example/a.md): words",
      "It is llms.txt",
    ],
    ["navigation alone", "- A page\n- Another pagePOST\n- Responses", "It shows neither a method"],
    ["an error message", "404 page not found", "It shows neither a method"],
    ["JSON of something else", '{"error":"not found"}', "It is no OpenAPI document"],
    [
      "HTML whose data is of another kind",
      html({ loaderData: {} }),
      "The data in the page describes no endpoint.",
    ],
    [
      "an OpenAPI block that is cut off",
      "# A\n\n## OpenAPI Specification\n\n```yaml\nopenapi: 3.0.1",
      "Its OpenAPI block does not end",
    ],
  ];
  for (const [name, text, why] of cases) {
    test(`is refused with the reason: ${name}`, () => expect(refusal(text)).toContain(why));
  }

  test("is never read as one of our pages with nothing changed", () => {
    for (const [, text] of cases)
      expect(driftOf(text, "createOrder").report.unread).not.toEqual([]);
  });
});

describe("a page that is made to cost much", () => {
  const cases: [string, string, string][] = [
    ["more bytes than any page", "x".repeat(10_000_001), "a page has at most"],
    ["more lines than any page", "a\n".repeat(200_000), "It has more than"],
    [
      "more rows than any table",
      page(...Array<string>(500).fill("a\nstring\noptional")),
      "A table has more than",
    ],
    [
      "an example without end",
      page("a", "string", "optional", "Example", `{"a":"${"\\".repeat(300_000)}`),
      "An example has more",
    ],
    ["large YAML", `openapi: 3.0.1\n${"a: 1\n".repeat(100_000)}`, "YAML of more than"],
    [
      "brackets without end",
      `openapi: 3.0.1\npaths: ${"[".repeat(2_000)}`,
      "It is nested too deep",
    ],
    ["JSON without end", `{"openapi":${"[".repeat(1_000_000)}`, "It is nested too deep"],
    ["a key given twice", "openapi: 3.0.1\npaths: {}\npaths: {}", "A key is given twice."],
    ["aliases of aliases", bombOfAliases(), "Excessive alias count"],
    ["references that multiply", openApi(bombOfReferences()), "A schema has more than"],
    [
      "data that refers to itself",
      html(selfReference()).replace('\\"SELF\\"', "12"),
      "describes no endpoint",
    ],
  ];
  for (const [name, text, why] of cases) {
    test(`is refused: ${name}`, () => expect(refusal(text)).toContain(why));
  }

  test("is read as far as it goes where references lead in a circle", () => {
    const schemas = {
      A0: { type: "object", properties: { again: { $ref: "#/components/schemas/A0" } } },
    };
    const why = driftOf(openApi({ components: { schemas } })).report.unread.map((item) => item.why);
    expect(why).toContain("the reference #/components/schemas/A0 leads in a circle");
  });

  test("opens no file that a reference names", () => {
    const text = openApi({}).replace("#/components/schemas/A0", "file:///etc/hosts");
    const why = driftOf(text).report.unread.map((item) => item.why);
    expect(why).toContain("the reference file:///etc/hosts leads nowhere");
  });

  test("changes no object of the program", () => {
    driftOf('{"__proto__":{"polluted":1},"paths":{"__proto__":{"polluted":1}}}');
    driftOf(page("__proto__", "object", "optional", "polluted", "string", "optional"));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

function bombOfAliases(): string {
  const names = "abcdefghij".split("");
  const lines = names.map((name, index) => {
    const below = index === 0 ? "1" : `*${names[index - 1]}`;
    return `${name}: &${name} [${Array<string>(9).fill(below).join(",")}]`;
  });
  return ["openapi: 3.0.1", ...lines, "paths: *j"].join("\n");
}

function bombOfReferences(): object {
  const schemas = Array.from({ length: 30 }, (_, index) => {
    const below = { $ref: `#/components/schemas/A${index + 1}` };
    return [`A${index}`, { type: "object", properties: { a: below, b: below, c: below } }];
  });
  return { components: { schemas: Object.fromEntries(schemas) } };
}

function selfReference(): object {
  return { loaderData: { root: { docsDataState: { resourceData: { data: { deep: "SELF" } } } } } };
}

describe("a page that is made to act on its reader", () => {
  const hostile = "\u001b]8;;https://evil.example\u0007x\u001b[2J\u202egnp.exe\u2028\u0085";
  const file = factsOf("createOrder");
  file.page = `Create Order ${hostile}`;
  file.facts["createOrder.request.orderId"] = { type: "string", required: true, default: hostile };

  for (const [form, text] of [
    ["text", renderText(file)],
    ["Markdown", renderMarkdown(file)],
  ] as const) {
    test(`puts no control character into a report, as ${form}`, () => {
      const { report } = driftOf(text, "createOrder");
      expect(report.changes.length).toBeGreaterThan(0);
      expect(reportAsText(report, () => [])).toMatch(/^[\n -~…]*$/);
      expect(reportAsJson(report)).toMatch(/^[\n -~]*$/);
    });
  }

  test("keeps its text in the JSON report, escaped", () => {
    const { report } = driftOf(renderMarkdown(file));
    expect(JSON.parse(reportAsJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
  });
});

test("a row without a type is unread with its name, and does not count as gone", () => {
  const lines = renderText(factsOf("createOrder")).split("\n");
  const at = lines.indexOf("notifyUrl");
  const { report } = driftOf(lines.toSpliced(at + 1, 1).join("\n"));
  const line = at + 1;
  expect(report.unread).toMatchObject([
    { text: "notifyUrl / optional", line },
    { text: "createOrder.request.notifyUrl", line },
  ]);
  expect(report.changes).toEqual([]);
});

test("a row of an unknown type is unread, with all that follows it", () => {
  const lines = renderText(factsOf("createOrder")).split("\n");
  const at = lines.indexOf("accountNumber");
  const { report } = driftOf(lines.with(at + 1, "decimal").join("\n"));
  expect(report.unread).toMatchObject([
    { text: "accountNumber / decimal / optional" },
    { text: "createOrder.request.paymentDetail.accountNumber" },
  ]);
  expect(report.changes).toEqual([]);
});

test("a section of an unknown kind is unread", () => {
  const text = renderText(factsOf("createOrder")).replace("Header Params", "Trailer Params");
  const why = driftOf(text).report.unread.map((item) => item.why);
  expect(why).toContain("a section of an unknown kind");
});

test("keywords of a schema that no fact expresses are unread", () => {
  const text = renderMarkdown(factsOf("createOrder")).replace(
    /^( +)minimum: 0.01$/m,
    "$&\n$1oneOf: []",
  );
  const { report } = driftOf(text);
  expect(report.unread).toMatchObject([{ why: "the keyword oneOf is not understood" }]);
});

test("a page that fits two of ours alike is refused with the candidates", () => {
  const { facts, ...file } = factsOf("createOrder");
  const entries = Object.entries(facts).map(([at, fact]) => [
    at.replace("createOrder", "again"),
    fact,
  ]);
  const double = { ...file, id: "again", facts: Object.fromEntries(entries) };
  const text = renderText(factsOf("createOrder")).replace("/api/v0/orders", "/api/v0/else");
  expect(driftOf(text, undefined, [double]).report.unread).toMatchObject([
    { why: "It fits several of our pages alike: createOrder, again. Name one: --operation ID" },
  ]);
  expect(driftOf(text, "createOrder", [double]).report.unread).toEqual([]);
});

test("a response without its content is unread", () => {
  const text = renderText(factsOf("createOrder")).replace("\nModified", "\n🟠400Bad\nModified");
  expect(driftOf(text).report.unread).toMatchObject([{ text: "response.400" }]);
});

test("a type that may be null is another type than the one without", () => {
  const text = renderText(factsOf("createOrder")).replace(
    "notifyUrl\nstringÂ",
    "notifyUrl\nstring | null",
  );
  const [change] = driftOf(text).report.changes;
  expect(change).toMatchObject({ at: "createOrder.request.notifyUrl", keyword: "nullable" });
});

test("a status is known by its number where saving lost or broke the emoji before it", () => {
  const text = renderText(factsOf("createOrder"));
  for (const before of ["", "ðŸŸ¢", "�"]) {
    const { report } = driftOf(text.replace("🟢", before));
    expect(report).toMatchObject({ changes: [], unread: [] });
  }
});

test("a date that only says how long ago is no date, and no incompleteness", () => {
  const text = renderText(factsOf("createOrder")).replace(
    /Modified at.*/,
    "Last modified: 10 days ago",
  );
  const { report } = driftOf(text);
  expect(report).toMatchObject({ changes: [], unread: [], notShown: [{ what: "modified" }] });
});
