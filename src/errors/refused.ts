import { type Circumstances, EnkashErrorBase } from "./base.js";

/** Reports that EnKash answered with a `response_code` other than zero, whatever the HTTP status. */
export class EnkashRefusedError extends EnkashErrorBase {
  static {
    EnkashRefusedError.prototype.name = "EnkashRefusedError";
  }

  readonly kind = "refused" as const;
  /** The `response_code` as a number, 117 for an invalid token, say. */
  readonly code: number;
  readonly #body: Record<string, unknown>;
  readonly #members: { payload: string; message: string };

  constructor(
    code: number,
    body: Record<string, unknown>,
    members: { payload: string; message: string },
    circumstances: Omit<Circumstances, "sent">,
  ) {
    super(
      `EnKash refused ${circumstances.operation} with response_code ${code}, HTTP ${circumstances.status}`,
      { ...circumstances, sent: "yes" },
      "`apiMessage()` and `payload()` of this error tell the reason. Learn it before you repeat the call.",
    );
    this.code = code;
    this.#body = body;
    this.#members = members;
  }

  /** Returns `response_message`. It is never printed with the error, since it may repeat what was sent. */
  apiMessage(): unknown {
    return this.#body[this.#members.message];
  }

  /** Returns the payload, which may be any JSON: a string, say. It is never printed with the error. */
  payload(): unknown {
    return this.#body[this.#members.payload];
  }

  /** Returns the body as it was on the wire. It is never printed with the error. */
  body(): Readonly<Record<string, unknown>> {
    return this.#body;
  }
}
