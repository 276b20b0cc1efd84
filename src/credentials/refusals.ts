import { type CredentialName, type OperationId, operations } from "../../generated/operations.js";
import { TOKEN_INVALID } from "../errors/next-step.js";

/** HTTP status for credentials that are missing or no good (RFC 9110 15.5.2). */
const UNAUTHORIZED = 401;

/** What became of the credentials that one client sent last. */
export class Refusals {
  readonly #last = new Map<CredentialName, { value: string; refused: boolean }>();

  /** Records the header that is about to be sent. */
  use(credential: CredentialName, value: string): void {
    if (this.#last.get(credential)?.value !== value)
      this.#last.set(credential, { value, refused: false });
  }

  /** Records the response of an operation for the values in the headers of its request. */
  note(
    id: OperationId,
    { code, status }: { code: number | undefined; status: number },
    headers: Readonly<Record<string, string>>,
  ): void {
    const refused = code === TOKEN_INVALID || status === UNAUTHORIZED;
    // A page of a proxy says nothing about a credential.
    if (!refused && code === undefined) return;
    for (const { credential, header } of operations[id].security) {
      const last = this.#last.get(credential);
      // A late response to an old value says nothing about the one that replaced it.
      if (last && last.value === headers[header]) last.refused = refused;
    }
  }

  /** Returns whether the last response with a credential was a refusal 117 or an HTTP 401. */
  has(credential: CredentialName): boolean {
    return this.#last.get(credential)?.refused ?? false;
  }
}
