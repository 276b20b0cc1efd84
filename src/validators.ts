import type { OperationId, OperationTypes } from "../generated/operations.js";
import { schemas } from "../generated/schemas.js";
import { check } from "./check.js";
import type { Violation } from "./violations.js";

export type { Violation };

/**
 * Validator of one request or response. It is a type guard and a Standard Schema
 * (https://standardschema.dev), which forms and frameworks take as it is.
 */
export interface Validator<Value> {
  // A value of the type may still break a limit: it does not become `never`.
  (value: Value): boolean;
  (value: unknown): value is Value;
  /** Violations that the last call found, a hundred at most; `null` if there were none. */
  readonly errors: readonly Violation[] | null;
  /** The schema for libraries that take a Standard Schema. */
  readonly "~standard": StandardProps<Value>;
}

/** Properties of a Standard Schema whose output is its input, unchanged. */
export interface StandardProps<Value> {
  /** Version of Standard Schema. */
  readonly version: 1;
  /** Package that the schema comes from. */
  readonly vendor: "enkash-contract";
  /** Returns the value itself, or what is wrong with it. It is synchronous. */
  readonly validate: (value: unknown) => StandardResult<Value>;
  /** Types for `InferInput` and `InferOutput`. Not there at run time. */
  readonly types?: { readonly input: Value; readonly output: Value } | undefined;
}

/** Result of a Standard Schema. */
export type StandardResult<Value> =
  | { readonly value: Value; readonly issues?: undefined }
  | { readonly issues: readonly Violation[] };

/** Validators of every operation: of its request, and of its 200 response. */
export type Validators = {
  readonly [Id in OperationId]: {
    readonly request: Validator<OperationTypes[Id]["request"]>;
    readonly response: Validator<OperationTypes[Id]["response"]>;
  };
};

/**
 * Validators of every operation, frozen.
 *
 * A violation never contains a value. The client checks by itself; these are for other places: a
 * form, a queue, a client of your own.
 *
 * @example
 * ```ts
 * import { validators } from "enkash-contract/validators";
 *
 * const { request } = validators.createOrder;
 * if (!request(order)) console.error(request.errors?.map(({ message }) => message));
 * ```
 */
export const validators: Validators = /* @__PURE__ */ (() => {
  const ids = Object.keys(schemas) as OperationId[];
  const pair = (id: OperationId) =>
    Object.freeze({
      request: createValidator(id, "request"),
      response: createValidator(id, "response"),
    });
  return Object.freeze(Object.fromEntries(ids.map((id) => [id, pair(id)]))) as Validators;
})();

function createValidator(id: OperationId, side: "request" | "response"): Validator<unknown> {
  let errors: Violation[] | null = null;
  const validate = (value: unknown): boolean => {
    const found = check(schemas[id][side], value, `${id}.${side}`);
    errors = found.length > 0 ? found : null;
    return errors === null;
  };
  const standard: StandardProps<unknown> = Object.freeze({
    version: 1,
    vendor: "enkash-contract",
    validate: (value: unknown) => (validate(value) ? { value } : { issues: errors ?? [] }),
  });
  const properties = {
    errors: { get: () => errors, enumerable: true },
    "~standard": { value: standard, enumerable: true },
  };
  return Object.freeze(Object.defineProperties(validate, properties)) as Validator<unknown>;
}
