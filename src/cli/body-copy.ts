import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { type BodyText, decode } from "../read-body.js";
import { MAX_BODY_BYTES } from "../testing/received-request.js";

const DECODERS: Readonly<Record<string, typeof gunzip>> = {
  gzip: gunzip,
  "x-gzip": gunzip,
  deflate: inflate,
  br: brotliDecompress as typeof gunzip,
};

/** A body as text, or why it could not be read. */
export type CopiedBody = BodyText | { unchecked: string };

/**
 * A copy of a body that passes by, for the check. It never slows the body down, and is never
 * written anywhere.
 */
export class BodyCopy {
  readonly #encoding: string;
  #chunks: Buffer[] = [];
  #size = 0;
  #isComplete = false;

  /** @param encoding The header Content-Encoding. */
  constructor(body: Readable, encoding: string | null) {
    this.#encoding = encoding ?? "";
    body.on("data", (chunk: Buffer) => {
      this.#size += chunk.length;
      if (this.#size <= MAX_BODY_BYTES) this.#chunks.push(chunk);
      else this.#chunks = [];
    });
    body.once("end", () => {
      this.#isComplete = true;
    });
  }

  /** Returns the body as text, decompressed where it came compressed. */
  async read(): Promise<CopiedBody> {
    const limit = `larger than ${MAX_BODY_BYTES} bytes`;
    if (this.#size > MAX_BODY_BYTES) return { unchecked: limit };
    if (!this.#isComplete) return { unchecked: "broken off" };
    let bytes: Buffer = Buffer.concat(this.#chunks);
    const codings = this.#encoding.toLowerCase().split(",").reverse();
    for (const coding of codings.map((name) => name.trim())) {
      if (coding === "" || coding === "identity" || bytes.length === 0) continue;
      const decompress = DECODERS[coding];
      if (decompress === undefined) return { unchecked: "of an unknown content encoding" };
      try {
        bytes = await promisify<Buffer, object, Buffer>(decompress)(bytes, {
          maxOutputLength: MAX_BODY_BYTES,
        });
      } catch (error) {
        const isLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
        return { unchecked: isLarge ? limit : "not what its content encoding says" };
      }
    }
    return decode(bytes);
  }
}
