import {
  type IncomingMessage,
  type OutgoingMessage,
  type ServerResponse,
  validateHeaderName,
  validateHeaderValue,
} from "node:http";
import { endToEnd, isRecoded, toPairs } from "./hop-by-hop.js";

/** Sends the headers at once, byte for byte; `flushHeaders` would send Latin-1 as UTF-8. */
export const NOTHING = Buffer.alloc(0);

/** Wraps a handler of an event, so that what it throws ends its own exchange alone. */
export type Safely = <Args extends unknown[]>(
  handle: (...args: Args) => void,
) => (...args: Args) => void;

/** Returns the code of what keeps a response from being passed on, where there is something. */
export function obstacleOf(response: IncomingMessage): string | undefined {
  const { statusCode = 0, rawHeaders, headers } = response;
  // Behind a 1xx a client would wait for ever.
  if (statusCode < 200) return "UNEXPECTED_STATUS";
  if (isRecoded(headers["transfer-encoding"])) return "TRANSFER_ENCODING";
  try {
    for (const [name, value] of toPairs(rawHeaders)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
  } catch {
    return "INVALID_RESPONSE";
  }
  return undefined;
}

/** Passes a response on. Call {@link obstacleOf} first. */
export function passBack(
  response: IncomingMessage,
  outgoing: ServerResponse,
  safely: Safely,
): void {
  const { statusCode = 502, statusMessage = "", rawHeaders, headers } = response;
  const hasBody = outgoing.req.method !== "HEAD" && statusCode !== 204 && statusCode !== 304;
  const isChunked =
    headers["transfer-encoding"] !== undefined && hasBody && outgoing.useChunkedEncodingByDefault;
  outgoing.sendDate = false;
  // Node refuses a reason with control characters; nobody reads it.
  const reason = statusMessage.replace(/[^\t -~\x80-\xff]/g, " ");
  outgoing.writeHead(statusCode, reason, endToEnd(rawHeaders, isChunked));
  passTrailers(response, outgoing, safely);
  response.pipe(outgoing);
  outgoing.write(NOTHING);
}

/** Breaks a response off as the server did, so that no client takes it for whole. */
export function breakOff(outgoing: ServerResponse, { headers }: IncomingMessage): void {
  // Without a length and chunks, the plain end of the connection is the end of the body.
  const isOpenEnded = !outgoing.chunkedEncoding && headers["content-length"] === undefined;
  if (isOpenEnded && outgoing.socket) outgoing.socket.resetAndDestroy();
  else outgoing.destroy();
}

/**
 * Passes on what follows a body. To be called before the pipe, which ends the message at its end.
 */
export function passTrailers(from: IncomingMessage, to: OutgoingMessage, safely: Safely): void {
  from.once(
    "end",
    safely(() => {
      const trailers = toPairs(from.rawTrailers);
      if (trailers.length > 0) to.addTrailers(trailers);
    }),
  );
}
