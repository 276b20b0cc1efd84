/** Second argument of `fetch`. */
export interface FetchInit {
  /** HTTP method. */
  method: string;
  /** All headers, credentials included. */
  headers: Record<string, string>;
  /** Request as JSON. */
  body: string;
  /** Signal that aborts at the deadline of the call, and with the caller's own signal. */
  signal: AbortSignal;
  /** No redirect is followed: it would take the credentials along. */
  redirect: "manual";
  /** No response may come from a cache. Left out where the platform does not know it. */
  cache?: "no-store";
}

/** As much of a response as the client needs: of the platform, undici, node-fetch or your own. */
export interface ResponseLike {
  /** HTTP status. */
  readonly status: number;
  /** Headers. */
  readonly headers: { get(name: string): string | null };
  /** Body as a web stream; without one, `text()` is called. */
  readonly body?: unknown;
  /** Whether somebody has read the body. */
  readonly bodyUsed?: boolean;
  /** Reads the body as text. */
  text?(): Promise<string>;
  /** Type as the platform reports it: `"opaqueredirect"` is a redirect, `"error"` no response. */
  readonly type?: string;
  /** Whether a redirect was followed. */
  readonly redirected?: boolean;
}
