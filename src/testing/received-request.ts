import { readBody, TooLarge } from "../read-body.js";

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
}

/** Reads a request; what follows after the largest body is left unread. */
export async function receive(request: Request): Promise<ReceivedRequest> {
  return {
    method: request.method,
    path: new URL(request.url).pathname,
    header: (name) => request.headers.get(name),
    text: await readText(request),
  };
}

async function readText(request: Request): Promise<string | undefined> {
  try {
    const { text } = await readBody(request, MAX_BODY_BYTES, () => false);
    return text;
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}
