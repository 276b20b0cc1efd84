import type { Server } from "node:http";
import type { Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { listen, stop } from "../../src/cli/listen.js";
import { createMockServer } from "../../src/cli/mock-server.js";
import { PROXY_USAGE } from "../../src/cli/proxy.js";
import { Tally } from "../../src/cli/tally.js";
import { operations } from "../../src/index.js";
import { fixtures } from "../../src/testing/index.js";
import { startProxy, startRawServer } from "../support/proxy.js";
import { headersOf } from "../testing/requests.js";

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Operation = "createOrder" | "fetchOrderInfo";
type Send = (operation: Operation, body?: unknown) => Promise<unknown>;

const respond = (status: string, body: string, ...headers: string[]) => {
  const lines = ["Content-Type: application/json", `Content-Length: ${body.length}`, ...headers];
  return `HTTP/1.1 ${status}\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
};
const REFUSAL = respond("200 OK", '{"response_code":117,"payload":"Token is invalid."}');

/** What `createOrder` responds with, beside a success of `fetchOrderInfo` where there is one. */
interface Row {
  createOrder?: string;
  /** Server of `createOrder`; one that responds with the bytes above unless it is given. */
  server?: string;
  request?: unknown;
  isAlone?: true;
}

const ROWS: Record<string, Row> = {
  "only successes that kept the contract": {},
  "a success that violated the contract": {
    createOrder: respond("200 OK", '{"response_code":0,"payload":{"orderId":1}}'),
  },
  "a 2xx that is no success and no refusal": { createOrder: respond("200 OK", "{}") },
  "a request that violated the contract": { createOrder: respond("422 No", "{}"), request: {} },
  "a refusal": { createOrder: REFUSAL },
  "another status than 2xx": { createOrder: respond("503 No", "") },
  "a response whose body was not checked": {
    createOrder: respond("200 OK", "{}", "Content-Encoding: zstd"),
  },
  "a request whose body was not checked": {
    createOrder: respond("200 OK", JSON.stringify(fixtures.createOrder.minimal.response)),
    request: "x".repeat(11_000_000),
  },
  "a server that was not reached": { server: "http://127.0.0.1:9" },
  "a connection that was dropped": { createOrder: "" },
  "refusals alone": { createOrder: REFUSAL, isAlone: true },
  "other statuses than 2xx alone": { createOrder: respond("503 No", ""), isAlone: true },
  "no call of an operation": { isAlone: true },
};

const table = [...PROXY_USAGE.matchAll(/^ {2}(.+?) +(\d) +(\d) +(\d)$/gm)].map(
  ([, row = "", drift, request, any]) =>
    [row, Number(drift), Number(request), Number(any)] as const,
);

test("every row of the table of exit codes is tried", () => {
  expect(table.map(([row]) => row)).toEqual(Object.keys(ROWS));
});

test.each(table)(
  "after %s the exit codes of drift, request and any are %i, %i and %i",
  async (row, drift, request, any) => {
    const tally = await play(ROWS[row] ?? {});
    expect(tally.verdict("drift").code, tally.verdict("drift").line).toBe(drift);
    expect(tally.verdict("request").code, tally.verdict("request").line).toBe(request);
    expect(tally.verdict("any").code, tally.verdict("any").line).toBe(any);
  },
);

test.each([
  ["", "passed."],
  ["a success that violated the contract", "failed: 1 with a response that violated the contract."],
  ["a connection that was dropped", "not judged: 1 did not come to an end."],
  ["refusals alone", "not judged: no success came."],
  ["no call of an operation", "not judged: no operation of the contract was called."],
])("after %s a line says why: %s", async (row, line) => {
  const tally = await play(ROWS[row] ?? {});
  expect(tally.verdict("drift").line).toBe(`--fail-on drift: ${line}`);
});

test("a violation comes before what was not judged", async () => {
  const tally = await play({ ...ROWS["a connection that was dropped"], request: {} });
  expect(tally.verdict("request").code).toBe(1);
});

test("a success drifts even if its request was wrong", async () => {
  const tally = await play({ ...ROWS["a success that violated the contract"], request: {} });
  expect(tally.verdict("drift").code).toBe(1);
});

/** Sends what a row says through a proxy, and returns its tally. */
async function play({ createOrder, server, request, isAlone }: Row): Promise<Tally> {
  const raw = await startRawServer((socket: Socket) => {
    if (createOrder) socket.end(createOrder);
    else socket.destroy();
  });
  const mock: Server = createMockServer({ cors: undefined, log: () => {} });
  const others = await listen(mock, { host: "127.0.0.1", port: 0 });
  const proxy = await startProxy(`createOrder=${server ?? raw.url}`, others);
  closing.push(proxy.close, raw.close, () => stop(mock));
  const send: Send = async (operation, body = fixtures[operation].full.request) => {
    const init = {
      method: "POST",
      headers: headersOf(operation),
      body: typeof body === "string" ? body : JSON.stringify(body),
    };
    const response = await fetch(proxy.url + operations[operation].path, init);
    await response.text();
  };
  if (createOrder !== undefined || server !== undefined) await send("createOrder", request);
  if (isAlone === undefined) await send("fetchOrderInfo");
  await (await fetch(`${proxy.url}/elsewhere`)).text();
  await proxy.settled();
  const tally = new Tally();
  for (const exchange of proxy.exchanges) tally.add(exchange);
  return tally;
}
