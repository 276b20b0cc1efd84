import type { StandardSchemaV1 } from "@standard-schema/spec";
import { expectTypeOf, test } from "vitest";
import type {
  CreateOrderRequest,
  CreateOrderResponse,
  FetchOrderInfoResponse,
} from "../../src/index.js";
import { validators } from "../../src/validators.js";

test("a validator is a Standard Schema of its request or response", () => {
  const schema: StandardSchemaV1<CreateOrderRequest> = validators.createOrder.request;
  expectTypeOf(schema).not.toBeAny();
  type Request = typeof validators.createOrder.request;
  expectTypeOf<StandardSchemaV1.InferInput<Request>>().toEqualTypeOf<CreateOrderRequest>();
  expectTypeOf<StandardSchemaV1.InferOutput<Request>>().toEqualTypeOf<CreateOrderRequest>();
  type Response = typeof validators.fetchOrderInfo.response;
  expectTypeOf<StandardSchemaV1.InferOutput<Response>>().toEqualTypeOf<FetchOrderInfoResponse>();
  // @ts-expect-error: the schema of a request does not describe the response
  const other: StandardSchemaV1<CreateOrderResponse> = validators.createOrder.request;
  expectTypeOf(other).not.toBeAny();
});

test("a validator narrows what is unknown, and leaves a typed value its type", () => {
  const value = {} as unknown;
  if (validators.createOrder.request(value)) {
    expectTypeOf(value).toEqualTypeOf<CreateOrderRequest>();
  }
  const order = {} as CreateOrderRequest;
  if (!validators.createOrder.request(order)) {
    expectTypeOf(order).toEqualTypeOf<CreateOrderRequest>();
  }
});

test("a result has either the value or issues", () => {
  const result = validators.createOrder.request["~standard"].validate({});
  if (result.issues) expectTypeOf(result.issues[0]?.message).toEqualTypeOf<string | undefined>();
  else expectTypeOf(result.value).toEqualTypeOf<CreateOrderRequest>();
});
