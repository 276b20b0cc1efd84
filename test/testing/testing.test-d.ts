import { expectTypeOf, test } from "vitest";
import type {
  CreateOrderRequest,
  EnkashOptions,
  FetchOrderInfoResponse,
  PayInvoicesRequest,
} from "../../src/index.js";
import {
  createMockFetch,
  fixture,
  fixtures,
  type MockFetch,
  scenarios,
} from "../../src/testing/index.js";

const mock = createMockFetch();

test("a mock is a fetch, of the platform and of the client", () => {
  expectTypeOf<MockFetch>().toExtend<typeof fetch>();
  expectTypeOf<MockFetch>().toExtend<NonNullable<EnkashOptions["fetch"]>>();
});

test("a fixture has the properties of its example, and is accepted where its schema is", () => {
  expectTypeOf(fixtures.createOrder.full.request).toExtend<CreateOrderRequest>();
  expectTypeOf(fixtures.payInvoices.full.request).toExtend<PayInvoicesRequest>();
  expectTypeOf(fixtures.fetchOrderInfo.refunded.response).toExtend<FetchOrderInfoResponse>();
  expectTypeOf(fixtures.createOrder.full.request.customerInfo.address.city).toBeString();
});

test("a property of a fixture cannot be set", () => {
  // @ts-expect-error fixtures are frozen
  fixtures.createOrder.full.request.amount.value = 1;
});

test("an example is known by its operation", () => {
  mock.next("fetchOrderInfo", "refunded", "inProgress").next("createOrder", "minimal");
  // @ts-expect-error createOrder has no such example
  mock.next("createOrder", "refunded");
  // @ts-expect-error there is no such operation
  mock.next("noOperation", "minimal");
  // @ts-expect-error createOrder has no such example
  createMockFetch({ responses: { createOrder: "refunded" } });
});

test("a scenario of all operations fits each of them, and one of a single operation fits that one alone", () => {
  mock.next("createOrder", scenarios.drop, scenarios.refused(1, "text"), scenarios.extraField);
  mock.next("fetchOrderInfo", scenarios.unknownStatus);
  // @ts-expect-error no response of createOrder has a status
  mock.next("createOrder", scenarios.unknownStatus);
});

test("the body that a scenario changes has the type of its operation", () => {
  mock.next(
    "fetchOrderInfo",
    scenarios.changed((body) => {
      expectTypeOf(body).toEqualTypeOf<FetchOrderInfoResponse>();
    }),
  );
});

test("a fixture that was asked for can be changed, and given more of what its schema allows", () => {
  const { request } = fixture("createOrder", "minimal");
  expectTypeOf(request).toExtend<CreateOrderRequest>();
  request.amount.value = 1;
  request.description = "not in the example";
  fixture("createOrder", "full").request.customerInfo.address.city = "Mysuru";
  // @ts-expect-error createOrder has no such example
  fixture("createOrder", "refunded");
});

test("a scenario and a condition know the request of their operation", () => {
  mock.next(
    "fetchOrderInfo",
    ({ request, response }) => Response.json({ ...response, response_message: request.orderId }),
    { when: ({ orderId }) => orderId === "1", response: "refunded" },
    scenarios.changed((response, request) => {
      response.paylod.orderId = request.orderId;
    }),
  );
  createMockFetch({
    strict: true,
    responses: { createOrder: ({ request }) => Response.json(request.amount.value) },
  });
  // @ts-expect-error a condition returns true or false, not a promise
  mock.next("fetchOrderInfo", { when: async () => true, response: "refunded" });
});
