import type { OperationId } from "../generated/operations.js";
import { schemas } from "../generated/schemas.js";
import { check, MOST } from "./check.js";
import type { FetchInit } from "./fetch-types.js";
import type { EnkashOptions } from "./options.js";
import { checkRules } from "./rules.js";
import { escapePointer, printable, type Violation, violation } from "./violations.js";

/** Request as it will travel, with all that is wrong with it. */
export interface WrittenRequest {
  json: string;
  /** What EnKash would see. */
  body?: unknown;
  violations: Violation[];
  cause?: unknown;
}

/** Writes a request as JSON, and checks what was written. */
export function writeRequest(
  id: OperationId,
  request: unknown,
  { decimals }: Pick<EnkashOptions, "decimals">,
): WrittenRequest {
  let json: string;
  let body: unknown;
  let isLossy = false;
  try {
    const look = (_: string, value: unknown) => {
      isLossy ||= losesData(value);
      return value;
    };
    // A replacer takes longer than all other checks together.
    json = JSON.stringify(request, isPlainData(request) ? undefined : look) ?? "null";
    body = JSON.parse(json);
  } catch (cause) {
    const message = "cannot be written as JSON, e.g. a BigInt or a circular reference";
    const violations = [violation(`${id}.request`, "", { keyword: "json", message })];
    return { json: "", violations, cause };
  }
  // JSON turns NaN into null and drops what is inherited or undefined: check what EnKash would see.
  const violations = check(schemas[id].request, body, `${id}.request`);
  if (violations.length === 0) {
    if (isLossy) violations.push(...findLosses(id, request));
    violations.push(...checkRules(id, body, decimals));
  }
  return { json, body, violations };
}

/** Returns whether a value is made of plain objects and lists, of which JSON loses nothing. */
function isPlainData(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return !losesData(value);
  if ("toJSON" in value || !(Array.isArray(value) || isPlainObject(value))) return false;
  return Object.values(value).every(isPlainData);
}

/** Lists what JSON would lose of a request that it can write. */
function findLosses(id: OperationId, request: unknown): Violation[] {
  const lost: Violation[] = [];
  const pointers = new Map<unknown, string>();
  JSON.stringify(request, function (this: unknown, key: string, value: unknown) {
    const parent = pointers.get(this);
    const pointer = parent === undefined ? "" : `${parent}/${printable(escapePointer(key))}`;
    if (typeof value === "object" && value !== null) pointers.set(value, pointer);
    if (lost.length < MOST && losesData(value)) {
      const message = "would be lost in JSON: give plain objects and values";
      lost.push(violation(`${id}.request`, pointer, { keyword: "json", message }));
    }
    return value;
  });
  return lost;
}

/** Returns whether JSON would drop a value, or what an object keeps inside, e.g. a Map. */
function losesData(value: unknown): boolean {
  if (typeof value === "function" || typeof value === "symbol") return true;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (isPlainObject(value)) return false;
  if (Object.keys(value).length === 0) return true;
  for (let proto = Object.getPrototypeOf(value); proto; proto = Object.getPrototypeOf(proto)) {
    if (isRoot(proto)) return false;
    const properties = Object.values(Object.getOwnPropertyDescriptors(proto));
    if (properties.some(isData)) return true;
  }
  return false;
}

/** Returns whether a property that is inherited stands for data. Methods do not. */
function isData({ get, enumerable, value }: PropertyDescriptor): boolean {
  return get !== undefined || (enumerable === true && typeof value !== "function");
}

/** Returns whether a value is a plain object, of any realm. */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const proto = Object.getPrototypeOf(value);
  return proto === null || isRoot(proto);
}

/** Returns whether an object is the `Object.prototype` of some realm. */
function isRoot(proto: object): boolean {
  return Object.getPrototypeOf(proto) === null && Object.hasOwn(proto, "isPrototypeOf");
}

/** Joins groups of headers. A later name replaces an earlier one, whatever the case of both. */
export function mergeHeaders(
  ...groups: (Readonly<Record<string, string>> | undefined)[]
): Record<string, string> {
  const headers = new Map<string, [string, string]>();
  for (const group of groups)
    for (const header of Object.entries(group ?? {})) headers.set(header[0].toLowerCase(), header);
  return Object.fromEntries(headers.values());
}

let takesNoStore: boolean | undefined;

/** Adds what keeps a request from being redirected, and its response from coming from a cache. */
export function safeInit(init: Omit<FetchInit, "redirect" | "cache">): FetchInit {
  takesNoStore ??= knowsCache();
  return { ...init, redirect: "manual", ...(takesNoStore && { cache: "no-store" }) };
}

/**
 * Returns whether the platform knows `cache`, without which Next.js 14 serves a payment from its
 * own cache. Workerd before 2024-11 throws on it.
 */
function knowsCache(): boolean {
  try {
    // Without a `Request` of the platform, `fetch` is the caller's, and may know the key.
    if (typeof Request === "function") new Request("https://a.example", { cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}
