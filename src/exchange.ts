import type { Deadline } from "./deadline.js";
import type { FetchInit, ResponseLike } from "./fetch-types.js";
import { type BodyText, discard, readBody } from "./read-body.js";
import { type ReceivedResponse, receive } from "./response.js";

/** Calls `fetch`, and returns the response once its headers are there. */
export async function fetchResponse(
  fetch: (url: string, init: FetchInit) => Promise<ResponseLike>,
  { url, init }: { url: string; init: FetchInit },
  deadline: Deadline,
): Promise<ReceivedResponse> {
  // Close the connection of a response that comes after the deadline.
  const response = receive(await deadline.race(Promise.resolve(fetch(url, init)), discard));
  if (response === undefined) throw new TypeError("fetch returned no response");
  return response;
}

/** Reads the body of a response as text, unless the deadline comes first. */
export function readText(
  response: ResponseLike,
  maxBytes: number,
  deadline: Deadline,
): Promise<BodyText> {
  return deadline.race(readBody(response, maxBytes, () => deadline.reason !== undefined));
}
