import { fixtures } from "../../generated/fixtures.js";
import type { OperationId, OperationTypes } from "../../generated/operations.js";
import { type ExampleName, exampleNames } from "./responses.js";

/** A type whose properties can be set, at every depth. */
type Mutable<Value> = Value extends (infer Item)[]
  ? Mutable<Item>[]
  : Value extends object
    ? { -readonly [Name in keyof Value]: Mutable<Value[Name]> }
    : Value;

type Examples = typeof fixtures;
type Side<Example, Name extends string> = Example extends Record<Name, infer Body> ? Body : never;

/**
 * An example of the contract that a test may change: what it shows is there, what its schema allows
 * can be added.
 */
export interface Fixture<Id extends OperationId, Name extends ExampleName<Id>> {
  /** Body of the request. */
  request: Mutable<Side<Examples[Id][Name], "request">> & OperationTypes[Id]["request"];
  /** Body of the response. */
  response: Mutable<Side<Examples[Id][Name], "response">> & OperationTypes[Id]["response"];
}

/**
 * Returns a copy of an example that a test may change; those in `fixtures` are frozen.
 *
 * @param operation Operation of the contract.
 * @param name Name of the example, e.g. `"minimal"`.
 * @throws Error where there is no such example.
 * @example
 * ```ts
 * const { request } = fixture("createOrder", "minimal");
 * request.amount.value = 0;
 * ```
 */
export function fixture<Id extends OperationId, Name extends ExampleName<Id>>(
  operation: Id,
  name: Name,
): Fixture<Id, Name> {
  const examples = Object.hasOwn(fixtures, operation) ? exampleNames(operation) : [];
  if (!examples.includes(name)) {
    throw new Error(
      `There is no fixture ${operation}.${name}. ` +
        `Known: ${(examples.length > 0 ? examples : Object.keys(fixtures)).join(", ")}.`,
    );
  }
  return structuredClone(fixtures[operation][name]) as unknown as Fixture<Id, Name>;
}
