import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { Contract, Schema } from "../../scripts/contract/document.js";
import { redocly } from "../../scripts/tools/redocly.js";
import { checkOrphans, checkPreflight } from "../../scripts/verify/preflight.js";
import { expectNone } from "../support/expect.js";
import { projectRoot, readContract, readYaml } from "../support/project.js";

type Loose = Record<string, unknown>;

/** Breaks a copy of the contract, and returns what the preflight says of it. */
function broken(edit: (contract: Contract) => void): string[] {
  const contract = readContract();
  edit(contract);
  return checkPreflight(contract).map(({ text }) => text);
}

function schema(contract: Contract, name: string): Schema & { properties: Record<string, Schema> } {
  return contract.components.schemas[name] as Schema & { properties: Record<string, Schema> };
}

test("the preflight finds nothing in the contract as it stands", () =>
  expectNone([...checkPreflight(readContract()), ...checkOrphans(projectRoot)]));

test.each<[string, Loose, string]>([
  ["a pattern that is an error under the flag u", { pattern: '\\"' }, "Invalid escape"],
  ["a keyword that is spelt wrong", { maxLenght: 5 }, 'unknown keyword: "maxLenght"'],
  ["a limit that belongs to another type", { minimum: 5 }, 'missing type "number"'],
  ["an unknown format", { format: "e-mail" }, 'unknown format "e-mail"'],
])("%s does not compile, and the preflight names the schema", (_, keywords, why) => {
  const [text, ...others] = broken((contract) =>
    Object.assign(schema(contract, "Address").properties.city ?? {}, keywords),
  );
  expect(others).toEqual([]);
  expect(text).toContain("openapi/schemas/Address.yaml#/properties/city: ");
  expect(text).toContain(why);
});

test("a pattern of a parameter has to compile, too", () => {
  const parameter = { name: "page", in: "query", schema: { type: "string", pattern: '\\"' } };
  const found = broken((contract) =>
    Object.assign(contract.paths["/api/v0/orders"]?.post ?? {}, { parameters: [parameter] }),
  );
  expect(found).toEqual([
    expect.stringMatching(
      /^openapi\/paths\/createOrder\.yaml#\/post\/parameters\/0\/schema: .*Invalid escape/,
    ),
  ]);
});

test("a value that no JSON Schema has is reported at the keyword", () => {
  const found = broken((contract) =>
    Object.assign(schema(contract, "Address").properties.city ?? {}, { maxLength: "5" }),
  );
  expect(found).toEqual([
    expect.stringMatching(/^openapi\/schemas\/Address\.yaml#\/properties\/city\/maxLength: /),
  ]);
});

test("a required property that the schema does not name is refused", () => {
  const [text] = broken((contract) => schema(contract, "Amount").required?.push("unit"));
  expect(text).toMatch(
    /^openapi\/schemas\/Amount\.yaml#: .*required property "unit" is not defined/,
  );
});

test("a reference to a schema that does not exist is refused", () => {
  const found = broken((contract) => {
    schema(contract, "PayInvoicesDevice").properties.tag = { $ref: "#/components/schemas/Tag" };
  });
  expect(found).toEqual([
    "openapi/schemas/PayInvoicesDevice.yaml#/properties/tag/$ref: there is no schema #/components/schemas/Tag.",
  ]);
});

test("a constraint beside a reference is refused, where draft-07 tools would ignore it", () => {
  const found = broken((contract) => {
    const { amount } = schema(contract, "CreateOrderRequest").properties;
    Object.assign(amount ?? {}, { description: "Said here.", minProperties: 1 });
  });
  expect(found).toContainEqual(
    expect.stringMatching(
      /CreateOrderRequest\.yaml#\/properties\/amount\/minProperties: minProperties stands beside a/,
    ),
  );
  expect(found.filter((text) => text.includes("description"))).toEqual([]);
});

test.each([
  ["pattern", "^[\u0905-\u0939]+$"],
  ["enum", ["\u20b9"]],
])("text in %s that is not ASCII is refused", (keyword, value) => {
  const found = broken((contract) =>
    Object.assign(schema(contract, "Address").properties.city ?? {}, { [keyword]: value }),
  );
  expect(found).toEqual([
    expect.stringMatching(
      `^openapi/schemas/Address.yaml#/properties/city/${keyword}: .* is not ASCII`,
    ),
  ]);
});

test("a security scheme that does not exist is refused where it is referred to", () => {
  const found = broken((contract) =>
    contract.paths["/api/v0/orders"]?.post?.security.push({ basic: [] }),
  );
  expect(found).toEqual([
    "openapi/paths/createOrder.yaml#/post/security: there is no security scheme basic. Define it in openapi/openapi.yaml.",
  ]);
});

test("a security scheme that nothing refers to is refused", () => {
  const found = broken((contract) =>
    contract.paths["/api/v0/order/orderDetails"]?.post?.security.pop(),
  );
  expect(found).toEqual([
    "openapi/openapi.yaml#/components/securitySchemes/rewardsToken: no operation uses this security scheme. Use it, or delete it.",
  ]);
});

test.each(["Authorization", "Content-Type", "accept"])(
  "a header parameter named %s is refused",
  (name) => {
    const parameter = { name, in: "header", schema: { type: "string" } };
    const found = broken((contract) =>
      Object.assign(contract.paths["/api/v0/orders"]?.post ?? {}, { parameters: [parameter] }),
    );
    expect(found).toEqual([
      `openapi/paths/createOrder.yaml#/post/parameters/0: OpenAPI ignores a header parameter ${name}. Use a security scheme or a media type.`,
    ]);
  },
);

test("a file under openapi/ that nothing refers to is refused", () => {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-preflight-"));
  try {
    cpSync(join(projectRoot, "openapi"), join(folder, "openapi"), { recursive: true });
    writeFileSync(join(folder, "openapi/schemas/Forgotten.yaml"), "type: string\n");
    expect(checkOrphans(folder).map(({ text }) => text)).toEqual([
      "openapi/schemas/Forgotten.yaml: nothing refers to it. Refer to it, or delete it.",
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("every rule of redocly.yaml fires on a document that breaks them all", () => {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-lint-"));
  try {
    const file = join(folder, "broken.yaml");
    writeFileSync(file, stringify(breakEveryRule(readContract())));
    const run = redocly(
      ["lint", file, "--config=redocly.yaml", "--format=json", "--max-problems=1000"],
      projectRoot,
    );
    const { rules } = readYaml("redocly.yaml") as { rules: Record<string, unknown> };
    const silent = Object.keys(rules).filter(
      (rule) => rules[rule] !== "off" && !run.output.includes(`"ruleId": "${rule}"`),
    );
    expect(run.ok).toBe(false);
    expect(silent).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function breakEveryRule(contract: Contract): Contract {
  const [order, pay, info] = Object.values(contract.paths) as unknown as [Loose, Loose, Loose];
  const { post: first } = order as { post: Loose };
  const { post: second } = pay as { post: Loose };
  const { post: third } = info as { post: Loose };
  contract.tags.push({ name: "Rewards", description: "Twice." });
  Object.assign(contract, { jsonSchemaDialect: "https://example.org/dialect" });
  contract.servers = [];
  Object.assign(contract.info, { summary: "A summary." });
  const variables = { version: { default: "v0", description: "Described." } };
  order.servers = [
    { url: "https://api.enkash.in/{version}", description: "A live host", variables },
  ];
  first.operationId = "CreateOrder";
  first.summary = "Creates an order.";
  first.tags = ["Payment Gateway", "Rewards"];
  first.parameters = [
    { name: "Authorization", in: "header", schema: { type: "string" } },
    { name: "page", in: "query", schema: { type: "integer" }, example: "first" },
  ];
  delete pay.servers;
  for (const key of ["operationId", "description", "x-page", "security"]) delete second[key];
  delete third.summary;
  Object.assign(schema(contract, "Amount"), { allOf: [{ type: "object" }], required: ["unit"] });
  Object.assign(schema(contract, "Address").properties.city ?? {}, {
    items: { type: "string" },
    description: undefined,
  });
  delete schema(contract, "Address").properties.state?.type;
  delete (contract.components.examples["createOrder.minimal.request"] as unknown as Loose).summary;
  return contract;
}
