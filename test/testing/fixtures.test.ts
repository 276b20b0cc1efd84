import { expect, test } from "vitest";
import {
  fetchOrderInfoPaymentStatuses,
  mediaTypes,
  type OperationId,
  operations,
  orderStatuses,
  pages,
} from "../../generated/operations.js";
import { cases, endpoints } from "../../scripts/contract/document.js";
import { fixture, fixtures } from "../../src/testing/index.js";
import { validators } from "../../src/validators.js";
import { readContract } from "../support/project.js";

const entries = Object.entries(fixtures) as [
  OperationId,
  Record<string, { request: unknown; response: unknown }>,
][];

test("the fixtures are the examples of the contract, all of them and nothing else", () => {
  const contract = readContract();
  const expected = endpoints(contract).map((endpoint) => [
    endpoint.operation.operationId,
    Object.fromEntries(
      cases(contract, endpoint).map(({ name, request, response }) => [name, { request, response }]),
    ),
  ]);
  expect(fixtures).toEqual(Object.fromEntries(expected));
});

test("every fixture passes the validators", () => {
  for (const [operation, examples] of entries) {
    for (const [name, { request, response }] of Object.entries(examples)) {
      expect(validators[operation].request(request), `${operation}.${name}.request`).toBe(true);
      expect(validators[operation].response(response), `${operation}.${name}.response`).toBe(true);
    }
  }
});

test("there is an example of every documented payment status, under the name of the status", () => {
  for (const status of fetchOrderInfoPaymentStatuses) {
    const name = status.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    expect(fixtures.fetchOrderInfo, status).toHaveProperty(
      `${name}.response.paylod.paymentStatus`,
      status,
    );
  }
});

test.each<[string, unknown]>([
  ["fixtures", fixtures],
  ["operations", operations],
  ["pages", pages],
  ["media types", mediaTypes],
  ["order statuses", orderStatuses],
  ["validators", validators],
])("the %s are frozen at every depth", (_, data) => {
  const open: string[] = [];
  let seen = 0;
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null) return;
    seen += 1;
    if (!Object.isFrozen(value)) open.push(path);
    for (const [name, item] of Object.entries(value)) visit(item, `${path}/${name}`);
  };
  visit(data, "");
  expect(open).toEqual([]);
  expect(seen).toBeGreaterThan(0);
});

test("a fixture that a test asked for can be changed, and changes no other", () => {
  const { request, response } = fixture("createOrder", "full");
  expect({ request, response }).toEqual(fixtures.createOrder.full);
  request.amount.value = 0;
  request.customerInfo.address.city = "Mysuru";
  response.payload.orderId = "ENK1";
  expect(fixture("createOrder", "full")).toEqual(fixtures.createOrder.full);
});

test.each([
  [() => fixture("createOrder", "paid" as never), "no fixture createOrder.paid. Known: minimal,"],
  [
    () => fixture("toString" as never, "full" as never),
    `Known: ${Object.keys(fixtures).join(", ")}`,
  ],
])("a fixture that does not exist is an error that says what there is", (act, message) => {
  expect(act).toThrow(message);
});
