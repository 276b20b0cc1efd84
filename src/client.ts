import { type OperationId, type OperationTypes, operationIds } from "../generated/operations.js";
import { Call } from "./call.js";
import type { CallOptions, EnkashOptions } from "./options.js";
import { resolveOptions } from "./resolve-options.js";
import type { EnkashResult } from "./result-types.js";

/** Client with one method per operation of the contract. */
export type EnkashClient = {
  readonly [Id in keyof OperationTypes]: (
    request: OperationTypes[Id]["request"],
    options?: CallOptions,
  ) => Promise<EnkashResult<Id>>;
};

/**
 * Creates a client that checks each request before it is sent, and each response when it comes.
 *
 * Amounts of `createOrder` are rupees, times are milliseconds. Nothing is retried, and no redirect
 * is followed. Some checks are the client's own, and no pinned page states them: values that JSON
 * would lose, a blank order id, more than two decimals (see `decimals`).
 *
 * @param options Hosts, credentials and hooks. A later change of them has no effect.
 * @returns A frozen client. Each method throws an `EnkashError`.
 * @throws EnkashConfigurationError if an option is unknown or wrong.
 * @example
 * ```ts
 * const enkash = createEnkashClient({
 *   environment: "test",
 *   credentials: { merchantAccessKey: "key", paymentGatewayToken: async () => "token" },
 * });
 * const { payload } = await enkash.createOrder({
 *   orderId: "A1001",
 *   amount: { value: 499.5, currency: "INR" },
 *   paymentDetail: {},
 * });
 * ```
 */
export function createEnkashClient(options: EnkashOptions): EnkashClient {
  const settings = resolveOptions(options);
  const method = <Id extends OperationId>(id: Id): EnkashClient[Id] => {
    const run = (request: OperationTypes[Id]["request"], options?: CallOptions) =>
      new Call(id, settings).run(request, options);
    return run as EnkashClient[Id];
  };
  return Object.freeze(
    Object.fromEntries(operationIds.map((id) => [id, method(id)])),
  ) as EnkashClient;
}
