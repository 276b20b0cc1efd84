import { type CredentialName, type OperationId, operations } from "../generated/operations.js";
import { EnkashConfigurationError } from "./errors/configuration.js";
import type { CallOptions, EnkashOptions } from "./options.js";
import { printable } from "./violations.js";

const IDS = Object.keys(operations) as OperationId[];
const CREDENTIALS: readonly string[] = Object.values(operations).flatMap(({ security }) =>
  security.map(({ credential }): CredentialName => credential),
);
const FUNCTIONS = ["fetch", "onRequest", "onResponse", "onError", "onDrift"] as const;
const OPTIONS: readonly string[] = [
  "environment",
  "baseUrl",
  "servers",
  "credentials",
  "headers",
  "timeoutMs",
  "maxResponseBytes",
  "drift",
  ...FUNCTIONS,
] satisfies (keyof EnkashOptions)[];
const CALL_OPTIONS: readonly string[] = [
  "signal",
  "timeoutMs",
  "headers",
] satisfies (keyof CallOptions)[];
/** Headers that the client or the connection decides; setting them aside would undo what the client guarantees. */
const OWN_HEADERS =
  /^(content-.*|host|connection|keep-alive|transfer-encoding|upgrade|expect|te|trailer)$/;

const VISIBLE = "visible ASCII characters";

/** Is a checked copy of the caller's options: a later change of those changes no call. */
export interface ResolvedOptions extends EnkashOptions {
  readonly hosts: { readonly [Id in OperationId]?: string };
}

/** Copies the options and checks the copy, or throws. What only some operations need is missed by {@link hostOf} and {@link securityHeaders}. */
export function resolveOptions(given: EnkashOptions): ResolvedOptions {
  const options: EnkashOptions = copy(given, OPTIONS, "options");
  const servers = copy(options.servers, IDS, "servers");
  const credentials = copy(options.credentials, CREDENTIALS, "credentials");
  for (const [name, value] of Object.entries(credentials)) {
    if (value !== undefined && typeof value !== "function")
      checkCredential(value, `credentials.${name}`);
  }
  const headers = copy(options.headers, IDS, "headers");
  const { environment, baseUrl, drift = "report" } = options;
  if (environment !== undefined && environment !== "test") {
    fail("environment", 'must be "test". For a live host set `servers`.');
  }
  if (environment !== undefined && baseUrl !== undefined)
    fail("baseUrl", "cannot stand beside `environment`.");
  if (drift !== "report" && drift !== "throw") fail("drift", 'must be "report" or "throw".');
  for (const name of FUNCTIONS) {
    if (options[name] !== undefined && typeof options[name] !== "function")
      fail(name, "must be a function.");
  }
  checkNumber(options.timeoutMs, "timeoutMs");
  checkNumber(options.maxResponseBytes, "maxResponseBytes");
  const base = checkUrl(baseUrl, "baseUrl");
  const hosts: Record<string, string | undefined> = {};
  for (const id of IDS) {
    const documented = operations[id].servers.find(({ variables }) => variables.length === 0)?.url;
    hosts[id] =
      checkUrl(servers[id], `servers.${id}`) ??
      base ??
      (environment === undefined ? undefined : documented);
    headers[id] = checkHeaders(id, headers[id], `headers.${id}`);
  }
  return Object.assign(options, { servers, credentials, headers, hosts });
}

/** Copies the options of one call and checks the copy, or throws. */
export function resolveCallOptions(id: OperationId, given: CallOptions): CallOptions {
  const options: CallOptions = copy(given, CALL_OPTIONS, "options", id);
  checkNumber(options.timeoutMs, "timeoutMs", id);
  if (options.signal !== undefined && typeof options.signal?.addEventListener !== "function") {
    fail("signal", "must be an AbortSignal.", id);
  }
  return Object.assign(options, { headers: checkHeaders(id, options.headers, "headers", id) });
}

/** Returns the base URL for an operation, or throws and says which option to set. */
export function hostOf(id: OperationId, { environment, hosts }: ResolvedOptions): string {
  return (
    hosts[id] ??
    (environment === undefined
      ? fail(
          "environment",
          `must be set, or \`baseUrl\`, or \`servers.${id}\`: there is no default host.`,
          id,
        )
      : fail(`servers.${id}`, "must be set: EnKash gives you the host, none is documented.", id))
  );
}

/** Returns the headers that the contract asks for, with the caller's credentials as they are. */
export async function securityHeaders(
  id: OperationId,
  url: string,
  credentials: EnkashOptions["credentials"],
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const { credential, header, prefix } of operations[id].security) {
    const option = `credentials.${credential}`;
    const given = credentials?.[credential];
    let value: unknown;
    try {
      value = typeof given === "function" ? await given() : given;
    } catch (cause) {
      fail(option, "failed.", id, url, cause);
    }
    checkCredential(value, option, id, url);
    if (prefix !== "" && value.toLowerCase().startsWith(prefix.toLowerCase())) {
      fail(option, `must be the token alone: the client puts "${prefix}" in front.`, id, url);
    }
    headers[header] = prefix + value;
  }
  return headers;
}

function checkCredential(
  value: unknown,
  option: string,
  id?: OperationId,
  url?: string,
): asserts value is string {
  if (value === undefined || value === "") fail(option, "must be set.", id, url);
  if (!isHeaderValue(value)) fail(option, `must be ${VISIBLE}.`, id, url);
}

function isHeaderValue(value: unknown): value is string {
  return typeof value === "string" && /^[!-~]([ -~]*[!-~])?$/.test(value);
}

/** Copies a plain object whose names are all known. The copy inherits nothing, so that nothing can be slipped in. */
function copy(
  value: unknown,
  known: readonly string[] | null,
  option: string,
  id?: OperationId,
  // biome-ignore lint/suspicious/noExplicitAny: the callers check what the properties are
): any {
  const members = Object.create(null);
  if (value === undefined && option !== "options") return members;
  // Headers and Map are objects, too, but have no members: what they hold would be lost without a word.
  if (typeof value !== "object" || value === null || Symbol.iterator in value)
    fail(option, "must be a plain object.", id);
  try {
    Object.assign(members, value);
  } catch (cause) {
    fail(option, "cannot be read.", id, undefined, cause);
  }
  for (const name of Object.keys(members)) {
    if (known === null || known.includes(name)) continue;
    const group = option === "options" ? "" : `${option}.`;
    fail(group + printable(name), `is not an option. Known: ${known.join(", ")}.`, id);
  }
  return members;
}

function checkHeaders(
  id: OperationId,
  value: unknown,
  option: string,
  call?: OperationId,
): Record<string, string> {
  const headers: Record<string, unknown> = copy(value, null, option, call);
  const own = operations[id].security.map(({ header }) => header.toLowerCase());
  for (const [name, text] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) fail(option, "must hold names of headers.", call);
    if (!isHeaderValue(text)) fail(`${option}.${printable(name)}`, `must be ${VISIBLE}.`, call);
    const lower = name.toLowerCase();
    if (OWN_HEADERS.test(lower) || own.includes(lower))
      fail(option, `must not hold ${name}: the client sets it.`, call);
  }
  return headers as Record<string, string>;
}

function checkNumber(value: number | undefined, option: string, id?: OperationId): void {
  if (value === undefined || (Number.isInteger(value) && value > 0 && value < 2 ** 31)) return;
  fail(option, "must be a whole number from 1 to 2147483647.", id);
}

/** Returns the URL as it will be used, without a slash at its end. */
function checkUrl(text: unknown, option: string): string | undefined {
  if (text === undefined) return undefined;
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return fail(option, "must be a URL.");
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) {
    fail(option, "must be https, or http on loopback.");
  }
  if (url.username || url.password || /[?#]/.test(text as string))
    fail(option, "must hold host and path alone.");
  return url.origin + url.pathname.replace(/\/+$/, "");
}

function fail(
  option: string,
  demand: string,
  operation?: OperationId,
  url?: string,
  cause?: unknown,
): never {
  const method = operation && operations[operation].method;
  throw new EnkashConfigurationError(option, demand, { operation, method, url, cause });
}
