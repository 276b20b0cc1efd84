import { type OperationId, operations } from "../../generated/operations.js";
import { misconfigured } from "../errors/configuration.js";
import type { EnkashOptions } from "../options.js";
import type { Refusals } from "./refusals.js";

/** Call that a credential is needed for. */
interface Where {
  operation?: OperationId;
  url?: string;
}

export const VISIBLE = "visible ASCII characters";

/** Returns the headers that the contract asks for, with the caller's credentials as they are. */
export async function securityHeaders(
  call: { operation: OperationId; url: string; signal: AbortSignal },
  credentials: EnkashOptions["credentials"],
  refusals: Refusals,
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {};
  const { operation, url, signal } = call;
  const where = { operation, url };
  for (const { credential, header, prefix } of operations[operation].security) {
    const option = `credentials.${credential}`;
    const given = credentials?.[credential];
    let value: unknown;
    try {
      value =
        typeof given === "function"
          ? await given({ operation, signal, refused: refusals.has(credential) })
          : given;
    } catch (cause) {
      misconfigured(option, "failed.", { ...where, cause });
    }
    checkCredential(value, option, where);
    if (prefix !== "" && value.toLowerCase().startsWith(prefix.toLowerCase())) {
      const demand = `must be the token alone: the client puts "${prefix}" in front.`;
      misconfigured(option, demand, where);
    }
    headers[header] = prefix + value;
  }
  return headers;
}

/** Throws unless a value can be sent as a credential. */
export function checkCredential(
  value: unknown,
  option: string,
  where?: Where,
): asserts value is string {
  if (value === undefined || value === "") misconfigured(option, "must be set.", where);
  if (!isHeaderValue(value)) misconfigured(option, `must be ${VISIBLE}.`, where);
}

/** Returns whether a value can be sent in a header. */
export function isHeaderValue(value: unknown): value is string {
  return typeof value === "string" && /^[!-~]([ -~]*[!-~])?$/.test(value);
}
