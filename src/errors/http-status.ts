import { type Circumstances, EnkashErrorBase } from "./base.js";

/** Reports an HTTP status outside 2xx whose body is not EnKash's envelope. */
export class EnkashHttpStatusError extends EnkashErrorBase {
  static {
    EnkashHttpStatusError.prototype.name = "EnkashHttpStatusError";
  }

  readonly kind = "http-status" as const;
  readonly #text: string;

  constructor(text: string, circumstances: Omit<Circumstances, "sent">) {
    const { operation, status = 0 } = circumstances;
    super(
      `${operation} was answered with HTTP ${status}, without EnKash's envelope`,
      { ...circumstances, sent: "yes" },
      advice(status),
    );
    this.#text = text;
  }

  /** Returns the body as text. It is never printed with the error. */
  get text(): string {
    return this.#text;
  }
}

function advice(status: number): string | undefined {
  if (status === 401 || status === 403) return "Check the credentials, and that they belong to this host.";
  if (status === 404 || status === 405) return "Check the host: it does not offer this path.";
  if (status === 429) return "Wait before you call again; the limit is not documented.";
  return undefined;
}
