import { LIMITS } from "./limits.js";
import { NotAPageError } from "./saved-page.js";

/** Turns the bytes of a saved file into text. */
export function decode(bytes: Uint8Array): string {
  if (bytes.length > LIMITS.bytes) {
    throw new NotAPageError(
      `The file has ${bytes.length} bytes; a page has at most ${LIMITS.bytes}.`,
    );
  }
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  if (text.includes("\0")) throw new NotAPageError("The file is binary, not text.");
  if (text.trim() === "") throw new NotAPageError("The file is empty.");
  return text;
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}
