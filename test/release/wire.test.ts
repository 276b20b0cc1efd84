import { beforeAll, describe, expect, test } from "vitest";
import type { Path } from "../../scripts/contract/places.js";
import { drop, type Mutation, mutate, rename, set } from "../../scripts/verify/mutants/mutant.js";
import { compareWire } from "../../scripts/verify/release/wire.js";
import { projectRoot, readContract } from "../support/project.js";

const contract = readContract();
const order: Path = ["paths", "/api/v0/orders"];
const pay: Path = ["paths", "/api/v0/payment/req-pay"];
const info: Path = ["paths", "/api/v0/order/orderDetails"];
const schema = (name: string, ...path: Path): Path => ["components", "schemas", name, ...path];
const property = (name: string, key: string, ...path: Path) =>
  schema(name, "properties", key, ...path);

/** A kind of breaking change, what the report has to say of it, and a mutation that makes it. */
type Kind = [kind: string, said: string, mutation: Mutation];

/**
 * Changes inside operations, which do not hide one another, so that one comparison sees them all.
 */
const INSIDE: Kind[] = [
  [
    "a property of a request becomes required",
    "became required: `returnUrl",
    set(schema("CreateOrderRequest", "required", 3), "returnUrl"),
  ],
  [
    "a property of a request is dropped",
    "Property `lastName",
    drop(property("CustomerDetail", "lastName")),
  ],
  [
    "a property of a request changes its type",
    "Type of `email",
    set(property("CustomerDetail", "email", "type"), "number"),
  ],
  ["a limit rises", "Lower bound of `value", set(property("Amount", "value", "minimum"), 1)],
  [
    "a minimum length rises",
    "minLength` of `accountNumber",
    set(property("OrderPaymentDetail", "accountNumber", "minLength"), 10),
  ],
  [
    "a maximum length falls",
    "maxLength` of `ifsc",
    set(property("OrderPaymentDetail", "ifsc", "maxLength"), 10),
  ],
  [
    "a limit is added",
    "maxLength` of `notifyUrl",
    set(property("CreateOrderRequest", "notifyUrl", "maxLength"), 100),
  ],
  [
    "a pattern changes",
    "pattern` of `utr",
    set(property("PayInvoicesPayment", "utr", "pattern"), "^[A-Z]+$"),
  ],
  [
    "a request loses an enum value",
    "lost values: 'CHEQUE'",
    drop(schema("PayInvoicesPaymentMode", "enum", 10)),
  ],
  [
    "an open object is closed",
    "additionalProperties` of `address",
    set(schema("Address", "additionalProperties"), false),
  ],
  [
    "a map is closed",
    "additionalProperties` of `customParameters",
    set(property("CreateOrderRequest", "customParameters", "additionalProperties"), false),
  ],
  [
    "a property of a response is dropped",
    "Property `redirectionUrl",
    drop(property("OrderCreateResponse", "redirectionUrl")),
  ],
  [
    "a property of a response is renamed",
    "Property `pin",
    rename(contract, property("FetchOrderInfoVoucher", "pin"), "pins"),
  ],
  [
    "a property of a response is no longer required",
    "no longer required: `response_message",
    drop(schema("FetchOrderInfoResponse", "required", 1)),
  ],
  [
    "a property of a response changes its type",
    "Type of `totalAmount",
    set(property("FetchOrderInfoPaylod", "totalAmount", "type"), "string"),
  ],
  [
    "a property of a response may be null",
    "Type of `paidAmount",
    set(property("FetchOrderInfoPaylod", "paidAmount", "type"), ["integer", "null"]),
  ],
  [
    "a response gains an enum value",
    "gained values: 'NEW'",
    set(schema("FetchOrderInfoOrderStatus", "enum", 5), "NEW"),
  ],
  [
    "int32 is dropped",
    "format` of `response_code",
    drop(property("CreateOrderResponse", "response_code", "format")),
  ],
  [
    "an operationId changes",
    "'createOrder' to 'placeOrder'",
    set([...order, "post", "operationId"], "placeOrder"),
  ],
  [
    "a server changes",
    "Server `https://",
    set([...order, "servers", 0, "url"], "https://marketplace-uat.enkash.in"),
  ],
  [
    "a required parameter is added",
    "Required `added",
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
    "`rewardsToken` is no longer accepted",
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
  ["a path changes", "`/api/v0/orders` was renamed", rename(contract, order, "/api/v1/orders")],
  [
    "a method changes",
    "Operation `POST /api/v0/order/orderDetails` was removed",
    rename(contract, [...info, "post"], "put"),
  ],
  [
    "a media type changes",
    "Media type `application/json`",
    rename(contract, [...pay, "post", "requestBody", "content", "application/json"], "text/json"),
  ],
  [
    "a status changes",
    "Response `200` became `201`",
    rename(contract, [...pay, "post", "responses", "200"], "201"),
  ],
];

/** Compares the contract with what the mutations make of it. */
const compare = (mutations: Mutation[]) =>
  compareWire(contract, mutations.reduce(mutate, contract), projectRoot);

describe.each([INSIDE, WHOLE])("the comparison sees that", (...kinds) => {
  let broken: string[];
  beforeAll(() => {
    const changes = compare(kinds.map(([, , mutation]) => mutation));
    broken = changes.filter(({ rule }) => rule === "wire-broken").map(({ what }) => what);
  });

  test.each(kinds)("%s", (_, said) => expect(broken).toContainEqual(expect.stringContaining(said)));
});

test("what the wire allows and what nobody runs are told apart from what breaks", () => {
  const changes = compare([
    set(property("CustomerDetail", "added"), { type: "string", description: "New." }),
    set(["info", "description"], "Another description."),
    set(["info", "version"], "9.9.9"),
  ]);
  expect(changes.map(({ rule }) => rule).sort()).toEqual(["wire-described", "wire-extended"]);
});
