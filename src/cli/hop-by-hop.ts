/** Headers that belong to one connection and are not passed on (RFC 9110 7.6.1). */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "transfer-encoding",
  "upgrade",
]);

/** Headers that no `Connection` may take away: without a length, a body would become a request. */
const KEPT = new Set(["content-length", "host"]);

/**
 * Returns the headers that are passed on, in their order and case, as Node's flat list of names and
 * values.
 *
 * @param isChunked Whether the body goes on in chunks; without them there are no trailers.
 */
export function endToEnd(rawHeaders: readonly string[], isChunked: boolean): string[] {
  const pairs = toPairs(rawHeaders);
  const named = pairs
    .filter(([name]) => name.toLowerCase() === "connection")
    .flatMap(([, value]) => value.split(",").map((token) => token.trim().toLowerCase()))
    .filter((name) => !KEPT.has(name));
  const dropped = new Set([...HOP_BY_HOP, ...named, ...(isChunked ? [] : ["trailer"])]);
  return pairs.filter(([name]) => !dropped.has(name.toLowerCase())).flat();
}

/** Returns whether a body has a transfer coding beside chunks, which would get lost on the way. */
export function isRecoded(transferEncoding = ""): boolean {
  const codings = transferEncoding.split(",").map((coding) => coding.trim().toLowerCase());
  return codings.some((coding) => !["", "chunked", "identity"].includes(coding));
}

/** Returns Node's flat list of headers as pairs. */
export function toPairs(rawHeaders: readonly string[]): [string, string][] {
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  return names.map((name, index) => [name, rawHeaders[2 * index + 1] ?? ""]);
}
