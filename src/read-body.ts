/** Reports that a body is larger than it may be. */
export class TooLarge extends Error {}

/** Reads a body as UTF-8 text, and throws {@link TooLarge} as soon as it is over `limit` bytes. */
export async function readBody(response: Response, limit: number): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit) {
      // The connection is given up; whether that succeeds changes nothing.
      reader.cancel().catch(() => {});
      throw new TooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}
