import type { Deadline } from "./deadline.js";
import type { FetchInit, ResponseLike } from "./options.js";
import { type BodyText, discard, readBody } from "./read-body.js";
import { type ReceivedResponse, receive } from "./response.js";

/** Calls `fetch`, and returns the response once its headers are there. */
export async function fetchResponse(
  fetch: (url: string, init: FetchInit) => Promise<ResponseLike>,
  { url, init }: { url: string; init: FetchInit },
  deadline: Deadline,
): Promise<ReceivedResponse> {
  const pending = Promise.resolve(fetch(url, init));
  // Close the connection of a response that comes after the deadline.
  pending.then((late) => deadline.reason && discard(late)).catch(() => {});
  const response = receive(await deadline.race(pending));
  if (response === undefined) throw new TypeError("fetch returned no response");
  return response;
}

/** Reads the body of a response as text, unless the deadline comes first. */
export async function readText(
  response: ResponseLike,
  maxBytes: number,
  deadline: Deadline,
): Promise<BodyText> {
  const isOver = () => deadline.reason !== undefined;
  return await deadline.race(readBody(response, maxBytes, isOver));
}
