import {
  type Credential,
  createEnkashClient,
  type EnkashClient,
  type EnkashError,
  type EnkashOptions,
  isEnkashError,
  paymentGatewayToken,
} from "enkash-contract";

/** What the shop is given from outside: keys from its environment, a `fetch` in tests. */
export interface Settings extends Pick<EnkashOptions, "fetch" | "timeoutMs"> {
  baseUrl: string;
  keys: { merchantAccessKey: string; accessKey: string; secretKey: string };
  rewardsToken: Credential;
  log: (event: string, details: object) => void;
}

/** Creates the client of the shop: one token for all calls, a log line for all that happens. */
export function createEnkash(settings: Settings): EnkashClient {
  const { keys, rewardsToken, log, ...host } = settings;
  const { merchantAccessKey, ...tokenKeys } = keys;
  const token = paymentGatewayToken({ ...host, ...tokenKeys, scheme: "bearer" });
  return createEnkashClient({
    ...host,
    credentials: { merchantAccessKey, paymentGatewayToken: token, rewardsToken },
    onResponse: ({ operation, status, requestId }) =>
      log("enkash.response", { operation, status, requestId }),
    onError: (error) => log("enkash.error", error.toJSON()),
    onDrift: ({ operation, violations }) => log("enkash.drift", { operation, violations }),
  });
}

/** Calls a second time where that can double nothing. */
export async function withRetry<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (!isEnkashError(error) || !error.repeatable) throw error;
    return await call();
  }
}

/** Puts an error into words for the customer; what was sent stays out of them. */
export function explain(error: EnkashError): Response {
  const say = (status: number, message: string) => Response.json({ message }, { status });
  if (error.kind === "invalid-request") {
    const wrong = error.violations.map(({ pointer, message }) => `${pointer} ${message}`);
    return say(400, `Please correct your order: ${wrong.join(", ")}.`);
  }
  // A lookup that failed says nothing about the payment.
  if (error.operation === "fetchOrderInfo")
    return say(503, "We cannot look up your order. Please try again later.");
  if (error.sent === "no") return say(503, "Nothing was paid. Please try again.");
  // After a refusal, too: no code is documented, so a person reads the log before anything else.
  return say(503, "We do not know yet whether this was paid. Please wait.");
}
