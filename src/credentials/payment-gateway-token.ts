import { operations } from "../../generated/operations.js";
import { misconfigured } from "../errors/configuration.js";
import type { FetchInit, ResponseLike } from "../fetch-types.js";
import { checkHeaders, checkHosts, checkPath, checkUrl, copy } from "../resolve-options.js";
import {
  CACHE_OPTIONS,
  type CachedCredential,
  type CachedCredentialOptions,
  cacheOf,
} from "./cached-credential.js";
import { sentFor } from "./security-headers.js";
import { TOKEN_PATH } from "./token-path.js";
import { TokenRequest, type TokenSource } from "./token-request.js";

/** Options of {@link paymentGatewayToken}. */
export interface PaymentGatewayTokenOptions extends CachedCredentialOptions {
  /**
   * Access key that EnKash gave you for tokens. Nothing states whether it is the
   * `merchantAccessKey` of `createOrder` as well.
   */
  accessKey: string;
  /** Secret key that EnKash gave you for tokens. */
  secretKey: string;
  /**
   * Form of the token in the header `Authorization` of `createOrder`: `"bearer"` puts `Bearer ` in
   * front, `"raw"` sends the token alone. There is no default since the sources contradict each
   * other: EnKash's guide writes `Bearer`, and one public integration got further without it. Ask
   * EnKash which one your account takes.
   */
  scheme: "bearer" | "raw";
  /**
   * Selects the documented test host. There is no other environment: live hosts are not documented.
   *
   * @default undefined: the host comes from `baseUrl`
   */
  environment?: "test" | undefined;
  /**
   * Base URL of the Payment Gateway. Not together with `environment`.
   *
   * @default undefined
   */
  baseUrl?: string | undefined;
  /**
   * Names of hosts that may be reached by plain `http:`, e.g. those of a Docker network. Loopback
   * needs no entry.
   *
   * @default []
   */
  plainHttpHosts?: readonly string[] | undefined;
  /**
   * Further headers. EnKash's guide lists an `API-Key` that the token page does not know.
   *
   * @default {}
   */
  headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Replacement for the built-in `fetch`.
   *
   * @default the global `fetch` at the time of the request
   */
  fetch?: ((url: string, init: FetchInit) => Promise<ResponseLike>) | undefined;
}

/**
 * Creates a credential that gets the Payment Gateway token from EnKash and keeps it until shortly
 * before it expires, as {@link cachedCredential} does.
 *
 * **Not part of the contract.** What it does follows EnKash's token page and guide, which are not
 * among the pages of the contract and contradict each other, and no public code has been seen to
 * succeed with it. Try it with your own keys on the test host first; otherwise get the token by a
 * function of your own.
 *
 * - Request: `POST /api/v0/merchant/token` with `accessKey` and `secretKey` as JSON (token page).
 * - Success: a `token` that is not empty, whatever `resultCode` says: a success has 200 there in
 *   the guide, and 0 on the token page.
 * - `expiry`: instant in milliseconds since the UNIX epoch (an older token page). A token without
 *   it is used until EnKash refuses it.
 *
 * Nothing is retried, no redirect is followed, and neither keys nor token are ever printed. A
 * response without a token counts as a refusal of the keys; an HTTP status of 500 and more whose
 * body is no JSON object does not. Not for a browser: its user could read the keys.
 *
 * @param options Keys, host and scheme.
 * @throws EnkashConfigurationError if an option is missing, unknown or wrong.
 * @example
 * ```ts
 * const enkash = createEnkashClient({
 *   environment: "test",
 *   credentials: {
 *     merchantAccessKey: process.env.ENKASH_MERCHANT_ACCESS_KEY ?? "",
 *     paymentGatewayToken: paymentGatewayToken({
 *       environment: "test",
 *       accessKey: process.env.ENKASH_ACCESS_KEY ?? "",
 *       secretKey: process.env.ENKASH_SECRET_KEY ?? "",
 *       scheme: "bearer",
 *     }),
 *   },
 * });
 * ```
 */
export function paymentGatewayToken(options: PaymentGatewayTokenOptions): CachedCredential {
  const source = resolve(options);
  // TokenRequest ends with the deadline by itself, and reports how far it came.
  const token = cacheOf((_, deadline) => new TokenRequest(source, deadline).run(), source.times);
  sentFor.set(token, source.confidential);
  return token;
}

/** Name of the options in an error. */
const NAME = "paymentGatewayToken";

/** Returns the checked source of the token, and the times of its cache. */
function resolve(
  given: PaymentGatewayTokenOptions,
): TokenSource & { times: CachedCredentialOptions } {
  const known: (keyof PaymentGatewayTokenOptions)[] = [
    "accessKey",
    "secretKey",
    "scheme",
    "environment",
    "baseUrl",
    "plainHttpHosts",
    "headers",
    "fetch",
    ...CACHE_OPTIONS,
  ];
  const options: PaymentGatewayTokenOptions = copy(given ?? null, known, { option: NAME });
  const { accessKey, secretKey, scheme, environment, fetch } = options;
  const refuse = (name: string, demand: string) => misconfigured(`${NAME}.${name}`, demand);
  for (const [name, key] of Object.entries({ accessKey, secretKey })) {
    if (typeof key !== "string" || !/^\S(.*\S)?$/s.test(key))
      refuse(name, "must be a string that is not empty, without white space around it.");
  }
  if (scheme !== "bearer" && scheme !== "raw") refuse("scheme", 'must be "bearer" or "raw".');
  if (fetch !== undefined && typeof fetch !== "function") refuse("fetch", "must be a function.");
  if (environment !== undefined && environment !== "test")
    refuse("environment", 'must be "test". For a live host set `baseUrl`.');
  if (environment !== undefined && options.baseUrl !== undefined)
    refuse("baseUrl", "cannot be combined with `environment`.");
  const documented = environment && operations.createOrder.servers[0]?.url;
  const plainHttp = checkHosts(options.plainHttpHosts, `${NAME}.plainHttpHosts`);
  const baseUrl = checkUrl(options.baseUrl, `${NAME}.baseUrl`, plainHttp) ?? documented;
  if (baseUrl === undefined)
    return refuse("environment", "is missing, and so is `baseUrl`: there is no default host.");
  checkPath(TOKEN_PATH, baseUrl, `${NAME}.baseUrl`);
  const { renewBeforeMs, refusalPauseMs, timeoutMs } = options;
  const headers = checkHeaders(options.headers, `${NAME}.headers`);
  return {
    url: baseUrl + TOKEN_PATH,
    body: JSON.stringify({ accessKey, secretKey }),
    headers,
    confidential: [{ accessKey, secretKey }, headers],
    scheme,
    fetch,
    times: { renewBeforeMs, refusalPauseMs, timeoutMs },
  };
}
