import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mediaTypes, operations } from "../../generated/operations.js";
import { type BodyText, decode } from "../read-body.js";
import { checkRequest } from "../testing/check-request.js";
import { play } from "../testing/play.js";
import { problemResponse } from "../testing/problem.js";
import { MAX_BODY_BYTES, type ReceivedRequest, UNREAD } from "../testing/received-request.js";
import { exampleText, firstExample } from "../testing/responses.js";
import { isOnPurpose } from "../testing/thrown.js";
import { respondToTokenRequest } from "../testing/token-endpoint.js";
import { describeViolation, notesOn } from "./describe-request.js";
import { headerOf, pathOf } from "./incoming.js";
import { explanation } from "./mock-texts.js";
import { readBundle } from "./package-files.js";

/** Options of {@link createMockServer}. */
export interface MockServerOptions {
  /** Origin whose pages may call the mock; `undefined` for none. */
  cors: string | undefined;
  /** Whether two orders get two ids. */
  idsFollowRequest?: boolean;
  /** Receiver of a line per request, and of one for each problem with it; no line has a value. */
  log: (line: string) => void;
  /** Callback for a header `Prefer` that asks for what does not exist. */
  onWrongPrefer?: () => void;
}

/**
 * Milliseconds that the rest of a refused body is read for, so that its sender sees the response.
 */
const DRAIN_MS = 2000;

/** What it responds to: GET explains it, POST gets a token, and the methods of the operations. */
const METHODS = [
  ...new Set(["GET", "POST", ...Object.values(operations).map(({ method }) => method)]),
].join(", ");

/**
 * Creates the mock server: the testing kit behind HTTP, with the same checks. It keeps no
 * request.
 */
export function createMockServer(options: MockServerOptions): Server {
  const { cors, log } = options;
  return createServer(async (request, response) => {
    const started = performance.now();
    const exchange: Exchange = { request, response, operation: "no operation", notes: [] };
    let outcome: string;
    try {
      if (cors !== undefined) allow(cors, response);
      await respond(exchange, options);
      outcome = `${response.statusCode}`;
    } catch (error) {
      // The client went away, or the scenario breaks the connection.
      const isMeant = request.destroyed || isOnPurpose(error) || response.destroyed;
      outcome = isMeant ? "connection closed" : `the mock failed: ${error}`;
      response.destroy();
    }
    log(`${exchange.operation}  ${outcome}  ${(performance.now() - started).toFixed(1)} ms`);
    for (const note of exchange.notes) log(`  request  ${note}`);
  });
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** Operation that the request leads to, for the log. */
  operation: string;
  /** What is wrong with the request, or why the client of this package would not send it. */
  notes: string[];
}

async function respond(exchange: Exchange, options: MockServerOptions): Promise<void> {
  const { cors } = options;
  const { request, response } = exchange;
  const { method = "" } = request;
  const path = pathOf(request);
  if (
    cors !== undefined &&
    method === "OPTIONS" &&
    headerOf(request, "access-control-request-method")
  ) {
    exchange.operation = "preflight";
    return end(response, { status: 204, headers: preflight(request), body: "" });
  }
  if ((method === "GET" || method === "HEAD") && (path === "/" || path === "/openapi.json")) {
    exchange.operation = `${method} ${path}`;
    const text = path === "/" ? explanation(urlOf(request)) : readBundle();
    const type = path === "/" ? "text/plain; charset=utf-8" : "application/json";
    return end(response, { status: 200, headers: { "content-type": type }, body: text });
  }
  const read = await readText(request);
  if (read === UNREAD) drain(request);
  const header = (name: string) => headerOf(request, name);
  const received = { method, path, header, ...read };
  const token = respondToTokenRequest(received);
  if (token === undefined) return respondToOperation(exchange, received, options);
  exchange.operation = "token";
  if (token.problem !== undefined) exchange.notes = [token.problem.detail];
  return send(response, token.response);
}

async function respondToOperation(
  exchange: Exchange,
  received: ReceivedRequest,
  { idsFollowRequest = false, onWrongPrefer }: MockServerOptions,
): Promise<void> {
  const { response } = exchange;
  const checked = checkRequest(received);
  exchange.operation = checked.operation ?? exchange.operation;
  if (checked.problem !== undefined) {
    const { violations, detail } = checked.problem;
    exchange.notes = violations.length > 0 ? violations.map(describeViolation) : [detail];
    if (checked.isPreference) onWrongPrefer?.();
    return send(response, problemResponse(checked.problem));
  }
  const { operation, body, preference } = checked;
  exchange.notes = notesOn(operation, body);
  const chosen = preference ?? firstExample(operation);
  if (typeof chosen === "string" && !idsFollowRequest) {
    // Sent as it is: a `Response` and a signal would cost more than all of the checks.
    const headers = { "content-type": mediaTypes[operation].response };
    return end(response, { status: 200, headers, body: exampleText(operation, chosen) });
  }
  const signal = abortedWith(response);
  const given = { operation, request: body, response: chosen, idsFollowRequest, signal };
  return send(response, await play(given));
}

/** Reads the body; where it is too large, the rest flows past. */
function readText(request: IncomingMessage): Promise<BodyText | typeof UNREAD> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
      else resolve(UNREAD);
    });
    request.once("end", () => resolve(decode(Buffer.concat(chunks))));
    request.once("error", reject);
  });
}

/** Closes a connection whose body does not end soon. */
function drain(request: IncomingMessage): void {
  const timer = setTimeout(() => request.destroy(), DRAIN_MS);
  request.once("close", () => clearTimeout(timer));
  request.once("end", () => clearTimeout(timer));
}

/** Returns a signal that aborts when the client goes away. */
function abortedWith(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  return controller.signal;
}

/**
 * Sends a response; one whose body breaks off is sent as far as it goes, and the connection closed.
 */
async function send(response: ServerResponse, { status, headers, body }: Response): Promise<void> {
  const chunks: Uint8Array[] = [];
  let isWhole = true;
  try {
    for await (const chunk of chunksOf(body)) chunks.push(chunk);
  } catch {
    isWhole = false;
  }
  const received = { status, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) };
  if (isWhole) return end(response, received);
  response.writeHead(status, received.headers);
  await new Promise<void>((resolve) => response.write(received.body, () => resolve()));
  response.destroy();
}

/**
 * Returns the chunks of a body; the types of the web platform do not know that Node can iterate
 * over it.
 */
function chunksOf(body: Response["body"]): AsyncIterable<Uint8Array> | [] {
  return (body as unknown as AsyncIterable<Uint8Array> | null) ?? [];
}

interface WholeResponse {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

function end(response: ServerResponse, { status, headers, body }: WholeResponse): void {
  const length = status === 204 ? {} : { "content-length": Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length }).end(body);
}

function allow(origin: string, response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-expose-headers", "retry-after");
  if (origin !== "*") response.setHeader("vary", "origin");
}

function preflight(request: IncomingMessage): Record<string, string> {
  const headers = headerOf(request, "access-control-request-headers");
  return {
    "access-control-allow-methods": METHODS,
    ...(headers === null ? {} : { "access-control-allow-headers": headers }),
  };
}

/**
 * Returns the address that the request was sent to; in a container it is not the one of the socket.
 */
function urlOf({ headers: { host = "" }, socket }: IncomingMessage): string {
  if (/^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host)) return `http://${host}`;
  const { address, port } = socket.address() as AddressInfo;
  return `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
}
