import { mediaTypes, type OperationId, operations } from "../generated/operations.js";
import { validators } from "../generated/validators.js";
import type { FetchInit } from "./options.js";
import { explain, type Violation, violation } from "./violations.js";

/** Request as it will travel, with all that is wrong with it. */
export interface WrittenRequest {
  json: string;
  violations: Violation[];
  cause?: unknown;
}

/** Writes a request as JSON, and checks what was written. */
export function writeRequest(id: OperationId, request: unknown): WrittenRequest {
  let json: string;
  try {
    json = JSON.stringify(request) ?? "null";
  } catch (cause) {
    const message = "cannot be written as JSON: a BigInt, a circle";
    return { json: "", violations: [violation(id, "request", "", "json", message)], cause };
  }
  // JSON turns NaN into null and drops what is inherited or undefined: check what EnKash would see.
  const validate = validators[id].request;
  const valid = validate(JSON.parse(json) as unknown);
  return { json, violations: valid ? [] : explain(validate.errors, id, "request") };
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

/** Builds what goes to `fetch` beside the URL of an operation. */
export function requestInit(
  id: OperationId,
  headers: Record<string, string>,
  content: Pick<FetchInit, "body" | "signal">,
): FetchInit {
  const all = { "content-type": mediaTypes[id].request, ...headers };
  return safeInit({ method: operations[id].method, headers: all, ...content });
}

/** Adds what keeps a request from being redirected, and its response from coming from a cache. */
export function safeInit(init: Omit<FetchInit, "redirect" | "cache">): FetchInit {
  return {
    ...init,
    redirect: "manual",
    ...(takesCache() && { cache: "no-store" }),
  };
}

let takesNoStore: boolean | undefined;

/**
 * Returns whether the platform knows `cache`, without which Next.js 14 answers a payment from its
 * own cache. Workerd before 2024-11 throws on it.
 */
function takesCache(): boolean {
  if (takesNoStore === undefined) {
    try {
      new Request("https://host.invalid", { cache: "no-store" });
      takesNoStore = true;
    } catch {
      takesNoStore = false;
    }
  }
  return takesNoStore;
}
