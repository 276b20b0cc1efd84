import {
  type CredentialName,
  type OperationId,
  operationIds,
  operations,
} from "../generated/operations.js";
import { Refusals } from "./credentials/refusals.js";
import { credentialDefect, isHeaderValue, VISIBLE } from "./credentials/security-headers.js";
import { doubledPart } from "./doubled-part.js";
import { isA } from "./errors/base.js";
import { EnkashConfigurationError, misconfigured } from "./errors/configuration.js";
import type { CallOptions, EnkashOptions } from "./options.js";
import { isPlainObject, mergeHeaders } from "./request.js";
import { printable } from "./violations.js";

const CREDENTIALS: readonly string[] = Object.values(operations).flatMap(({ security }) =>
  security.map(({ credential }): CredentialName => credential),
);
const FUNCTIONS = ["fetch", "onRequest", "onResponse", "onError", "onDrift", "onEnd"] as const;
const OPTIONS: readonly string[] = [
  "environment",
  "baseUrl",
  "servers",
  "credentials",
  "headers",
  "timeoutMs",
  "maxResponseBytes",
  "drift",
  "decimals",
  "plainHttpHosts",
  ...FUNCTIONS,
] satisfies (keyof EnkashOptions)[];
const CALL_OPTIONS: readonly string[] = [
  "signal",
  "timeoutMs",
  "headers",
] satisfies (keyof CallOptions)[];
/** Headers that the client or the connection decides. */
const OWN_HEADERS =
  /^(content-.*|host|connection|keep-alive|transfer-encoding|upgrade|expect|te|trailer)$/;

/** Checked copy of the caller's options: a later change of those changes no call. */
export interface ResolvedOptions extends EnkashOptions {
  readonly hosts: { readonly [Id in OperationId]?: string };
  readonly refusals: Refusals;
  readonly credentials: NonNullable<EnkashOptions["credentials"]>;
  readonly headers: NonNullable<EnkashOptions["headers"]>;
}

/**
 * Copies the options and checks the copy, or throws. Hosts and credentials that only some
 * operations need are checked per call.
 */
export function resolveOptions(given: EnkashOptions): ResolvedOptions {
  const options: EnkashOptions = copy(given, OPTIONS, { option: "options" });
  const servers = copy(options.servers, operationIds, { option: "servers" });
  const credentials = copy(options.credentials, CREDENTIALS, { option: "credentials" });
  for (const [name, value] of Object.entries(credentials)) {
    if (value === undefined || typeof value === "function") continue;
    const defect = credentialDefect(value);
    if (defect !== undefined) misconfigured(`credentials.${name}`, defect);
  }
  const headers = copy(options.headers, operationIds, { option: "headers" });
  const { environment, baseUrl, drift = "report", decimals = 2 } = options;
  if (environment !== undefined && environment !== "test")
    misconfigured("environment", 'must be "test". For a live host set `servers`.');
  if (environment !== undefined && baseUrl !== undefined)
    misconfigured("baseUrl", "cannot be combined with `environment`.");
  if (drift !== "report" && drift !== "throw")
    misconfigured("drift", 'must be "report" or "throw".');
  if (decimals !== 2 && decimals !== "any") misconfigured("decimals", 'must be 2 or "any".');
  for (const name of FUNCTIONS) {
    if (options[name] !== undefined && typeof options[name] !== "function")
      misconfigured(name, "must be a function.");
  }
  checkNumber(options.timeoutMs, "timeoutMs");
  checkNumber(options.maxResponseBytes, "maxResponseBytes");
  const plainHttp = checkHosts(options.plainHttpHosts, "plainHttpHosts");
  const base = checkUrl(baseUrl, "baseUrl", plainHttp);
  const hosts: Record<string, string | undefined> = {};
  for (const id of operationIds) {
    const documented = operations[id].servers.find(({ variables }) => variables.length === 0)?.url;
    const own = checkUrl(servers[id], `servers.${id}`, plainHttp);
    hosts[id] = own ?? base ?? (environment === undefined ? undefined : documented);
    const option = own === undefined ? "baseUrl" : `servers.${id}`;
    checkPath(operations[id].path, hosts[id], option);
    headers[id] = checkHeaders(headers[id], `headers.${id}`, { own: securityNames(id) });
  }
  return Object.assign(options, { servers, credentials, headers, hosts, refusals: new Refusals() });
}

/** Copies the options of one call and checks the copy, or throws. */
export function resolveCallOptions(id: OperationId, given: CallOptions | undefined): CallOptions {
  if (given === undefined) return {};
  const options: CallOptions = copy(given, CALL_OPTIONS, { option: "options", operation: id });
  checkNumber(options.timeoutMs, "timeoutMs", id);
  if (options.signal !== undefined && !isSignal(options.signal))
    misconfigured("signal", "must be an AbortSignal.", { operation: id });
  const context = { own: securityNames(id), operation: id };
  return Object.assign(options, { headers: checkHeaders(options.headers, "headers", context) });
}

function isSignal(value: unknown): boolean {
  try {
    const { aborted, addEventListener, removeEventListener } = value as AbortSignal;
    return (
      [typeof aborted, typeof addEventListener, typeof removeEventListener].join() ===
      "boolean,function,function"
    );
  } catch {
    return false;
  }
}

/** Returns the base URL for an operation, or throws and names the option to set. */
export function hostOf(id: OperationId, { environment, hosts }: ResolvedOptions): string {
  const host = hosts[id];
  if (host !== undefined) return host;
  if (environment !== undefined) {
    const demand = "is missing: no host is documented, EnKash gives you yours.";
    return misconfigured(`servers.${id}`, demand, { operation: id });
  }
  const demand = `is missing, and so are \`baseUrl\` and \`servers.${id}\`: there is no default host.`;
  return misconfigured("environment", demand, { operation: id });
}

/** Copies a plain object whose names are all known. The copy inherits nothing. */
export function copy(
  value: unknown,
  known: readonly string[] | null,
  { option, operation }: { option: string; operation?: OperationId | undefined },
  // biome-ignore lint/suspicious/noExplicitAny: the callers check what the properties are
): any {
  const properties = Object.create(null);
  if (value === undefined && option !== "options") return properties;
  try {
    // What a Map or an instance of a class keeps would be lost.
    if (!isPlainObject(value)) misconfigured(option, "must be a plain object.", { operation });
    Object.assign(properties, value);
  } catch (cause) {
    if (isA(cause, EnkashConfigurationError)) throw cause;
    misconfigured(option, "cannot be read.", { operation, cause });
  }
  for (const name of Object.keys(properties)) {
    if (known === null || known.includes(name)) continue;
    const group = option === "options" ? "" : `${option}.`;
    const demand = `is unknown. Known: ${known.join(", ")}.`;
    misconfigured(group + printable(name), demand, { operation });
  }
  return properties;
}

export function checkHeaders(
  value: unknown,
  option: string,
  { own = [], operation }: { own?: readonly string[]; operation?: OperationId | undefined } = {},
): Record<string, string> {
  const headers: Record<string, unknown> = copy(value, null, { option, operation });
  for (const [name, text] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
      misconfigured(option, "has an invalid header name.", { operation });
    if (!isHeaderValue(text))
      misconfigured(`${option}.${printable(name)}`, `must be ${VISIBLE}.`, { operation });
    const lower = name.toLowerCase();
    if (OWN_HEADERS.test(lower) || own.includes(lower))
      misconfigured(option, `must not have ${name}: the client sets it.`, { operation });
  }
  return mergeHeaders(headers as Record<string, string>);
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
export function checkUrl(
  text: unknown,
  option: string,
  plainHttp: readonly string[] = [],
): string | undefined {
  if (text === undefined) return undefined;
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return misconfigured(option, "must be a URL.");
  const { protocol, hostname } = url;
  const local =
    /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) || plainHttp.includes(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && local))
    misconfigured(option, "must begin with https:; http: is for loopback and `plainHttpHosts`.");
  if (url.username || url.password || /[?#]/.test(text as string))
    misconfigured(option, "must have no user, password, query or fragment.");
  return url.origin + url.pathname.replace(/\/+$/, "");
}

/** Checks the list of hosts for plain http. The names are those that URLs have. */
export function checkHosts(hosts: unknown, option: string): readonly string[] {
  if (hosts === undefined) return [];
  const isHost = (host: unknown) => typeof host === "string" && /^[a-z0-9._-]+$/.test(host);
  try {
    const copied: unknown[] = Array.isArray(hosts) ? [...hosts] : [undefined];
    if (copied.every(isHost)) return copied as string[];
  } catch {
    // A list that cannot be read is none.
  }
  return misconfigured(option, "must be a list of host names in lower case, without a port.");
}

/** Refuses a base URL that has a part of the path already, which a call would double. */
export function checkPath(path: string, base: string | undefined, option: string): void {
  const doubled = base === undefined ? undefined : doubledPart(path, new URL(base));
  if (doubled !== undefined)
    misconfigured(option, `must end before ${doubled}: the client adds ${path}.`);
}
