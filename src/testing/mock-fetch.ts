import type { OperationId } from "../../generated/operations.js";
import { checkRequest } from "./check-request.js";
import { checkOperation, checkResponse, setupError } from "./check-setup.js";
import { MockCall } from "./mock-call.js";
import { type Play, play, ScenarioFailure } from "./play.js";
import { problemResponse } from "./problem.js";
import { ResponseQueue } from "./queue.js";
import { readRequest } from "./received-request.js";
import {
  type AnyScenario,
  type ConditionalResponse,
  firstExample,
  type MockResponse,
} from "./responses.js";
import { testFailure } from "./thrown.js";
import { respondToTokenRequest } from "./token-endpoint.js";

/** Options of {@link createMockFetch}. */
export interface MockFetchOptions {
  /**
   * Response of an operation when nothing is queued: an example by its name, or a scenario.
   *
   * @default The first example of the operation.
   */
  responses?: { readonly [Id in OperationId]?: MockResponse<Id> };
  /**
   * Whether a valid request that no response was set up for is a fault of the test. What counts as
   * set up is a queued response, an entry in `responses`, and what the request asks for by the
   * header Prefer.
   *
   * @default false
   */
  strict?: boolean;
  /**
   * Whether the ids of a response follow the request: `createOrder` responds with an id and an
   * address made of the request's `orderId`, `fetchOrderInfo` with the `orderId` that it was asked
   * for.
   *
   * @default false, which responds with the examples of the contract to the byte.
   */
  idsFollowRequest?: boolean;
}

const OPTIONS = ["responses", "strict", "idsFollowRequest"] satisfies (keyof MockFetchOptions)[];

/** A `fetch` that responds from the contract, without a network. */
export interface MockFetch {
  /** Checks a request and responds to it. */
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Requests that came, in their order; it grows with each of them and cannot be changed. */
  readonly calls: readonly MockCall[];
  /**
   * Queues responses for the next valid requests of an operation, one each. A response with a
   * condition comes before those without.
   *
   * @param operation Operation of the contract.
   * @param responses Examples by name, scenarios, or one of both with a condition.
   * @returns The mock.
   * @throws Error where there is no such operation or example, or where a scenario does not fit the
   * operation.
   * @example
   * ```ts
   * mock.next("createOrder", "full", scenarios.drop);
   * mock.next("createOrder", { when: ({ orderId }) => orderId === "A1", response: "full" });
   * ```
   */
  next<Id extends OperationId>(
    operation: Id,
    ...responses: (MockResponse<Id> | ConditionalResponse<Id>)[]
  ): MockFetch;
  /**
   * Checks that the test did what it set up.
   *
   * @throws What a scenario threw, or what was wrong with a header Prefer; else an Error that lists
   * the queued responses nobody asked for.
   */
  assertNoPending(): void;
}

/**
 * Creates a `fetch` that checks each request against the contract and responds with its examples.
 *
 * A request that violates the contract gets `application/problem+json`, as the mock server would
 * refuse it. A valid one gets, in this order: what was queued with `next`, what its header asks for
 * (`Prefer: example=refunded`), the entry of the operation in `responses`, its first example.
 *
 * A scenario that fails is a fault of the test: what it threw reaches the test as it is, through
 * the client, too.
 *
 * Beside the contract it responds to the request for a Payment Gateway token, which is stated
 * elsewhere (`POST /api/v0/merchant/token`): any keys get a token. Its operation among `calls` is
 * undefined.
 *
 * @param options Standing responses and strictness.
 * @throws Error where an option, an operation or an example is unknown.
 * @example
 * ```ts
 * const fetch = createMockFetch().next("fetchOrderInfo", "refunded", scenarios.drop);
 * const enkash = createEnkashClient({ environment: "test", credentials, fetch });
 * ```
 */
export function createMockFetch(options: MockFetchOptions = {}): MockFetch {
  const { responses, strict, idsFollowRequest } = checkOptions(options);
  const queue = new ResponseQueue();
  const calls: MockCall[] = [];
  const failures: Error[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  async function take(request: Request): Promise<() => Response | Promise<Response>> {
    const received = await readRequest(request);
    const token = respondToTokenRequest(received);
    if (token !== undefined) {
      calls.push(new MockCall(request, received.text, { operation: undefined, ...token }));
      return () => token.response;
    }
    const checked = checkRequest(received);
    calls.push(new MockCall(request, received.text, checked));
    if (checked.problem !== undefined) {
      if (checked.isPreference) failures.push(new Error(checked.problem.detail));
      return () => problemResponse(checked.problem);
    }
    const { operation, body, preference } = checked;
    const standing = preference ?? responses[operation];
    const response = choose(operation, body) ?? standing;
    if (response === undefined && strict) {
      const advice = `Queue one with next("${operation}", …), or set responses.${operation}.`;
      fail(new Error(`${operation} has no response, and the mock is strict. ${advice}`));
    }
    return () =>
      perform({
        operation,
        request: body,
        response: response ?? firstExample(operation),
        example: typeof standing === "string" ? standing : undefined,
        idsFollowRequest,
        signal: request.signal,
      });
  }

  function choose(operation: OperationId, body: unknown): string | AnyScenario | undefined {
    try {
      return queue.take(operation, body);
    } catch (error) {
      return fail(error);
    }
  }

  async function perform(given: Play): Promise<Response> {
    try {
      return await play(given);
    } catch (error) {
      throw error instanceof ScenarioFailure ? fail(error.cause) : error;
    }
  }

  /** Hands a fault of the test to the test, now and in `assertNoPending`. */
  function fail(thrown: unknown): never {
    const failure = testFailure(thrown);
    failures.push(failure);
    throw failure;
  }

  async function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    let taken: ReturnType<typeof take>;
    if (isInMemory(input, init)) {
      // One after the other, so that calls made at the same time take their responses in order.
      taken = turn.then(() => take(request));
      turn = taken.catch(() => {});
    } else {
      // A stream may never end: no other call waits for it.
      taken = take(request);
    }
    return untilAborted(
      request.signal,
      taken.then((respond) => respond()),
    );
  }

  const mock: MockFetch = Object.freeze(
    Object.assign(fetch, {
      calls: readOnly(calls),
      next(operation: OperationId, ...queued: readonly unknown[]) {
        queue.add(operation, queued);
        return mock;
      },
      assertNoPending() {
        if (failures.length > 0) throw failures[0];
        const pending = queue.pending();
        if (pending.length === 0) return;
        throw new Error(
          `Responses were queued that nobody asked for:\n${pending.join("\n")}\n` +
            "Make the calls that the test is about, or queue less. " +
            "A wrong request takes no response.",
        );
      },
    }),
  );
  return mock;
}

function checkOptions(options: MockFetchOptions) {
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name as never));
  if (unknown !== undefined) {
    throw setupError(`${unknown} is no option. Known: ${OPTIONS.join(", ")}.`);
  }
  const responses: Partial<Record<OperationId, string | AnyScenario>> = {};
  for (const [operation, response] of Object.entries(options.responses ?? {})) {
    checkOperation(operation);
    if (response !== undefined) responses[operation] = checkResponse(operation, response);
  }
  const { strict = false, idsFollowRequest = false } = options;
  for (const [name, value] of Object.entries({ strict, idsFollowRequest })) {
    if (typeof value !== "boolean") throw setupError(`${name} must be true or false.`);
  }
  return { responses, strict, idsFollowRequest };
}

/** Returns whether a body is there as a whole. A `Request` carries a stream. */
function isInMemory(input: string | URL | Request, init: RequestInit | undefined): boolean {
  const body = init?.body ?? (input instanceof Request ? input.body : null);
  return body === null || typeof body === "string" || ArrayBuffer.isView(body);
}

/** Settles like `work`, or rejects when the request is aborted, as every `fetch` does. */
function untilAborted<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** Returns a view of a list that grows with it and refuses every change. */
function readOnly<Item>(list: Item[]): readonly Item[] {
  const refuse = (): never => {
    throw new TypeError("The calls of a mock cannot be changed. Create another mock.");
  };
  return new Proxy(list, { set: refuse, defineProperty: refuse, deleteProperty: refuse });
}
