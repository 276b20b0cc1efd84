import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { endToEnd, toPairs } from "./hop-by-hop.js";
import { targetOf } from "./incoming.js";

/** Headers of either side may be larger than Node lets them by default. */
export const MAX_HEADER_BYTES = 64 * 1024;

/** Number of headers: Node would drop those after the first thousand without a word. */
export const NO_LIMIT = 0;

/**
 * Opens the request to the upstream server; `undefined` where Node refuses to send such a request.
 */
export function openRequest(incoming: IncomingMessage, upstream: URL): ClientRequest | undefined {
  const { method = "GET", rawHeaders, headers } = incoming;
  const isChunked = headers["transfer-encoding"] !== undefined;
  const passedOn = withHost(endToEnd(rawHeaders, isChunked), upstream.host);
  if (isChunked) passedOn.push("Transfer-Encoding", "chunked");
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
