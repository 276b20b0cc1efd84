import { expect, test } from "vitest";
import { cases, endpoints, readCase, readContract } from "../../scripts/contract/document.js";
import {
  type CredentialName,
  createEnkashClient,
  type DriftEvent,
  operations,
} from "../../src/index.js";
import { CREDENTIALS, errorOf, ORDER, PAYMENT, useHostileServer } from "./support.js";

const server = useHostileServer();
const contract = readContract();

/** A credential for whatever some operation needs. */
const EVERY_CREDENTIAL = Object.fromEntries(
  Object.values(operations).flatMap(({ security }) =>
    security.map(({ credential }) => [credential, "secret"]),
  ),
) as Record<CredentialName, string>;

/** Creates a client whose every call gets `body` as its response. */
function clientOf(body: unknown, onDrift?: (event: DriftEvent) => void) {
  return createEnkashClient({
    baseUrl: "https://enkash.example",
    credentials: EVERY_CREDENTIAL,
    fetch: async () => Response.json(body),
    ...(onDrift === undefined ? {} : { onDrift }),
  });
}

test("createOrder, payInvoices and fetchOrderInfo return results of one shape", async () => {
  const { response: create } = readCase("createOrder", "full");
  const { response: pay } = readCase("payInvoices", "full");
  const { response: fetchInfo } = readCase("fetchOrderInfo", "full");
  const order = await clientOf(create).createOrder(ORDER);
  expect(order).toMatchObject({
    payload: create.payload,
    code: 0,
    message: "Success",
    body: create,
  });
  const payment = await clientOf(pay).payInvoices(PAYMENT);
  expect(payment).toMatchObject({ payload: pay.payload, code: 0, message: "Success", body: pay });
  const info = await clientOf(fetchInfo).fetchOrderInfo({ orderId: "1" });
  expect(info).toMatchObject({
    payload: fetchInfo.paylod,
    code: 0,
    message: "Success",
    body: fetchInfo,
  });
  expect(info.response.status).toBe(200);
});

test("every example of the contract is returned without drift", async () => {
  const drifts: DriftEvent[] = [];
  for (const endpoint of endpoints(contract)) {
    for (const { request, response } of cases(contract, endpoint)) {
      const client = clientOf(response, (event) => drifts.push(event));
      const id = endpoint.operation.operationId as "createOrder";
      await client[id](request as never);
    }
  }
  expect(drifts).toEqual([]);
});

test("a response code as a string counts as a number, and as drift", async () => {
  const drifts: DriftEvent[] = [];
  const order = await server
    .client("code-as-string", { onDrift: (event) => drifts.push(event) })
    .createOrder(ORDER);
  expect(order.code).toBe(0);
  expect(drifts[0]?.violations).toEqual([
    {
      path: ["response_code"],
      pointer: "/response_code",
      keyword: "type",
      message: "must be a JSON integer",
      fact: "createOrder.response.response_code",
    },
  ]);
});

test("a success that violates the contract is returned, and reported with the id of the fact", async () => {
  const drifts: DriftEvent[] = [];
  const order = await server
    .client("drifting", { onDrift: (event) => drifts.push(event) })
    .createOrder(ORDER);
  expect(order.payload.orderId).toBe("E1");
  expect(drifts).toHaveLength(1);
  expect(drifts[0]).toMatchObject({ operation: "createOrder", status: 200, requestId: "req-1" });
  expect(drifts[0]?.violations[0]).toMatchObject({
    pointer: "/payload/redirectionUrl",
    keyword: "type",
    fact: "createOrder.response.payload.redirectionUrl",
  });
});

test("an unknown payment status is drift, inside an array the pointer becomes [] in the fact", async () => {
  const body = structuredClone(readCase("fetchOrderInfo", "full").response) as {
    paylod: { paymentStatus: string; voucherDetailsList: { pin: unknown }[] };
  };
  body.paylod.paymentStatus = "PAUSED";
  const [voucher] = body.paylod.voucherDetailsList;
  if (voucher) voucher.pin = 1234;
  const drifts: DriftEvent[] = [];
  await clientOf(body, (event) => drifts.push(event)).fetchOrderInfo({ orderId: "1" });
  expect(drifts[0]?.violations.map(({ keyword, fact }) => [keyword, fact])).toEqual([
    ["enum", "fetchOrderInfo.response.paylod.paymentStatus"],
    ["type", "fetchOrderInfo.response.paylod.voucherDetailsList[].pin"],
  ]);
});

test("a response that gains a property is no drift", async () => {
  const drifts: DriftEvent[] = [];
  await server.client("gaining", { onDrift: (event) => drifts.push(event) }).createOrder(ORDER);
  expect(drifts).toEqual([]);
});

test("a success with another status than 200 is drift", async () => {
  const drifts: DriftEvent[] = [];
  await server.client("201", { onDrift: (event) => drifts.push(event) }).createOrder(ORDER);
  expect(drifts[0]?.violations[0]).toMatchObject({ pointer: "", keyword: "status" });
});

test('drift: "throw" throws, says that EnKash reported success, and keeps the result', async () => {
  const error = await errorOf(server.client("drifting", { drift: "throw" }).createOrder(ORDER));
  if (error.kind !== "drift") throw error;
  expect(error).toMatchObject({ sent: "yes", status: 200 });
  expect(error.message).toContain("Do not repeat the call");
  expect(error.unredacted().result).toMatchObject({ payload: { orderId: "E1" }, code: 0 });
});

test.each<[string, unknown]>([
  ["a string", "Token is invalid."],
  ["an array", []],
  ["false", false],
  ["a number", 7],
  ["null", null],
])("%s in place of an object as payload is no success", async (_, payload) => {
  const call = clientOf({ response_code: 0, response_message: "Success", payload });
  expect(await errorOf(call.createOrder(ORDER))).toMatchObject({
    kind: "unexpected-response",
    reason: "no-envelope",
    sent: "yes",
  });
});

test("an object in place of a string as payload is no success", async () => {
  const call = clientOf({ response_code: 0, response_message: "Success", payload: {} });
  expect(await errorOf(call.payInvoices(PAYMENT))).toMatchObject({ reason: "no-envelope" });
});

test("`payload` in place of `paylod` is a success, and drift", async () => {
  const full = cases(contract, endpoints(contract)[2] as never)[1];
  const { paylod, ...rest } = { ...full?.response } as Record<string, unknown>;
  const drifts: DriftEvent[] = [];
  const client = clientOf({ ...rest, payload: paylod }, (event) => drifts.push(event));
  const result = await client.fetchOrderInfo({ orderId: "1" });
  expect(result.payload).toEqual(paylod);
  expect(result.body).toEqual({ ...rest, payload: paylod });
  expect(drifts[0]?.violations).toMatchObject([{ pointer: "/paylod", keyword: "required" }]);
  const wrong = clientOf({ ...rest, payload: "Token is invalid." });
  expect(await errorOf(wrong.fetchOrderInfo({ orderId: "1" }))).toMatchObject({
    reason: "no-envelope",
  });
});

/** Sends back a body as it is to createOrder and fetchOrderInfo, and lists what is reported. */
async function driftOf(body: BodyInit, operation: "createOrder" | "fetchOrderInfo") {
  const found: string[] = [];
  const client = createEnkashClient({
    baseUrl: "https://enkash.example",
    credentials: CREDENTIALS,
    fetch: async () => new Response(body),
    onDrift: ({ violations }) => {
      found.push(...violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`));
    },
  });
  const request = operation === "createOrder" ? ORDER : { orderId: "1" };
  await client[operation](request as never).catch(() => found.push("error"));
  return found;
}

test.each(['"00"', '"-0"', "-0"])("the code %s is a success, and drift", async (code) => {
  const body = `{"response_code":${code},"response_message":"x","payload":{}}`;
  expect(await driftOf(body, "createOrder")).toContain("/response_code const");
});

test("a hundred violations are listed, whatever they are of", async () => {
  const voucherDetailsList = Array(150).fill(0);
  const body = JSON.stringify({ response_code: "00", paylod: { voucherDetailsList } });
  expect(await driftOf(body, "fetchOrderInfo")).toHaveLength(100);
});

test("bytes that are not UTF-8 are drift", async () => {
  const text = '{"response_code":0,"response_message":"?","payload":{}}';
  const bytes = new TextEncoder().encode(text);
  bytes[bytes.indexOf("?".charCodeAt(0))] = 0xff;
  expect(await driftOf(bytes, "createOrder")).toEqual([" encoding"]);
  // The replacement character itself is UTF-8 like any other.
  expect(await driftOf(text.replace("?", "\ufffd"), "createOrder")).toEqual([]);
});
