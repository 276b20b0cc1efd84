import { createRawClient } from "../generated/client.js";
import { type OperationId, type OperationTypes, operations } from "../generated/operations.js";
import { Call, notify } from "./call.js";
import type { EnkashError } from "./errors/index.js";
import type { CallOptions, EnkashOptions } from "./options.js";
import { resolveOptions } from "./resolve-options.js";
import type { EnkashResult } from "./result.js";

/** Has one method per operation of the contract, with what the contract says of it. */
export type EnkashClient = {
  readonly [Id in keyof OperationTypes]: (
    request: OperationTypes[Id]["request"],
    options?: CallOptions,
  ) => Promise<EnkashResult<Id>>;
};

/**
 * Creates a client that checks each request before it is sent, and each answer when it comes.
 *
 * Amounts of `createOrder` are rupees, times are milliseconds. Nothing is retried, and no redirect is followed.
 *
 * @throws EnkashConfigurationError where an option is unknown or wrong; each method throws an {@link EnkashError}.
 */
export function createEnkashClient(options: EnkashOptions): EnkashClient {
  const settings = resolveOptions(options);
  const raw = createRawClient();
  const method = <Id extends OperationId>(id: Id): EnkashClient[Id] => {
    const run = async (request: OperationTypes[Id]["request"], callOptions: CallOptions = {}) => {
      try {
        return await new Call(id, settings, callOptions).run(request, raw);
      } catch (error) {
        notify(settings.onError, error as EnkashError);
        throw error;
      }
    };
    return run as EnkashClient[Id];
  };
  const ids = Object.keys(operations) as OperationId[];
  return Object.freeze(Object.fromEntries(ids.map((id) => [id, method(id)]))) as EnkashClient;
}
