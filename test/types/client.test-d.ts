import { expectTypeOf, test } from "vitest";
import {
  type CreateOrderRequest,
  createEnkashClient,
  createRawClient,
  EnkashDriftError,
  EnkashError,
  type EnkashErrorKind,
  type EnkashResult,
  type FetchOrderInfoPaymentStatus,
  type fetchOrderInfoPaymentStatuses,
  type KnownOrderStatus,
  type OrderCreateResponse,
  type OrderStatus,
  orderStatuses,
  type PayInvoicesPaymentMode,
} from "../../src/index.js";

const enkash = createEnkashClient({ environment: "test" });
const order: CreateOrderRequest = {
  orderId: "A1001",
  amount: { value: 1, currency: "INR" },
  paymentDetail: {},
};

test("options are checked by name and by value", () => {
  // @ts-expect-error: misspelt
  createEnkashClient({ enviroment: "test" });
  // @ts-expect-error: no live environment is documented
  createEnkashClient({ environment: "live" });
  // @ts-expect-error: misspelt operation
  createEnkashClient({ servers: { createOrders: "https://a.example" } });
  // @ts-expect-error: misspelt credential
  createEnkashClient({ credentials: { accessKey: "k" } });
  // @ts-expect-error: misspelt option of a call
  enkash.createOrder(order, { timeout: 5 });
});

test("the known mistakes do not compile", () => {
  // @ts-expect-error: the amount as a string
  enkash.createOrder({ ...order, amount: { value: (1).toFixed(2), currency: "INR" } });
  // @ts-expect-error: paymentDetail left out
  enkash.createOrder({ orderId: "A1001", amount: { value: 1, currency: "INR" } });
  // @ts-expect-error: an invented property
  enkash.createOrder({ ...order, mid: "M1" });
  // @ts-expect-error: an invented property further down
  enkash.createOrder({ ...order, customerInfo: { customerIpAddress: "127.0.0.1" } });
  // @ts-expect-error: a wrong literal
  enkash.createOrder({ ...order, amount: { value: 1, currency: "USD" } });
});

test("what stands in the payload is not found at the top of the result", async () => {
  const result = await enkash.createOrder(order);
  expectTypeOf(result.payload.redirectionUrl).toEqualTypeOf<string | undefined>();
  // @ts-expect-error: it stands in payload
  result.redirectionUrl;
  // @ts-expect-error: the result has one code, named code
  result.response_code;
});

test("results have one shape, with the payload of the operation", () => {
  expectTypeOf<EnkashResult<"payInvoices">["payload"]>().toEqualTypeOf<string>();
  expectTypeOf<
    EnkashResult<"fetchOrderInfo">["payload"]["paymentStatus"]
  >().toEqualTypeOf<FetchOrderInfoPaymentStatus>();
  expectTypeOf<EnkashResult<"fetchOrderInfo">["code"]>().toEqualTypeOf<number>();
  expectTypeOf<EnkashResult<"fetchOrderInfo">["body"]["response_code"]>().toEqualTypeOf<string>();
});

test("custom parameters are strings, and an address may have properties of its own", () => {
  enkash.createOrder({ ...order, customParameters: { cart: "C-77" } });
  // @ts-expect-error: no number
  enkash.createOrder({ ...order, customParameters: { cart: 77 } });
  enkash.createOrder({
    ...order,
    customerInfo: { address: { city: "Bengaluru", landmark: "park" } },
  });
  // @ts-expect-error: the listed properties are strings
  enkash.createOrder({ ...order, customerInfo: { address: { city: 1 } } });
});

test("an error narrows to its class by its kind", () => {
  const error: unknown = undefined;
  if (!(error instanceof EnkashError)) return;
  expectTypeOf(error.kind).toEqualTypeOf<EnkashErrorKind>();
  expectTypeOf(error.sent).toEqualTypeOf<"no" | "maybe" | "yes">();
  // @ts-expect-error: only a refusal has a code
  error.code;
  if (error.kind === "refused") expectTypeOf(error.code).toEqualTypeOf<number>();
  if (error.kind === "invalid-request")
    expectTypeOf(error.violations[0]?.pointer).toEqualTypeOf<string | undefined>();
});

test("what is kept out of logs is typed before and after an error is narrowed", () => {
  const error = {} as EnkashError;
  expectTypeOf(error.unredacted().text).toEqualTypeOf<string | undefined>();
  expectTypeOf(error.unredacted().response?.headers).toEqualTypeOf<Headers | undefined>();
  if (error.kind === "http-status") {
    expectTypeOf(error.unredacted().text).toEqualTypeOf<string>();
    expectTypeOf(error.unredacted().payload).toEqualTypeOf<unknown>();
  }
});

test("the result of a drift error has the payload of its operation", () => {
  const error = {} as EnkashError;
  if (error.kind !== "drift") return;
  expectTypeOf(error.unredacted().result.code).toEqualTypeOf<number>();
  if (error.operation === "payInvoices")
    expectTypeOf(error.unredacted().result.payload).toEqualTypeOf<string>();
  if (error.operation === "fetchOrderInfo")
    expectTypeOf(error.unredacted().result).toEqualTypeOf<EnkashResult<"fetchOrderInfo">>();
  if (error instanceof EnkashDriftError && error.operation === "createOrder")
    expectTypeOf(error.unredacted().result.payload).toEqualTypeOf<OrderCreateResponse>();
});

test("a status of a response may be one that is not known yet", () => {
  const decide = (status: FetchOrderInfoPaymentStatus): boolean => {
    // @ts-expect-error: without a default the switch returns undefined for tomorrow's status
    const isPaid = (): boolean => {
      switch (status) {
        case "SUCCESS":
          return true;
        case "IN_PROGRESS":
        case "FAILED":
        case "CANCELLED":
        case "EXPIRED":
        case "REFUNDED":
          return false;
      }
    };
    return isPaid();
  };
  decide("STATUS_OF_TOMORROW");
  expectTypeOf<"SUCCESS">().toExtend<FetchOrderInfoPaymentStatus>();
});

test("a status stays a text in the thin client, and in the client underneath", async () => {
  const raw = createRawClient();
  const request = { orderId: "OR1" };
  const baseUrl = "https://a.example";
  const { data } = await raw.fetchOrderInfo(request, { baseUrl });
  type Status = NonNullable<typeof data>["paylod"]["paymentStatus"];
  expectTypeOf<Status>().toEqualTypeOf<FetchOrderInfoPaymentStatus>();
  const path = "/api/v0/order/orderDetails";
  const { data: mapped } = await raw.http.POST(path, { baseUrl, body: request });
  type Mapped = NonNullable<typeof mapped>["paylod"];
  expectTypeOf<Mapped["paymentStatus"]>().toEqualTypeOf<string>();
  expectTypeOf<Mapped["voucherDetailsList"]>().toEqualTypeOf<
    { cardNumber?: string; pin?: string; expiryDate?: string }[]
  >();
});

test("the values that a page lists are a closed type", () => {
  expectTypeOf<KnownOrderStatus>().toEqualTypeOf<(typeof orderStatuses)[number]>();
  // @ts-expect-error: no value of the page
  const status: KnownOrderStatus = "STATUS_OF_TOMORROW";
  expectTypeOf(status).toExtend<OrderStatus>();
});

test("an enum of a request is closed", () => {
  // @ts-expect-error: no mode of the contract
  const mode: PayInvoicesPaymentMode = "BARTER";
  expectTypeOf(mode).toExtend<string>();
});

test("an optional property of a request may be undefined", () => {
  enkash.createOrder({ ...order, returnUrl: undefined, customerInfo: { address: undefined } });
  // @ts-expect-error: a required one may not
  enkash.createOrder({ ...order, orderId: undefined });
});

test("any response of the platform will do for a fetch of the caller's, and the platform's fetch itself", () => {
  createEnkashClient({ fetch });
  createEnkashClient({ fetch: async (url, init) => fetch(url, init) });
  createEnkashClient({ fetch: async () => Response.json({}) });
  createEnkashClient({
    // @ts-expect-error: no response
    fetch: async () => ({ status: 200 }),
  });
});

test("status lists are tuples of the documented values", () => {
  expectTypeOf<(typeof orderStatuses)[number]>().toExtend<OrderStatus>();
  expectTypeOf<(typeof fetchOrderInfoPaymentStatuses)[number]>().toEqualTypeOf<
    "SUCCESS" | "IN_PROGRESS" | "FAILED" | "CANCELLED" | "EXPIRED" | "REFUNDED"
  >();
  expectTypeOf(orderStatuses).toHaveProperty("length").toEqualTypeOf<6>();
});

test("every kind of error has an exported class", () => {
  type Exports = typeof import("../../src/index.js");
  type Names = Exclude<keyof Exports & `Enkash${string}Error`, "EnkashError">;
  type ExportedKind = InstanceType<Exports[Names]>["kind"];
  expectTypeOf<EnkashErrorKind>().toEqualTypeOf<ExportedKind>();
});
