import type { ResponseLike } from "./fetch-types.js";

const HEADERS = ["x-request-id", "request-id", "x-correlation-id"];

/** Characters in a row that are enough to recognise a secret. */
const SHARED = 6;

/**
 * Returns the request id of a response, unless it looks like a card or account number, or repeats
 * something of what was sent: an id goes into logs.
 *
 * @param headers Headers of the response.
 * @param sent Everything that was sent: bodies, values of headers.
 */
export function requestId(
  headers: ResponseLike["headers"],
  sent: readonly unknown[],
): string | undefined {
  for (const name of HEADERS) {
    const id = headers.get(name);
    if (id !== null && /^[\w-]{1,64}$/.test(id) && !repeats(squash(id), sent)) return id;
  }
  return undefined;
}

function repeats(id: string, sent: readonly unknown[]): boolean {
  if (/^(\d{9,19})?$/.test(id)) return true;
  const texts = leaves(sent);
  if (id.length < SHARED) return texts.some((text) => squash(text).includes(id));
  const runs = Array.from({ length: id.length - SHARED + 1 }, (_, at) => id.slice(at, at + SHARED));
  return texts
    .flatMap((text) => [text, ...encodings(text)])
    .map(squash)
    .some((text) => runs.some((run) => text.includes(run)));
}

/** Lists the texts and numbers in a value, names of properties included. */
function leaves(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([name, each]) => [name, ...leaves(each)]);
}

/** Returns a text in lower case and without separators, which an echo may change. */
function squash(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
}

/** Writes a text in hex, and in base64 wherever in a longer text it may begin. */
function encodings(text: string): string[] {
  const bytes = [...new TextEncoder().encode(text)];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const binary = bytes.map((byte) => String.fromCharCode(byte)).join("");
  // Cut off the character that depends on the bytes in front.
  const base64 = [0, 1, 2].map((before) =>
    btoa("\0".repeat(before) + binary).slice(before && before + 1),
  );
  return [hex, ...base64];
}
