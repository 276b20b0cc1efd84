import { type Circumstances, EnkashErrorBase } from "./base.js";

/** Reports an option or a credential that is missing or wrong. Nothing was sent. */
export class EnkashConfigurationError extends EnkashErrorBase {
  static {
    EnkashConfigurationError.prototype.name = "EnkashConfigurationError";
  }

  readonly kind = "configuration" as const;
  /** The option to set or to correct: `credentials.rewardsToken`. */
  readonly option: string;

  constructor(option: string, demand: string, circumstances: Omit<Circumstances, "sent"> = {}) {
    const { operation } = circumstances;
    super(
      `Failed to ${operation === undefined ? "create the client" : `send ${operation}`}: \`${option}\` ${demand}`,
      { ...circumstances, sent: "no" },
      "Nothing was sent.",
    );
    this.option = option;
  }
}
