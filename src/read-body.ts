/** Reports that a body is larger than it may be. */
export class TooLarge extends Error {}

/** Reads a body as UTF-8 text. It gives the body up as soon as it is over `limit` bytes, or `isOver` says that nobody waits. */
export async function readBody(
  response: Response,
  limit: number,
  isOver: () => boolean,
): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit || isOver()) {
      // Whether the connection can still be given up changes nothing.
      reader.cancel().catch(() => {});
      throw new TooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}
