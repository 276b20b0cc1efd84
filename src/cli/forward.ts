import {
  type ClientRequest,
  type IncomingMessage,
  type OutgoingMessage,
  request as requestHttp,
  type ServerResponse,
} from "node:http";
import { request as requestHttps } from "node:https";
import { BodyCopy } from "./body-copy.js";
import { endToEnd, toPairs } from "./hop-by-hop.js";
import { headerOf, targetOf } from "./incoming.js";

/** Headers of either side may be larger than Node lets them by default. */
export const MAX_HEADER_BYTES = 64 * 1024;

/** Number of headers: Node would drop those after the first thousand without a word. */
export const NO_LIMIT = 0;

/** Sends the headers at once, byte for byte; `flushHeaders` would send Latin-1 as UTF-8. */
const NOTHING = Buffer.alloc(0);

/** What happened to one request, once it is over. */
export interface Passed {
  request: BodyCopy;
  /** Response of the upstream server, if one came. */
  response: { message: IncomingMessage; body: BodyCopy } | undefined;
  /** Why the exchange did not come to its end: a code such as `ECONNREFUSED`. */
  failure: string | undefined;
}

/**
 * Passes a request on to `upstream`, and its response back: the same bytes, in order, as they come.
 *
 * @returns What happened, when the exchange is over. Nothing is tried again.
 */
export function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  upstream: URL,
): Promise<Passed> {
  const passed: Passed = {
    request: new BodyCopy(incoming, headerOf(incoming, "content-encoding")),
    response: undefined,
    failure: undefined,
  };
  let connected = false;
  return new Promise((resolve) => {
    const over = () => resolve(passed);
    const sent = openRequest(incoming, upstream);
    if (sent === undefined) {
      passed.failure = "INVALID_REQUEST";
      outgoing.once("close", over);
      return refuse(outgoing, passed.failure, "no");
    }
    sent.on("socket", (socket) => {
      const event = upstream.protocol === "https:" ? "secureConnect" : "connect";
      socket.once(event, () => {
        connected = true;
      });
    });
    sent.on("continue", () => outgoing.writeContinue());
    sent.on("response", (response) => {
      const body = new BodyCopy(response, headerOf(response, "content-encoding"));
      passed.response = { message: response, body };
      response.once("error", () => {
        passed.failure ??= "TRUNCATED";
        outgoing.destroy();
      });
      try {
        passBack(response, outgoing);
      } catch {
        passed.failure ??= "INVALID_RESPONSE";
        refuse(outgoing, passed.failure, "maybe");
      }
    });
    sent.on("error", (error) => {
      letPass(incoming, sent);
      // A server may respond early, and close before it has read the body: its response counts.
      if (passed.response !== undefined) return;
      passed.failure ??= codeOf(error);
      if (outgoing.headersSent) outgoing.destroy();
      else refuse(outgoing, passed.failure, connected ? "maybe" : "no");
    });
    outgoing.once("close", () => {
      if (!outgoing.writableFinished) passed.failure ??= "CLIENT_GONE";
      // A client that goes away, or a response that came early, ends what is still being sent.
      sent.destroy();
      letPass(incoming, sent);
      over();
    });
    outgoing.on("error", () => {});
    incoming.once("error", () => {
      passed.failure ??= "CLIENT_GONE";
      sent.destroy();
    });
    passTrailers(incoming, sent);
    incoming.pipe(sent);
    sent.write(NOTHING);
  });
}

/**
 * Reads the rest of a request that nobody takes any more, so that its sender comes to the response.
 */
function letPass(incoming: IncomingMessage, sent: ClientRequest): void {
  incoming.unpipe(sent);
  incoming.resume();
}

/**
 * Opens the request to the upstream server; `undefined` where Node refuses to send such a request.
 */
function openRequest(incoming: IncomingMessage, upstream: URL) {
  const { method = "GET", rawHeaders, headers } = incoming;
  const passedOn = withHost(endToEnd(rawHeaders), upstream.host);
  if (headers["transfer-encoding"] !== undefined) passedOn.push("Transfer-Encoding", "chunked");
  else if (headers["content-length"] === undefined && mayHaveBody(method)) {
    passedOn.push("Content-Length", "0");
  }
  const request = upstream.protocol === "https:" ? requestHttps : requestHttp;
  try {
    const sent = request({
      protocol: upstream.protocol,
      hostname: upstream.hostname.replace(/^\[(.*)\]$/, "$1"),
      port: upstream.port,
      path: upstream.pathname.replace(/\/$/, "") + targetOf(incoming),
      method,
      headers: passedOn,
      maxHeaderSize: MAX_HEADER_BYTES,
      // A connection of its own: one that is kept may have been closed, and a payment is not tried
      // again.
      agent: false,
      // Whatever the environment says.
      rejectUnauthorized: true,
    });
    sent.maxHeadersCount = NO_LIMIT;
    return sent;
  } catch {
    return undefined;
  }
}

/** Returns the headers with another Host, in the place and the case of the one that came. */
function withHost(rawHeaders: readonly string[], host: string): string[] {
  const isHost = (name: string) => name.toLowerCase() === "host";
  const pairs = toPairs(rawHeaders);
  if (!pairs.some(([name]) => isHost(name))) pairs.unshift(["Host", host]);
  return pairs.flatMap(([name, value]) => [name, isHost(name) ? host : value]);
}

/** Returns whether Node would send the body of such a request in chunks, were no length given. */
function mayHaveBody(method: string): boolean {
  return !["GET", "HEAD", "DELETE", "OPTIONS", "TRACE", "CONNECT"].includes(method);
}

function passBack(response: IncomingMessage, outgoing: ServerResponse): void {
  const { statusCode = 502, statusMessage = "", rawHeaders } = response;
  outgoing.sendDate = false;
  outgoing.writeHead(statusCode, statusMessage, endToEnd(rawHeaders));
  passTrailers(response, outgoing);
  response.pipe(outgoing);
  outgoing.write(NOTHING);
}

/**
 * Passes on what follows a body. To be called before the pipe, which ends the message at its end.
 */
function passTrailers(from: IncomingMessage, to: OutgoingMessage): void {
  from.once("end", () => {
    const trailers = toPairs(from.rawTrailers);
    if (trailers.length > 0) to.addTrailers(trailers);
  });
}

/** Responds in place of a server that gave no response. */
function refuse(outgoing: ServerResponse, code: string, sent: "no" | "maybe"): void {
  const outcome =
    sent === "no"
      ? "Nothing was sent."
      : "The request was being sent: it may have been carried out. Ask before you repeat it.";
  const detail = `The proxy got no response from the server behind it: ${code}. ${outcome}`;
  const problem = { status: 502, title: "Bad Gateway", detail, code, sent };
  const body = JSON.stringify(problem, null, 2);
  outgoing.writeHead(502, {
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(body),
  });
  outgoing.end(body);
}

/** Returns the code of an error, which is a name and never a value. */
function codeOf(error: NodeJS.ErrnoException): string {
  const { code = "" } = error;
  return /^[A-Z][A-Z\d_]{1,60}$/.test(code) ? code : "UNKNOWN";
}
