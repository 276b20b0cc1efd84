import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codeRefusals } from "../../scripts/generate/code-refusals.js";
import { generate } from "../../scripts/generate/files.js";
import { operations } from "../../scripts/generate/operations.js";
import { projectRoot, readContract } from "../support/project.js";
import { scratchProject } from "../support/scratch-project.js";

const { root, edit } = scratchProject();

/** File, line and column of the reference that the tests below lead elsewhere. */
const amountReference = (() => {
  const file = "openapi/schemas/CreateOrderRequest.yaml";
  const lines = readFileSync(join(projectRoot, file), "utf8").split("\n");
  const index = lines.findIndex((line) => line.includes("$ref: Amount.yaml"));
  return `${file}:${index + 1}:${(lines[index] ?? "").indexOf("Amount.yaml") + 1}`;
})();

test.each([
  ["an absolute path", "/etc/hostname"],
  ["a path out of openapi/", "../../redocly.yaml"],
  ["a path out of openapi/ in disguise", "%2e%2e/../redocly.yaml#/rules"],
  ["an address", "http://127.0.0.1:9/Amount.yaml"],
  ["an address without a scheme", "//example.org/Amount.yaml"],
  ["a file address", "file:///etc/hostname"],
  ["a folder beside openapi/ that begins like it", "../../openapi-old/Amount.yaml"],
])("a $ref to %s is refused with file and line before it is read", async (_, reference) => {
  edit("openapi/schemas/CreateOrderRequest.yaml", (text) => text.replace("Amount.yaml", reference));
  await expect(generate(root())).rejects.toThrow(
    `${amountReference}: refuses $ref ${reference}: it leads outside openapi/`,
  );
});

test.skipIf(process.platform === "win32")(
  "a $ref through a link that leads out of openapi/ is refused",
  async () => {
    symlinkSync("/etc/hostname", join(root(), "openapi/schemas/Linked.yaml"));
    edit("openapi/schemas/CreateOrderRequest.yaml", (text) =>
      text.replace("Amount.yaml", "Linked.yaml"),
    );
    await expect(generate(root())).rejects.toThrow(
      "refuses $ref Linked.yaml: it leads outside openapi/",
    );
  },
);

test("an alias and a mapping of a discriminator are references like any other", async () => {
  edit("openapi/schemas/CreateOrderRequest.yaml", (text) =>
    text
      .replace("description: The order to create.", "description: &out /etc/hostname")
      .replace("$ref: Amount.yaml", "$ref: *out"),
  );
  edit("openapi/schemas/Amount.yaml", (text) =>
    text.replace("properties:", "discriminator: { mapping: { a: /etc/passwd } }\nproperties:"),
  );
  const failure = String(await generate(root()).catch((error: unknown) => error));
  expect(failure).toMatch(/Amount\.yaml:\d+:32: refuses \$ref \/etc\/passwd/);
  expect(failure).toContain(`${amountReference}: refuses $ref /etc/hostname`);
});

test.each(["__proto__", "constructor", "toString", "then", "create-order", "2fa", "http", "''"])(
  "operationId %s is refused with file and line",
  async (id) => {
    edit("openapi/paths/createOrder.yaml", (text) => text.replace("createOrder", id));
    await expect(generate(root())).rejects.toThrow(
      /openapi\/paths\/createOrder\.yaml:\d+:16: refuses operationId .*: it has to be /,
    );
  },
);

test.each([
  [
    "an example that is no identifier",
    "paths/createOrder.yaml",
    "            minimal:",
    "            in-progress:",
    /openapi\/paths\/createOrder\.yaml:\d+:\d+: refuses the example in-progress/,
  ],
  [
    "a security scheme that is no identifier",
    "openapi.yaml",
    "    rewardsToken:",
    "    rewards-token:",
    /openapi\/openapi\.yaml:\d+:\d+: refuses the security scheme rewards-token/,
  ],
])("%s is refused", async (_, file, from, to, message) => {
  edit(`openapi/${file}`, (text) => text.replace(from, to));
  await expect(generate(root())).rejects.toThrow(message);
});

test.each([
  ["OrderStatuse", "its list would be called orderStatuses, and OrderStatus has that name already"],
  ["Operation", "its list would be called operations, and generated code has that name already"],
  ["Error", "generated code needs a name in PascalCase that nothing else has, say OrderStatus"],
  [
    "Credentials",
    "generated code needs a name in PascalCase that nothing else has, say OrderStatus",
  ],
  [
    "KnownOrderStatus",
    "generated code needs a name in PascalCase that nothing else has, say OrderStatus",
  ],
  [
    "Order-State",
    "generated code needs a name in PascalCase that nothing else has, say OrderStatus",
  ],
])("a schema named %s is refused", (name, why) => {
  const contract = readContract();
  contract.components.schemas[name] = { type: "string", enum: ["A"] };
  expect(codeRefusals(contract)).toEqual([
    `openapi/schemas/${name}.yaml:1:1: refuses the schema ${name}: ${why}.`,
  ]);
});

test("an operation without a request body is refused, be it a GET or not", () => {
  const contract = readContract();
  const { post } = contract.paths["/api/v0/orders"] ?? {};
  const { requestBody, ...get } = post ?? {};
  Object.assign(contract.paths, { "/api/v0/orders": { servers: [], get } });
  expect(codeRefusals(contract)).toEqual([
    "openapi/paths/createOrder.yaml:1:1: refuses createOrder: Expected one media type in the request of createOrder, " +
      "found 0. Extend scripts/generate/ and src/ first.",
  ]);
});

test("an operation with a choice of security schemes is refused", () => {
  const contract = readContract();
  contract.paths["/api/v0/orders"]?.post?.security.push({ rewardsToken: [] });
  expect(() => operations(contract)).toThrow("createOrder has alternative security schemes");
});

test("two operations with one operationId are refused", () => {
  const contract = readContract();
  const post = contract.paths["/api/v0/orders"]?.post;
  Object.assign(contract.paths["/api/v0/payment/req-pay"] ?? {}, { post });
  expect(codeRefusals(contract)).toEqual([
    "openapi/paths/: refuses operationId createOrder of POST /api/v0/payment/req-pay: POST /api/v0/orders has it already.",
  ]);
});

test("a keyword that the table does not know stops the generation, and the message says where to add it", async () => {
  edit("openapi/schemas/Address.yaml", (text) =>
    text.replace(
      "  city:\n    type: string",
      "  city:\n    type: string\n    contentEncoding: base64",
    ),
  );
  await expect(generate(root())).rejects.toThrow(
    "openapi/schemas/Address.yaml#/properties/city: the keyword contentEncoding is unknown: " +
      "add it to KEYWORDS in scripts/contract/keywords.ts",
  );
});
