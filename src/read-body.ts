import type { ResponseLike } from "./options.js";

/** Reports that a body is larger than it may be. */
export class TooLarge extends Error {}

/**
 * Reads a body as UTF-8 text. Gives the body up as soon as it is over `limit` bytes, or `isOver`
 * returns that nobody waits any more.
 */
export async function readBody(
  response: Pick<ResponseLike, "body">,
  limit: number,
  isOver: () => boolean,
): Promise<string> {
  const body = response.body as ReadableStream<Uint8Array> | null;
  if (body === null) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit || isOver()) {
      // Ignore cancel errors.
      reader.cancel().catch(() => {});
      throw new TooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Gives up a body that nobody will read, so that its connection is closed. */
export function discard(response: unknown): void {
  try {
    const { body } = response as { body?: Partial<ReadableStream> | null };
    // Ignore cancel errors.
    Promise.resolve(body?.cancel?.()).catch(() => {});
  } catch {
    // A foreign response may not even let itself be looked at.
  }
}
