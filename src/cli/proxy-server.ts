import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { OperationId } from "../../generated/operations.js";
import { TOKEN_PATH } from "../credentials/token-path.js";
import { operationAt } from "../testing/examine.js";
import {
  type CheckedSide,
  checkRequestSide,
  checkResponseSide,
  type ResponseOutcome,
} from "./check-exchange.js";
import { describeFault } from "./fault.js";
import { forward, type Passed, PROXY_ERROR } from "./forward.js";
import { headerOf, pathOf } from "./incoming.js";
import { MAX_HEADER_BYTES, NO_LIMIT } from "./open-request.js";
import { serverOf, type Upstreams } from "./upstreams.js";

/** One request and its response, checked. It holds no value of them. */
export interface Exchange {
  /** Operation of the contract; any other path is passed on unchecked. */
  operation: OperationId | undefined;
  /** Name of the operation, or of what the request was for. */
  name: string;
  /** Status of the response; `undefined` where the server gave none. */
  status: number | undefined;
  milliseconds: number;
  outcome: ResponseOutcome | "other" | "failed";
  /** Why the exchange did not come to its end: a code such as `ECONNREFUSED`. */
  failure: string | undefined;
  /** Whether the client closed its side before the response came: it may be gone. */
  isHalfClosed?: true;
  /** Where the proxy itself failed, which is a mistake in it: error and place, without a value. */
  fault?: string;
  request: CheckedSide | undefined;
  response: CheckedSide | undefined;
}

/** Proxy server, and what it still works on. */
export interface Proxy {
  server: Server;
  /** Waits until every exchange that is over was checked. */
  settled(): Promise<void>;
}

/** Creates a proxy that passes everything through, and reports each exchange when it is over. */
export function createProxy(upstreams: Upstreams, report: (exchange: Exchange) => void): Proxy {
  const pending = new Set<Promise<void>>();
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const work = pass(incoming, outgoing, upstreams)
      .then(report)
      .catch((error) => {
        // Whatever is wrong with one exchange must not end the others.
        if (!outgoing.writableEnded) outgoing.destroy();
        report({ ...NOTHING, ...purposeOf(incoming), ...failed(error), status: undefined });
      });
    pending.add(work);
    work.finally(() => pending.delete(work));
  };
  // No limit on the time of a request: the proxy adds none to those of client and server.
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: 0 }, handle);
  server.maxHeadersCount = NO_LIMIT;
  // A client may close its side behind its last request, and waits for the response.
  Object.assign(server, { httpAllowHalfOpen: true });
  // One listener per request that waits on the connection.
  server.on("connection", (socket) => socket.setMaxListeners(NO_LIMIT));
  server.on("checkContinue", handle);
  server.on("checkExpectation", handle);
  return {
    server,
    settled: async () => {
      await Promise.all(pending);
    },
  };
}

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  upstreams: Upstreams,
): Promise<Exchange> {
  const started = performance.now();
  const purpose = purposeOf(incoming);
  const { operation } = purpose;
  // A token comes from the server that it is for.
  const owner = purpose.name === TOKEN ? "createOrder" : operation;
  const upstream = serverOf(upstreams, owner);
  if (upstream === undefined) {
    refuseUnknown(outgoing);
    const failure = "NO_SERVER";
    return { ...NOTHING, ...purpose, status: undefined, failure, outcome: "failed" };
  }
  const passed = await forward(incoming, outgoing, upstream);
  const milliseconds = Math.round(performance.now() - started);
  const status = passed.response?.message.statusCode;
  const { failure, fault } = passed;
  const outcome = failure === undefined ? ("other" as const) : ("failed" as const);
  const exchange = {
    ...{ ...NOTHING, ...purpose, status, milliseconds, failure, outcome },
    ...(passed.isHalfClosed ? { isHalfClosed: true as const } : {}),
    ...(fault === undefined ? {} : failed(fault)),
  };
  return operation === undefined ? exchange : check(incoming, passed, { ...exchange, operation });
}

const NOTHING = {
  milliseconds: 0,
  request: undefined,
  response: undefined,
} as const;

const TOKEN = "token, stated elsewhere";

/** Returns what a request is for. */
function purposeOf(incoming: IncomingMessage): Pick<Exchange, "operation" | "name"> {
  const path = pathOf(incoming);
  const operation = operationAt(path);
  const other = path === TOKEN_PATH ? TOKEN : "not in the contract";
  return { operation, name: operation ?? other };
}

/** Returns the end of an exchange that the proxy itself failed at. */
function failed(error: unknown): Pick<Exchange, "outcome" | "failure" | "fault"> {
  return { outcome: "failed", failure: PROXY_ERROR, fault: describeFault(error) };
}

async function check(
  incoming: IncomingMessage,
  passed: Passed,
  exchange: Exchange & { operation: OperationId },
): Promise<Exchange> {
  const { operation } = exchange;
  const request = checkRequestSide(operation, {
    method: incoming.method ?? "",
    path: pathOf(incoming),
    header: (name) => headerOf(incoming, name),
    body: await passed.request.read(),
  });
  if (passed.response === undefined) return { ...exchange, request, outcome: "failed" };
  const { message, body } = passed.response;
  const received = {
    status: message.statusCode ?? 0,
    header: (name: string) => headerOf(message, name),
    body: await body.read(),
  };
  const { outcome, ...response } = checkResponseSide(operation, received, request);
  const isWhole = passed.failure === undefined;
  return { ...exchange, request, response, outcome: isWhole ? outcome : "failed" };
}

function refuseUnknown(outgoing: ServerResponse): void {
  const detail = "No server was named for this path: give one for everything, --to https://…";
  const body = JSON.stringify({ status: 404, title: "Not Found", detail }, null, 2);
  outgoing.writeHead(404, { "content-type": "application/problem+json" }).end(body);
}
