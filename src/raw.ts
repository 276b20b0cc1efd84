// Types that `http` of the thin client refers to.
export type { Client, ClientMethod, FetchOptions, FetchResponse, Middleware } from "openapi-fetch";

/** Options of one call of the thin client. `baseUrl` has no default. */
export interface RawOptions {
  /** Base URL; the path of the operation follows. */
  baseUrl: string;
  /**
   * All headers but the content type, credentials included.
   *
   * @default {}
   */
  headers?: Record<string, string>;
  /**
   * Signal that aborts the request.
   *
   * @default undefined
   */
  signal?: AbortSignal;
  /**
   * Serializer of the request body.
   *
   * @default JSON.stringify
   */
  bodySerializer?: (body: unknown) => string;
  /**
   * What `fetch` does with a redirect. "follow" takes headers and body along, to another host, too.
   *
   * @default "manual": the redirect is the response
   */
  redirect?: "error" | "follow" | "manual";
  /**
   * Replacement for the built-in `fetch`.
   *
   * @default the global `fetch` when the client was created
   */
  fetch?: (request: Request) => Promise<Response>;
}

/** Result of openapi-fetch: `data` for 2xx, `error` for everything else. */
export interface RawResult<Body> {
  /** Body of a 2xx response, unchecked. */
  data?: Body;
  /** Body of any other response; undefined where that is empty. */
  error?: unknown;
  /** The response; its body has been read. */
  response: Response;
}
