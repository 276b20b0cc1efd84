import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Contract } from "../../scripts/contract/document.js";
import type { Path } from "../../scripts/contract/places.js";
import { diff, newestRelease } from "../../scripts/diff.js";
import { drop, type Mutation, mutate, rename, set } from "../../scripts/verify/mutants/mutant.js";
import { projectRoot, readContract } from "../support/project.js";

const contract = readContract();
const order: Path = ["paths", "/api/v0/orders"];
const pay: Path = ["paths", "/api/v0/payment/req-pay"];
const info: Path = ["paths", "/api/v0/order/orderDetails"];
const schema = (name: string, ...path: Path): Path => ["components", "schemas", name, ...path];
const member = (name: string, property: string, ...path: Path) =>
  schema(name, "properties", property, ...path);

/** A kind of breaking change, what the report has to say of it, and a mutation that makes it. */
type Kind = [kind: string, said: string, mutation: Mutation];

/** Changes inside operations, which do not hide one another, so that one comparison sees them all. */
const INSIDE: Kind[] = [
  [
    "a member of a request becomes required",
    "became required: \\`returnUrl",
    set(schema("CreateOrderRequest", "required", 3), "returnUrl"),
  ],
  [
    "a member of a request is dropped",
    "Property \\`lastName",
    drop(member("CustomerDetail", "lastName")),
  ],
  [
    "a member of a request changes its type",
    "Type of \\`email",
    set(member("CustomerDetail", "email", "type"), "number"),
  ],
  ["a limit rises", "Lower bound of \\`value", set(member("Amount", "value", "minimum"), 1)],
  [
    "a minimum length rises",
    "minLength\\` of \\`accountNumber",
    set(member("OrderPaymentDetail", "accountNumber", "minLength"), 10),
  ],
  [
    "a maximum length falls",
    "maxLength\\` of \\`ifsc",
    set(member("OrderPaymentDetail", "ifsc", "maxLength"), 10),
  ],
  [
    "a limit is added",
    "maxLength\\` of \\`notifyUrl",
    set(member("CreateOrderRequest", "notifyUrl", "maxLength"), 100),
  ],
  [
    "a pattern changes",
    "pattern\\` of \\`utr",
    set(member("PayInvoicesPayment", "utr", "pattern"), "^[A-Z]+$"),
  ],
  [
    "a request loses an enum value",
    "lost values: 'CHEQUE'",
    drop(schema("PayInvoicesPaymentMode", "enum", 10)),
  ],
  [
    "an open object is closed",
    "additionalProperties\\` of \\`address",
    set(schema("Address", "additionalProperties"), false),
  ],
  [
    "a map is closed",
    "additionalProperties\\` of \\`customParameters",
    set(member("CreateOrderRequest", "customParameters", "additionalProperties"), false),
  ],
  [
    "a member of an answer is dropped",
    "Property \\`redirectionUrl",
    drop(member("OrderCreateResponse", "redirectionUrl")),
  ],
  [
    "a member of an answer is renamed",
    "Property \\`pin",
    rename(contract, member("FetchOrderInfoVoucher", "pin"), "pins"),
  ],
  [
    "a member of an answer is no longer required",
    "no longer required: \\`response_message",
    drop(schema("FetchOrderInfoResponse", "required", 1)),
  ],
  [
    "a member of an answer changes its type",
    "Type of \\`totalAmount",
    set(member("FetchOrderInfoPaylod", "totalAmount", "type"), "string"),
  ],
  [
    "a member of an answer may be null",
    "Type of \\`paidAmount",
    set(member("FetchOrderInfoPaylod", "paidAmount", "type"), ["integer", "null"]),
  ],
  [
    "an answer gains an enum value",
    "gained values: 'NEW'",
    set(schema("FetchOrderInfoOrderStatus", "enum", 5), "NEW"),
  ],
  [
    "int32 is dropped",
    "format\\` of \\`response_code",
    drop(member("CreateOrderResponse", "response_code", "format")),
  ],
  [
    "an operationId changes",
    "'createOrder' to 'placeOrder'",
    set([...order, "post", "operationId"], "placeOrder"),
  ],
  [
    "a server changes",
    "Server \\`https://olympus-pg-uat",
    set([...order, "servers", 0, "url"], "https://marketplace-uat.enkash.in"),
  ],
  [
    "a required parameter is added",
    "Required \\`added",
    set(
      [...order, "post", "parameters"],
      [{ name: "added", in: "query", required: true, schema: { type: "string" } }],
    ),
  ],
  [
    "security is added",
    "Authentication became required",
    set([...pay, "post", "security"], [{ rewardsToken: [] }]),
  ],
  [
    "a second security scheme is needed",
    "\\`rewardsToken\\` is no longer accepted",
    set([...info, "post", "security"], [{ rewardsToken: [], merchantAccessKey: [] }]),
  ],
  [
    "a security header changes its name",
    "'merchantAccessKey' to 'x-key'",
    set(["components", "securitySchemes", "merchantAccessKey", "name"], "x-key"),
  ],
];

/** Changes of whole operations. */
const WHOLE: Kind[] = [
  ["a path changes", "\\`/api/v0/orders\\` was renamed", rename(contract, order, "/api/v1/orders")],
  [
    "a method changes",
    "Operation \\`POST /api/v0/order/orderDetails\\` was removed",
    rename(contract, [...info, "post"], "put"),
  ],
  [
    "a media type changes",
    "Media type \\`application/json\\`",
    rename(contract, [...pay, "post", "requestBody", "content", "application/json"], "text/json"),
  ],
  [
    "a status changes",
    "Response \\`200\\` became \\`201\\`",
    rename(contract, [...pay, "post", "responses", "200"], "201"),
  ],
];

/** Breaking changes that the gate takes for small ones, and what watches them instead. */
const UNSEEN: [string, Mutation][] = [
  [
    "all servers of a path are dropped (the house rule path-has-servers sees it)",
    drop([...order, "servers"]),
  ],
  [
    "OrderStatus, which no operation refers to, loses a value (its facts see it)",
    drop(schema("OrderStatus", "enum", 0)),
  ],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "enkash-contract-release-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Compares the contract, released under a version, with its mutant. */
function compare(mutations: Mutation[], from = "1.0.0", to = from) {
  const write = (name: string, document: Contract, version: string) => {
    const file = join(folder, name);
    writeFileSync(file, stringify({ ...document, info: { ...document.info, version } }));
    return file;
  };
  const mutant = mutations.reduce(mutate, contract);
  return diff(write("base.yaml", contract, from), write("revision.yaml", mutant, to), projectRoot);
}

describe.each([INSIDE, WHOLE])("the release gate sees that", (...kinds) => {
  let rows: string[];
  beforeAll(() => {
    const { changes } = compare(kinds.map(([, , mutation]) => mutation));
    rows = changes.split("\n").filter((row) => row.includes("major |"));
  });

  test.each(kinds)("%s", (_, said) => expect(rows).toContainEqual(expect.stringContaining(said)));
});

test(`the release gate does not see that ${UNSEEN.map(([kind]) => kind).join(", and that ")}`, () => {
  const { ok, changes } = compare(
    UNSEEN.map(([, mutation]) => mutation),
    "1.0.0",
    "1.0.1",
  );
  expect(ok).toBe(true);
  expect(changes).toContain("**0** major");
});

const breaking = drop(member("OrderCreateResponse", "redirectionUrl"));

test.each([
  ["1.0.0", "1.1.0", false],
  ["1.0.0", "2.0.0", true],
  ["0.1.0", "0.1.1", false],
  ["0.1.0", "0.2.0", true],
])("a breaking change from version %s to %s passes: %s", (from, to, ok) => {
  const { ok: passed, why } = compare([breaking], from, to);
  expect(passed).toBe(ok);
  expect(why.startsWith("info.version")).toBe(!ok);
});

test("a contract that did not change needs no new version", () =>
  expect(compare([]).ok).toBe(true));

describe("the newest release", () => {
  let root: string;
  const git = (...args: string[]) => {
    const run = spawnSync(
      "git",
      ["-c", "user.name=Test", "-c", "user.email=test@test.invalid", ...args],
      {
        cwd: root,
      },
    );
    expect(run.status, String(run.stderr)).toBe(0);
  };
  const commit = (message: string, ...tags: string[]) => {
    git("commit", "--quiet", "--allow-empty", `--message=${message}`);
    for (const tag of tags) git("tag", tag);
  };
  beforeEach(() => {
    root = mkdtempSync(join(folder, "repository-"));
    git("init", "--quiet");
  });

  test("is the tag of the highest version before the commit at hand, and there may be none", () => {
    commit("A release", "v0.9.0", "v0.10.0", "w1.0.0");
    // The release itself is compared with the one before it.
    expect(newestRelease(root)).toBeUndefined();
    commit("A change after it");
    expect(newestRelease(root)).toBe("v0.10.0");
  });

  test("is the release, not its candidate", () => {
    commit("A release", "v0.2.0", "v1.0.0-rc.1", "v1.0.0");
    commit("A change after it");
    expect(newestRelease(root)).toBe("v1.0.0");
  });

  test("is the one that the branch was made from, not a later one elsewhere", () => {
    commit("A release", "v0.2.0");
    git("checkout", "--quiet", "-b", "later");
    commit("A later release", "v1.0.0");
    git("checkout", "--quiet", "-b", "maintenance", "v0.2.0");
    commit("A change of the earlier release");
    expect(newestRelease(root)).toBe("v0.2.0");
  });
});
