import { type BodyText, readBody, TooLarge } from "../read-body.js";

/** Largest request body in bytes, 10 MiB; Prism has the same limit. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * A request as it came, whatever carried it: a `Request` in a test, a socket of the mock server.
 */
export interface ReceivedRequest {
  method: string;
  /** Path without host and query. */
  path: string;
  /** Returns the value of a header, `null` where it is not there. */
  header(name: string): string | null;
  /** Body as text; `undefined` where it was too large to read. */
  text: string | undefined;
  /** Whether all bytes of the body were UTF-8. */
  isUtf8: boolean;
}

/** In place of a body that was too large to read. */
export const UNREAD = { text: undefined, isUtf8: true };

/** Reads a request; what follows after the largest body is left unread. */
export async function readRequest(request: Request): Promise<ReceivedRequest> {
  return {
    method: request.method,
    path: new URL(request.url).pathname,
    header: (name) => request.headers.get(name),
    ...(await readText(request)),
  };
}

async function readText(request: Request): Promise<BodyText | typeof UNREAD> {
  try {
    return await readBody(request, MAX_BODY_BYTES, () => false);
  } catch (error) {
    if (error instanceof TooLarge) return UNREAD;
    throw error;
  }
}
