import { inspect } from "node:util";
import { expect } from "vitest";
import {
  type CachedCredentialOptions,
  cachedCredential,
  type LoadContext,
  type LoadedCredential,
} from "../../src/credentials/cached-credential.js";
import type { EnkashCredentialError } from "../../src/errors/credential.js";

/** Keys of a merchant; nothing that is printed may repeat them. */
export const KEYS = { accessKey: "access-hunter2", secretKey: "secret-hunter2" };

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export type LoadOutcome = LoadedCredential | string | Error | Promise<LoadedCredential | string>;

/** Creates a credential whose loads end as listed, and then as the last of the list. */
export function loads(outcomes: LoadOutcome[], options?: CachedCredentialOptions) {
  const contexts: LoadContext[] = [];
  const get = cachedCredential((context) => {
    const outcome = outcomes[Math.min(contexts.length, outcomes.length - 1)];
    contexts.push(context);
    if (outcome instanceof Error) throw outcome;
    return outcome as LoadedCredential;
  }, options);
  return { get, contexts };
}

export const inAnHour = (value: string) => ({ value, expiresAt: Date.now() + HOUR });

/** Creates a promise that is settled from outside. */
export function deferred() {
  let resolve: (value: string) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<string>((...settle) => {
    [resolve, reject] = settle;
  });
  return { promise, resolve, reject };
}

/** Waits for a call to fail, and returns its error. */
export async function failureOf(call: Promise<string>): Promise<EnkashCredentialError> {
  const outcome = await call.catch((error: unknown) => error);
  expect(outcome).toMatchObject({ kind: "credential", sent: "no", option: undefined });
  return outcome as EnkashCredentialError;
}

/** Returns everything that may be printed of an error, and of what it was caused by. */
export function printed(error: unknown): string {
  return inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
}
