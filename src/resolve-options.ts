import { type CredentialName, type OperationId, operations } from "../generated/operations.js";
import { Refusals } from "./credentials/refusals.js";
import { credentialDefect, isHeaderValue, VISIBLE } from "./credentials/security-headers.js";
import { misconfigured } from "./errors/configuration.js";
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
/** Headers that the client or the connection decides: to set them would undo what the client guarantees. */
const OWN_HEADERS =
  /^(content-.*|host|connection|keep-alive|transfer-encoding|upgrade|expect|te|trailer)$/;

/** Checked copy of the caller's options: a later change of those changes no call. */
export interface ResolvedOptions extends EnkashOptions {
  readonly hosts: { readonly [Id in OperationId]?: string };
  readonly refusals: Refusals;
}

/**
 * Copies the options and checks the copy, or throws. Hosts and credentials that only some
 * operations need are checked per call.
 */
export function resolveOptions(given: EnkashOptions): ResolvedOptions {
  const options: EnkashOptions = copy(given, OPTIONS, "options");
  const servers = copy(options.servers, IDS, "servers");
  const credentials = copy(options.credentials, CREDENTIALS, "credentials");
  for (const [name, value] of Object.entries(credentials)) {
    if (value === undefined || typeof value === "function") continue;
    const defect = credentialDefect(value);
    if (defect !== undefined) misconfigured(`credentials.${name}`, defect);
  }
  const headers = copy(options.headers, IDS, "headers");
  const { environment, baseUrl, drift = "report" } = options;
  if (environment !== undefined && environment !== "test")
    misconfigured("environment", 'must be "test". For a live host set `servers`.');
  if (environment !== undefined && baseUrl !== undefined)
    misconfigured("baseUrl", "cannot stand beside `environment`.");
  if (drift !== "report" && drift !== "throw")
    misconfigured("drift", 'must be "report" or "throw".');
  for (const name of FUNCTIONS) {
    if (options[name] !== undefined && typeof options[name] !== "function")
      misconfigured(name, "must be a function.");
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
    headers[id] = checkHeaders(headers[id], `headers.${id}`, { own: securityNames(id) });
  }
  return Object.assign(options, { servers, credentials, headers, hosts, refusals: new Refusals() });
}

/** Copies the options of one call and checks the copy, or throws. */
export function resolveCallOptions(id: OperationId, given: CallOptions): CallOptions {
  const options: CallOptions = copy(given, CALL_OPTIONS, "options", id);
  checkNumber(options.timeoutMs, "timeoutMs", id);
  if (options.signal !== undefined && typeof options.signal?.addEventListener !== "function")
    misconfigured("signal", "must be an AbortSignal.", { operation: id });
  const context = { own: securityNames(id), operation: id };
  return Object.assign(options, { headers: checkHeaders(options.headers, "headers", context) });
}

/** Returns the base URL for an operation, or throws and names the option to set. */
export function hostOf(id: OperationId, { environment, hosts }: ResolvedOptions): string {
  const host = hosts[id];
  if (host !== undefined) return host;
  if (environment !== undefined) {
    const demand = "must be set: EnKash gives you the host, none is documented.";
    return misconfigured(`servers.${id}`, demand, { operation: id });
  }
  const demand = `must be set, or \`baseUrl\`, or \`servers.${id}\`: there is no default host.`;
  return misconfigured("environment", demand, { operation: id });
}

/** Copies a plain object whose names are all known. The copy inherits nothing. */
export function copy(
  value: unknown,
  known: readonly string[] | null,
  option: string,
  operation?: OperationId,
  // biome-ignore lint/suspicious/noExplicitAny: the callers check what the properties are
): any {
  const properties = Object.create(null);
  if (value === undefined && option !== "options") return properties;
  // Headers and Map are objects, too, but have no properties: what they hold would be lost.
  if (typeof value !== "object" || value === null || Symbol.iterator in value)
    misconfigured(option, "must be a plain object.", { operation });
  try {
    Object.assign(properties, value);
  } catch (cause) {
    misconfigured(option, "cannot be read.", { operation, cause });
  }
  for (const name of Object.keys(properties)) {
    if (known === null || known.includes(name)) continue;
    const group = option === "options" ? "" : `${option}.`;
    const demand = `is not an option. Known: ${known.join(", ")}.`;
    misconfigured(group + printable(name), demand, { operation });
  }
  return properties;
}

export function checkHeaders(
  value: unknown,
  option: string,
  { own = [], operation }: { own?: readonly string[]; operation?: OperationId | undefined } = {},
): Record<string, string> {
  const headers: Record<string, unknown> = copy(value, null, option, operation);
  for (const [name, text] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
      misconfigured(option, "must hold names of headers.", { operation });
    if (!isHeaderValue(text))
      misconfigured(`${option}.${printable(name)}`, `must be ${VISIBLE}.`, { operation });
    const lower = name.toLowerCase();
    if (OWN_HEADERS.test(lower) || own.includes(lower))
      misconfigured(option, `must not hold ${name}: the client sets it.`, { operation });
  }
  return headers as Record<string, string>;
}

/** Returns the names of the headers that carry the credentials of an operation. */
function securityNames(id: OperationId): string[] {
  return operations[id].security.map(({ header }) => header.toLowerCase());
}

export function checkNumber(
  value: number | undefined,
  option: string,
  operation?: OperationId,
): void {
  if (value === undefined || (Number.isInteger(value) && value > 0 && value < 2 ** 31)) return;
  misconfigured(option, "must be a whole number from 1 to 2147483647.", { operation });
}

/** Returns the URL as it will be used, without a slash at its end. */
export function checkUrl(text: unknown, option: string): string | undefined {
  if (text === undefined) return undefined;
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return misconfigured(option, "must be a URL.");
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback))
    misconfigured(option, "must be https, or http on loopback.");
  if (url.username || url.password || /[?#]/.test(text as string))
    misconfigured(option, "must hold host and path alone.");
  return url.origin + url.pathname.replace(/\/+$/, "");
}
