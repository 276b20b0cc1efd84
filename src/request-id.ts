import type { ResponseLike } from "./options.js";

const HEADERS = ["x-request-id", "request-id", "x-correlation-id"];

/**
 * Returns the request id of a response, unless it repeats something of what was sent or looks like a card or account
 * number: an id goes into logs.
 */
export function requestId(
  headers: ResponseLike["headers"],
  confidential: string,
): string | undefined {
  const ids = HEADERS.map((name) => headers.get(name)).filter(isPlain);
  if (ids.length === 0) return undefined;
  const parts = confidential.split(/[^\w.-]+/).filter((part) => part.length >= 6);
  return ids.find((id) => !parts.some((part) => part.includes(id) || id.includes(part)));
}

function isPlain(id: unknown): id is string {
  // A response of an own fetch may be anything, its headers a Map.
  return typeof id === "string" && /^[\w.:+/=-]{1,128}$/.test(id) && !/^\d{9,19}$/.test(id);
}
