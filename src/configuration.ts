import { type CredentialName, type OperationId, operations } from "../generated/client.js";
import { EnkashConfigurationError } from "./errors/configuration.js";
import type { CallOptions, EnkashOptions } from "./options.js";

const OPERATIONS: readonly string[] = Object.keys(operations);
const CREDENTIALS: readonly string[] = Object.values(operations).flatMap(({ security }) =>
  security.map(({ credential }): CredentialName => credential),
);
const OPTIONS: readonly string[] = [
  "environment",
  "baseUrl",
  "servers",
  "credentials",
  "headers",
  "timeoutMs",
  "maxResponseBytes",
  "drift",
  "fetch",
  "onRequest",
  "onResponse",
  "onError",
  "onDrift",
] satisfies (keyof EnkashOptions)[];
const CALL_OPTIONS: readonly string[] = ["signal", "timeoutMs", "headers"] satisfies (keyof CallOptions)[];
/** Headers that the client itself decides; setting them aside would undo what it guarantees. */
const OWN_HEADERS: readonly string[] = ["content-type", "content-length", "host"];

/** Throws where an option is unknown or wrong. Missing ones are reported by the call that needs them. */
export function checkOptions(options: EnkashOptions): void {
  const { environment, baseUrl, servers, credentials, headers, drift = "report" } = options;
  checkNames(options, OPTIONS, "");
  checkNames(servers, OPERATIONS, "servers.");
  checkNames(headers, OPERATIONS, "headers.");
  checkNames(credentials, CREDENTIALS, "credentials.");
  if (environment !== undefined && environment !== "test") {
    fail("environment", 'must be "test", the only one that is documented. For a live host set `servers`.');
  }
  if (environment !== undefined && baseUrl !== undefined) fail("baseUrl", "cannot be set together with `environment`.");
  checkUrl(baseUrl, "baseUrl");
  for (const id of OPERATIONS as OperationId[]) {
    checkUrl(servers?.[id], `servers.${id}`);
    checkHeaders(id, headers?.[id], `headers.${id}`);
  }
  if (drift !== "report" && drift !== "throw") fail("drift", 'must be "report" or "throw".');
  checkNumber(options.timeoutMs, "timeoutMs");
  checkNumber(options.maxResponseBytes, "maxResponseBytes");
}

/** Throws where an option of one call is unknown or wrong. */
export function checkCallOptions(id: OperationId, options: CallOptions): void {
  checkNames(options, CALL_OPTIONS, "", id);
  checkNumber(options.timeoutMs, "timeoutMs", id);
  checkHeaders(id, options.headers, "headers", id);
}

/** Returns the base URL for an operation, without a slash at its end, or throws and says which option to set. */
export function serverOf(id: OperationId, { environment, baseUrl, servers }: EnkashOptions): string {
  const configured = servers?.[id] ?? baseUrl;
  if (configured !== undefined) return configured.replace(/\/+$/, "");
  const documented = operations[id].servers.find(({ variables }) => variables.length === 0);
  if (documented === undefined) {
    return fail(`servers.${id}`, "must be set: no host is documented, EnKash gives it to you.", id);
  }
  if (environment === "test") return documented.url;
  return fail("environment", `must be set, or \`baseUrl\`, or \`servers.${id}\`: there is no default host.`, id);
}

/** Returns the headers that the contract asks for, with the caller's credentials as they are. */
export async function securityHeaders(
  id: OperationId,
  credentials: EnkashOptions["credentials"],
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const { credential, header, prefix } of operations[id].security) {
    const option = `credentials.${credential}`;
    const given = credentials?.[credential];
    if (given === undefined) fail(option, "must be set.", id);
    let value: unknown;
    try {
      value = typeof given === "function" ? await given() : given;
    } catch (cause) {
      fail(option, "is a function that failed.", id, cause);
    }
    if (!isHeaderValue(value)) fail(option, "must be a text of visible ASCII characters, without line breaks.", id);
    if (prefix !== "" && value.toLowerCase().startsWith(prefix.toLowerCase())) {
      fail(option, `must be the token alone: the client puts "${prefix}" in front.`, id);
    }
    headers[header] = prefix + value;
  }
  return headers;
}

function isHeaderValue(value: unknown): value is string {
  return typeof value === "string" && /^[!-~]([ -~]*[!-~])?$/.test(value);
}

function checkNames(value: object | undefined, known: readonly string[], prefix: string, id?: OperationId): void {
  for (const name of Object.keys(value ?? {})) {
    if (!known.includes(name)) fail(prefix + name, `is not an option. Known are: ${known.join(", ")}.`, id);
  }
}

function checkHeaders(id: OperationId, headers: CallOptions["headers"], option: string, call?: OperationId): void {
  const own = [...OWN_HEADERS, ...operations[id].security.map(({ header }) => header.toLowerCase())];
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !isHeaderValue(value)) {
      fail(option, "must hold names and texts of visible ASCII characters.", call);
    }
    if (own.includes(name.toLowerCase())) fail(option, `must not hold ${name}: the client sets it.`, call);
  }
}

function checkNumber(value: number | undefined, option: string, id?: OperationId): void {
  if (value === undefined || (Number.isInteger(value) && value > 0 && value < 2 ** 31)) return;
  fail(option, "must be a whole number from 1 to 2147483647.", id);
}

function checkUrl(text: string | undefined, option: string): void {
  if (text === undefined) return;
  const url = URL.canParse(text) ? new URL(text) : fail(option, "must be a URL like https://host.example.");
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) {
    fail(option, "must be https: plain http is for loopback alone.");
  }
  if (url.username || url.password || url.search || url.hash) fail(option, "must hold host and path alone.");
}

function fail(option: string, demand: string, operation?: OperationId, cause?: unknown): never {
  const method = operation && operations[operation].method;
  throw new EnkashConfigurationError(option, demand, { operation, method, cause });
}
