import { type OperationId, operations } from "../../generated/operations.js";
import { fixtures } from "../../src/testing/index.js";

/** A request for the kit and for Prism. */
export interface TrialRequest {
  name: string;
  path: string;
  init: RequestInit & { headers: Record<string, string> };
}

const JSON_TYPE = { "content-type": "application/json" };
const { path } = operations.createOrder;
const order = fixtures.createOrder.full.request;
const headers = headersOf("createOrder");
const whole = JSON.stringify(order);
const MEGABYTE = 1_000_000;

/** Returns the headers of a request that lacks nothing. */
export function headersOf(operation: OperationId): Record<string, string> {
  const security = operations[operation].security.map(({ header, prefix }) => [
    header,
    `${prefix}test-credential`,
  ]);
  return { ...JSON_TYPE, ...Object.fromEntries(security) };
}

/**
 * Makes the request that sends a body to an operation; the boundaryValues of the contract come in
 * here.
 */
export function bodyRequest(operation: OperationId, name: string, body: unknown): TrialRequest {
  const init = { method: "POST", headers: headersOf(operation), body: JSON.stringify(body) };
  return { name: `${operation}: ${name}`, path: operations[operation].path, init };
}

/** Sends a payment to a mock, without the client. */
export function sendPayment(mock: typeof fetch, signal: AbortSignal | null = null) {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(fixtures.payInvoices.full.request);
  const url = `https://kit.example${operations.payInvoices.path}`;
  return mock(url, { method: "POST", headers, body, signal });
}

function orderRequest(
  name: string,
  change: Partial<TrialRequest["init"]>,
  to: string = path,
): TrialRequest {
  return { name, path: to, init: { method: "POST", headers, body: whole, ...change } };
}

const without = (name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
const text = (name: string, body: string) => orderRequest(name, { body });
const typed = (value: string, body = whole) =>
  orderRequest(`content type ${value}`, { headers: { ...headers, "content-type": value }, body });
const withAccept = (accept: string) =>
  orderRequest(`Accept ${accept}`, { headers: { ...headers, accept } });
const prefer = (value: string) =>
  orderRequest(`Prefer ${value}`, { headers: { ...headers, prefer: value } });
const rewards = (name: string, authorization: string): TrialRequest => {
  const { init, ...request } = bodyRequest("fetchOrderInfo", name, { orderId: "1" });
  return { ...request, init: { ...init, headers: { ...JSON_TYPE, authorization } } };
};

const examples = Object.entries(fixtures).flatMap(([operation, cases]) =>
  Object.entries(cases).map(([name, { request }]) =>
    bodyRequest(operation as OperationId, `example ${name}`, request),
  ),
);

/** Requests for every response there is, good ones first. */
export const trialRequests: TrialRequest[] = [
  ...examples,
  typed("application/json; charset=utf-8"),
  typed("APPLICATION/JSON"),
  ...["UTF-8", '"utf-8"', "utf8"].map((name) => typed(`application/json; charset=${name}`)),
  withAccept("text/xml, application/*;q=0.5"),
  prefer("example=full"),
  text(
    "text that is not ASCII",
    JSON.stringify({ ...order, description: "\u092f\u0939 \u{1f600}" }),
  ),
  text("9 MB", JSON.stringify({ ...order, description: "x".repeat(9 * MEGABYTE) })),
  orderRequest("a query", {}, `${path}?page=1`),

  text("11 MB", JSON.stringify({ ...order, description: "x".repeat(11 * MEGABYTE) })),
  orderRequest("11 MB to an unknown path", { body: "x".repeat(11 * MEGABYTE) }, "/unknown"),
  ...["{", "NaN", '{"a":1}x', "  "].map((body) => text(`malformed JSON ${body}`, body)),
  orderRequest("malformed JSON to an unknown path", { body: "{" }, "/unknown"),
  orderRequest("malformed JSON without credentials", { body: "{", headers: JSON_TYPE }),
  typed("application/hal+json", "{"),
  typed("text/json", "{"),
  ...["utf-16", "unheard-of", "iso-8859-1", ""].map((name) =>
    typed(`application/json; charset=${name}`),
  ),
  typed("application/json; Charset=utf-16"),
  typed("text/plain; charset=unheard-of"),
  typed("application/json, application/json"),
  text("a byte order mark", `\ufeff${whole}`),

  orderRequest("an unknown path", {}, "/unknown"),
  orderRequest("a slash at the end", {}, `${path}/`),
  orderRequest("another case of letters", {}, path.toUpperCase()),
  orderRequest("a path with an escaped letter", {}, path.replace("orders", "order%73")),
  orderRequest(
    "the request for a token",
    { body: '{"accessKey":"test-credential","secretKey":"test-credential"}' },
    "/api/v0/merchant/token",
  ),
  orderRequest("GET of an unknown path", { method: "GET", body: null }, "/unknown"),
  ...[
    "example=unknown",
    "code=200",
    "code=404",
    "dynamic=true",
    "dynamic=false",
    "scenario=html502",
    "scenario=unheard-of",
    "exmaple=full",
    "code=117",
    "full",
  ].map(prefer),
  orderRequest("OPTIONS, as a browser asks before it sends", {
    method: "OPTIONS",
    body: null,
    headers: { origin: "https://shop.example", "access-control-request-method": "POST" },
  }),
  ...["OPTIONS", "GET", "PUT", "PATCH", "DELETE", "HEAD"].map((method) =>
    orderRequest(method, { method, body: null }),
  ),

  orderRequest("no access key", { headers: without("merchantAccessKey") }),
  orderRequest("no token", { headers: without("Authorization") }),
  orderRequest("an empty access key", { headers: { ...headers, merchantAccessKey: "" } }),
  orderRequest("no credentials, and a body that violates the contract", {
    headers: JSON_TYPE,
    body: "{}",
  }),
  orderRequest("no credentials, and another content type", {
    headers: { "content-type": "text/plain" },
  }),
  rewards("a token without Bearer", "test-credential"),
  rewards("Bearer in small letters", "bearer test-credential"),
  rewards("Bearer without a token", "Bearer "),

  ...["text/plain", "text/json", "application/xml", "application/x-www-form-urlencoded", "*/*"].map(
    (type) => typed(type),
  ),
  typed("application/vnd.api+json"),
  orderRequest("no content type", {
    headers: without("content-type"),
    body: new TextEncoder().encode(whole),
  }),
  withAccept("text/xml"),
  withAccept("garbage"),
  withAccept("application/json, gar/bage/x; y"),
  withAccept("application/json;q=0"),
  withAccept("*/*;q=0"),
  withAccept(""),

  orderRequest("no body", { body: null }),
  orderRequest("no body and another content type", {
    body: null,
    headers: { ...headers, "content-type": "text/plain" },
  }),
  text("an empty body", ""),
  ...["null", "0", '""', "[]", "1", "true", '"text"'].map((body) => text(`the body ${body}`, body)),
  text("a body nested 100,000 deep", "[".repeat(100_000) + "]".repeat(100_000)),
  text("a property named __proto__", whole.replace("{", '{"__proto__":{},')),
  text(
    "a property twice, the second one wrong",
    whole.replace("{", '{"orderId":"1",').replace('"A1002"', "2"),
  ),
  text("a property whose name is not ASCII", JSON.stringify({ ...order, "\u0928\u093e\u092e": 1 })),
  text(
    "a property whose name needs escapes in a pointer",
    JSON.stringify({ ...order, "a/b~c": 1 }),
  ),
  bodyRequest("createOrder", "nothing", {}),
  bodyRequest("createOrder", "an amount of zero", {
    ...order,
    amount: { value: 0, currency: "INR" },
  }),
  text("an amount of 1e400", whole.replace("20.15", "1e400")),
  bodyRequest("createOrder", "an amount as a string", {
    ...order,
    amount: { value: "1", currency: "INR" },
  }),
  bodyRequest("createOrder", "another currency", {
    ...order,
    amount: { value: 1, currency: "USD" },
  }),
  bodyRequest("createOrder", "an IFSC in small letters", {
    ...order,
    paymentDetail: { ifsc: "test0000001" },
  }),
  bodyRequest("createOrder", "many violations", {
    amount: { value: "1", more: 1 },
    mid: 1,
    paymentDetail: [],
  }),
  bodyRequest("payInvoices", "nothing", {}),
  bodyRequest("payInvoices", "an unknown mode", {
    ...fixtures.payInvoices.full.request,
    payment: { ...fixtures.payInvoices.full.request.payment, mode: "GOLD" },
  }),
  bodyRequest("fetchOrderInfo", "a number as id", { orderId: 1 }),
];
