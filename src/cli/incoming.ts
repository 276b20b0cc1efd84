import type { IncomingMessage } from "node:http";

/** Returns the value of a header, `null` where it is not there. */
export function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name.toLowerCase()];
  return (Array.isArray(value) ? value.join(", ") : value) ?? null;
}

/**
 * Returns path and query of a request; its target may be a whole URL, as clients of a proxy send
 * it.
 */
export function targetOf({ url = "/" }: IncomingMessage): string {
  return url.replace(/^https?:\/\/[^/?]*/i, "").replace(/^(?=\?|$)/, "/");
}

/** Returns the path of a request, without the query. */
export function pathOf(request: IncomingMessage): string {
  return targetOf(request).replace(/[?#].*/s, "");
}
