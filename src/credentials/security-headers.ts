import { type OperationId, operations } from "../../generated/operations.js";
import { isA } from "../errors/base.js";
import { misconfigured } from "../errors/configuration.js";
import { EnkashCredentialError, isTemporary, problemOf } from "../errors/credential.js";
import type { CredentialNeed, EnkashOptions } from "../options.js";
import type { Refusals } from "./refusals.js";

export const VISIBLE = "visible ASCII characters";

/** Call that needs credentials, and the option with one of them. */
interface Where {
  operation: OperationId;
  url: string;
  option: string;
}

/** What a credential of this package sends to get its value. No request id may repeat that. */
export const sentFor = new WeakMap<object, unknown[]>();

/** Returns the headers that the contract asks for, with the caller's credentials as they are. */
export async function securityHeaders(
  call: { operation: OperationId; url: string; signal: AbortSignal },
  credentials: NonNullable<EnkashOptions["credentials"]>,
  refusals: Refusals,
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {};
  const { operation, url, signal } = call;
  for (const { credential, header, prefix } of operations[operation].security) {
    const where = { operation, url, option: `credentials.${credential}` };
    const given = credentials[credential];
    const need = { operation, signal, refused: refusals.has(credential) };
    const value = typeof given === "function" ? await ask(given, need, where) : given;
    const defect = credentialDefect(value, prefix);
    if (defect !== undefined && typeof given === "function")
      throw failure(`returned a value that cannot be sent: it ${defect}`, { where });
    if (defect !== undefined) misconfigured(where.option, defect, where);
    headers[header] = `${prefix}${value}`;
    refusals.use(credential, headers[header]);
  }
  return headers;
}

/** Calls the function behind a credential. */
async function ask(
  given: (need: CredentialNeed) => unknown,
  need: CredentialNeed,
  where: Where,
): Promise<unknown> {
  try {
    return await given(need);
  } catch (error) {
    throw failure(`failed: ${problemOf(error)}`, { where, error });
  }
}

/** Creates the error of a function that failed, or that returned nothing to send. */
function failure(problem: string, { where, error }: { where: Where; error?: unknown }) {
  const { operation, url, option } = where;
  const known = isA(error, EnkashCredentialError) ? error : undefined;
  const circumstances = {
    operation,
    method: operations[operation].method,
    url,
    retryAfter: known?.retryAfter,
    // A cached credential stands in between; what its load threw says more.
    cause: known?.unredacted().cause ?? error,
  };
  return new EnkashCredentialError(
    problem,
    { option, temporary: isTemporary(error) },
    circumstances,
  );
}

/** Returns what keeps a value from being sent as a credential. */
export function credentialDefect(value: unknown, prefix = ""): string | undefined {
  if (value === undefined || value === "") return "is missing or empty.";
  if (!isHeaderValue(value)) return `must be ${VISIBLE}.`;
  if (prefix !== "" && value.toLowerCase().startsWith(prefix.toLowerCase()))
    return `must be the token alone: the client puts "${prefix}" in front.`;
  return undefined;
}

/** Returns whether a value can be sent in a header. */
export function isHeaderValue(value: unknown): value is string {
  return typeof value === "string" && /^[!-~]([ -~]*[!-~])?$/.test(value);
}
