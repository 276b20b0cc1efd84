import { type CredentialName, type OperationId, operations } from "../../generated/operations.js";

/** `response_code` of a refusal for an invalid token, known from public code alone. */
const TOKEN_INVALID = 117;

/** Credentials that the last response refused, for one client. */
export class Refusals {
  readonly #refused = new Set<CredentialName>();

  /** Records the `response_code` of an operation for all its credentials. */
  note(id: OperationId, code: number): void {
    for (const { credential } of operations[id].security) {
      if (code === TOKEN_INVALID) this.#refused.add(credential);
      else this.#refused.delete(credential);
    }
  }

  /** Returns whether the last response with a credential was a refusal 117. */
  has(credential: CredentialName): boolean {
    return this.#refused.has(credential);
  }
}
