import { PAGE_LIMITS } from "./limits.js";
import { NotAPageError } from "./saved-page.js";

/** Turns the bytes of a saved file into text. */
export function decodePage(bytes: Uint8Array): string {
  if (bytes.length > PAGE_LIMITS.bytes) {
    throw new NotAPageError(
      `The file has ${bytes.length} bytes; a page has at most ${PAGE_LIMITS.bytes}.`,
    );
  }
  const text = toText(bytes);
  if (text.includes("\0")) throw new NotAPageError("The file is binary, not text.");
  if (text.trim() === "") throw new NotAPageError("The file is empty.");
  return text;
}

function toText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
