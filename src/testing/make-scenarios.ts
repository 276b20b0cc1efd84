import { fixtures } from "../../generated/fixtures.js";
import {
  type OperationId,
  type OperationTypes,
  operationIds,
  operations,
} from "../../generated/operations.js";
import {
  type AnyScenario,
  bodyResponse,
  type Scenario,
  type ScenarioContext,
} from "./responses.js";
import { onPurpose } from "./thrown.js";

/** What a refusal may set beside its code and its payload. */
export interface RefusalOptions {
  /**
   * HTTP status; only 200 is documented.
   *
   * @default 200
   */
  status?: number;
  /**
   * `response_message`.
   *
   * @default "Failed"
   */
  message?: string;
}

/** Names of the functions that make a scenario, and are none themselves. */
export const FACTORIES = [
  "refused",
  "changed",
  "missingField",
  "slow",
  "rateLimited",
  "rejects",
] as const;

const MAX_TIMER_MS = 2 ** 31 - 1;
const NULL_BODY_STATUSES = [204, 205, 304];

/** Returns why a scenario cannot be played with an operation, `undefined` where it can. */
type Misfit = (operation: OperationId) => string | undefined;

const misfits = new WeakMap<AnyScenario, Misfit>();

/** Returns why a scenario cannot be played with an operation, `undefined` where it can. */
export function misfit(scenario: AnyScenario, operation: OperationId): string | undefined {
  return misfits.get(scenario)?.(operation);
}

/** Gives a scenario the name that reports use. */
export function named<Play extends AnyScenario>(name: string, play: Play, fits?: Misfit): Play {
  if (fits !== undefined) misfits.set(play, fits);
  return Object.defineProperty(play, "name", { value: name });
}

/** Reports a scenario that cannot be made of what it was given. */
export class WrongParameter extends Error {
  /** What the parameter has to be; it does not repeat what was given. */
  readonly demand: string;

  constructor(demand: string, message = demand) {
    super(message);
    this.demand = demand;
  }
}

function check(holds: boolean, scenario: string, demand: string): void {
  if (!holds)
    throw new WrongParameter(demand, `Failed to make the scenario ${scenario}: ${demand}.`);
}

/**
 * Responds with a refusal.
 *
 * @param code `response_code`, any whole number but 0.
 * @param payload Any JSON, e.g. a string.
 * @param options Status and message.
 * @throws Error if one of them cannot be sent.
 */
export function refused(
  code: number,
  payload: unknown,
  { status = 200, message = "Failed", ...others }: RefusalOptions = {},
): Scenario {
  const name = `refused(${code})`;
  check(Object.keys(others).length === 0, name, "its options are status and message");
  const isCode = Number.isSafeInteger(code) && code !== 0 && Math.abs(code) < 1e15;
  check(isCode, name, "the code must be a whole number other than 0, which is the success");
  const isStatus = Number.isInteger(status) && status >= 200 && status <= 599;
  check(isStatus, name, "the status must be a whole number from 200 to 599");
  check(!NULL_BODY_STATUSES.includes(status), name, `a response ${status} has no body`);
  check(typeof message === "string", name, "the message must be a string");
  check(isJson(payload), name, "the payload must be a JSON value");
  return named(name, ({ operation, response }: ScenarioContext) => {
    const { envelope } = operations[operation];
    const example = response as unknown as Record<string, unknown>;
    const refusal = {
      [envelope.code]: typeof example[envelope.code] === "string" ? String(code) : code,
      [envelope.message]: message,
      [envelope.payload]: payload,
    };
    return bodyResponse(operation, refusal, status);
  });
}

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Responds with a changed body.
 *
 * @param change Sets properties of the response.
 * @throws Error if that is no function.
 */
export function changed<Id extends OperationId>(
  change: (
    response: OperationTypes[Id]["response"],
    request: OperationTypes[Id]["request"],
  ) => void,
): Scenario<Id> {
  check(typeof change === "function", "changed", "give a function that changes the response");
  return named("changed", ({ operation, request, response }: ScenarioContext<Id>) => {
    const returned: unknown = change(response, request);
    if (returned instanceof Promise) throw new TypeError("A change must not be asynchronous.");
    // A changed copy would be lost, and the test would see the example as it was.
    const isBody = Object.values(operations[operation].envelope).some(
      (name) => name in Object(returned),
    );
    if (returned !== response && isBody) {
      throw new TypeError(
        "A change returned a copy, which is lost. Set properties of the response.",
      );
    }
    return bodyResponse(operation, response);
  });
}

/**
 * Responds without a property.
 *
 * @param pointer JSON pointer to the property.
 * @throws Error if no response has it.
 */
export function missingField(pointer: string): Scenario {
  const name = `missingField(${pointer})`;
  const keys = String(pointer).split("/").slice(1).map(unescapeKey);
  const inExamples = (operation: OperationId) =>
    Object.values(fixtures[operation]).some(({ response }) => parentOf(response, keys));
  check(
    operationIds.some(inExamples),
    name,
    "no response has a property there; correct the pointer",
  );
  return named(
    name,
    ({ operation, response }: ScenarioContext) => {
      const parent = parentOf(response, keys);
      if (parent === undefined) {
        throw new Error(
          `Failed to take ${pointer} out of the response of ${operation}: it is not there. ` +
            "Correct the pointer, or play an example that has it.",
        );
      }
      delete parent[keys.at(-1) as string];
      return bodyResponse(operation, response);
    },
    (operation) =>
      inExamples(operation) ? undefined : `no response of ${operation} has a property ${pointer}`,
  );
}

function unescapeKey(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Returns the object whose own property the last key names, `undefined` where there is none. */
function parentOf(body: unknown, keys: string[]): Record<string, unknown> | undefined {
  const last = keys.at(-1);
  const parent = keys
    .slice(0, -1)
    .reduce((value, key) => (value as Record<string, unknown> | undefined | null)?.[key], body);
  const isObject = typeof parent === "object" && parent !== null && !Array.isArray(parent);
  if (last === undefined || !isObject || !Object.hasOwn(parent, last)) return undefined;
  return parent as Record<string, unknown>;
}

/**
 * Responds late.
 *
 * @param milliseconds Time before the response.
 * @throws Error if no timer can wait for it.
 */
export function slow(milliseconds: number): Scenario {
  const name = `slow(${milliseconds})`;
  const isTime = milliseconds >= 0 && milliseconds <= MAX_TIMER_MS;
  check(isTime, name, `give milliseconds from 0 to ${MAX_TIMER_MS}`);
  return named(
    name,
    ({ operation, response, signal }: ScenarioContext) =>
      new Promise<Response>((resolve, reject) => {
        const respond = () => resolve(bodyResponse(operation, response));
        const timer = setTimeout(respond, milliseconds);
        whenAborted(signal, (reason) => {
          clearTimeout(timer);
          reject(reason);
        });
      }),
  );
}

export function whenAborted(signal: AbortSignal, act: (reason: unknown) => void): void {
  if (signal.aborted) act(signal.reason);
  else signal.addEventListener("abort", () => act(signal.reason), { once: true });
}

/**
 * Responds with HTTP 429.
 *
 * @param seconds Value of `Retry-After`.
 * @throws Error if it is no whole number.
 */
export function rateLimited(seconds: number): Scenario {
  const name = `rateLimited(${seconds})`;
  check(Number.isSafeInteger(seconds) && seconds >= 0, name, "give a whole number of seconds");
  const init = { status: 429, headers: { "retry-after": `${seconds}` } };
  return named(name, () => new Response(null, init));
}

/**
 * Fails in place of the network.
 *
 * @param error What `fetch` rejects with.
 * @throws Error if it is no object.
 */
export function rejects(error: Error): Scenario {
  check(Object(error) === error, "rejects", "give the error that fetch is to reject with");
  return named("rejects", async () => {
    throw onPurpose(error);
  });
}

/** Fails as the `fetch` of Node does, with the code of the system as the cause. */
export function networkFailure(
  name: string,
  code: string,
  declared: { sent?: "no" } = {},
): Scenario {
  return named(name, async () => {
    const cause = Object.assign(new Error(`The scenario ${name} ended the connection.`), { code });
    throw onPurpose(Object.assign(new TypeError("fetch failed", { cause }), declared));
  });
}
