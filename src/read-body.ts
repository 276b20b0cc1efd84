import type { ResponseLike } from "./fetch-types.js";

/** Reports that a body is larger than it may be. */
export class TooLarge extends Error {}

/** Reports that a response has no body that could be read. */
export class Unreadable extends TypeError {}

/** Body as text. */
export interface BodyText {
  text: string;
  /** Whether all bytes were UTF-8, as far as they were seen. */
  isUtf8: boolean;
}

/** What is read of a response. */
export type Source = Pick<ResponseLike, "body" | "bodyUsed" | "text">;

/** Reads a body as UTF-8 text. Stops above `limit` bytes, or when `isOver` returns true. */
export async function readBody(
  response: Source,
  limit: number,
  isOver: () => boolean,
): Promise<BodyText> {
  if (response.bodyUsed === true) throw new Unreadable("the body had been read before");
  if (response.body === null) return { text: "", isUtf8: true };
  const reader = readerOf(response.body);
  if (reader !== undefined) return decode(await readStream(reader, limit, isOver));
  // Responses of node-fetch and React Native have no web stream.
  const text: unknown = await response.text?.();
  if (typeof text !== "string") throw new Unreadable("there is neither a web stream nor a text");
  if (text.length > limit) throw new TooLarge();
  return { text, isUtf8: true };
}

/** Gives up a body that nobody will read, so that its connection is closed. */
export function discard(response: unknown): void {
  try {
    const { body } = response as { body?: Partial<Pick<ReadableStream, "cancel">> | null };
    // Ignore cancel errors.
    Promise.resolve(body?.cancel?.()).catch(() => {});
  } catch {
    // Even reading a property of a foreign response can throw.
  }
}

function readerOf(body: unknown): ReadableStreamDefaultReader<Uint8Array> | undefined {
  const stream = body as ReadableStream<Uint8Array> | undefined;
  if (typeof stream?.getReader !== "function") return undefined;
  try {
    return stream.getReader();
  } catch {
    throw new Unreadable("somebody else reads the body");
  }
}

/** Reads in a row before timers get their turn: a stream that is always ready would block them. */
const READS_IN_A_ROW = 1_000;

async function readStream(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limit: number,
  isOver: () => boolean,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let reads = 1; ; reads++) {
    const { done, value } = await reader.read();
    if (done) return join(chunks, size);
    // A view of larger units has another length than its bytes, and a DataView has none.
    if (value?.BYTES_PER_ELEMENT !== 1) throw new Unreadable("the body is no stream of bytes");
    size += value.byteLength;
    if (size > limit || isOver()) {
      discard({ body: reader });
      throw new TooLarge();
    }
    if (value.byteLength > 0) chunks.push(value);
    if (reads % READS_IN_A_ROW === 0) await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Decodes bytes as UTF-8 text. */
export function decode(bytes: Uint8Array): BodyText {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), isUtf8: true };
  } catch {
    return { text: new TextDecoder().decode(bytes), isUtf8: false };
  }
}

function join(chunks: Uint8Array[], size: number): Uint8Array {
  const [first] = chunks;
  if (first?.byteLength === size) return first;
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}
