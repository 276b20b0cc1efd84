import type { OperationId } from "../../generated/operations.js";
import { checkRequest, isOperation, OPERATIONS } from "./check-request.js";
import { MockCall } from "./mock-call.js";
import { problemResponse } from "./problem.js";
import {
  bodyResponse,
  exampleBody,
  exampleNames,
  firstExample,
  type MockResponse,
  type Scenario,
} from "./responses.js";

/** Holds what {@link createMockFetch} takes. */
export interface MockFetchOptions {
  /** Is what an operation answers when nothing else is asked for. By default the first example of the contract. */
  answers?: { readonly [Id in OperationId]?: MockResponse<Id> };
}

/** Is a `fetch` that answers from the contract, without a network. */
export interface MockFetch {
  /** Checks a request and answers it. */
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Lists what was sent, in the order of the calls. */
  readonly calls: readonly MockCall[];
  /** Queues answers for the next valid requests of an operation, one each, and returns the mock. */
  next<Id extends OperationId>(operation: Id, ...answers: MockResponse<Id>[]): MockFetch;
  /** Throws where an answer that was queued has not been asked for. */
  assertNoPending(): void;
}

/** Is any answer; that it belongs to its operation is checked where it comes in. */
type AnyAnswer = string | Scenario;

/**
 * Creates a `fetch` that checks each request against the contract and answers with its examples.
 *
 * A request that breaks the contract is answered with `application/problem+json`, as the mock server would refuse it.
 * An answer is, in this order: what was queued with `next`, the example that the header `Prefer: example=refunded`
 * names, the default of the operation, its first example.
 *
 * @throws Error where an option, an operation or an example is unknown.
 */
export function createMockFetch(options: MockFetchOptions = {}): MockFetch {
  const unknown = Object.keys(options).find((name) => name !== "answers");
  if (unknown !== undefined) fail(`${unknown} is no option. Known is: answers.`);
  const defaults: Partial<Record<OperationId, AnyAnswer>> = { ...options.answers } as object;
  for (const [operation, answer] of Object.entries(defaults)) checkAnswer(operation, answer);
  const queues = new Map<OperationId, AnyAnswer[]>();
  const calls: MockCall[] = [];
  // Requests are read one after the other, so that calls made at the same time take their answers in order.
  let turn: Promise<unknown> = Promise.resolve();

  async function take(request: Request): Promise<() => Response | Promise<Response>> {
    const checked = await checkRequest(request);
    calls.push(new MockCall(request, checked));
    if (checked.problem !== undefined) return () => problemResponse(checked.problem);
    const { operation, preferred } = checked;
    const standing = preferred ?? defaults[operation];
    const example = typeof standing === "string" ? standing : firstExample(operation);
    const answer = queues.get(operation)?.shift() ?? standing ?? example;
    if (typeof answer === "string")
      return () => bodyResponse(operation, exampleBody(operation, answer));
    return () =>
      answer({ operation, signal: request.signal, body: exampleBody(operation, example) });
  }

  async function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const taken = turn.then(() => take(request));
    turn = taken.catch(() => {});
    const answer = await taken;
    return answer();
  }

  const mock: MockFetch = Object.assign(fetch, {
    calls,
    next<Id extends OperationId>(operation: Id, ...answers: MockResponse<Id>[]) {
      for (const answer of answers) checkAnswer(operation, answer);
      queues.set(operation, [...(queues.get(operation) ?? []), ...(answers as AnyAnswer[])]);
      return mock;
    },
    assertNoPending() {
      const left = [...queues].filter(([, answers]) => answers.length > 0);
      if (left.length === 0) return;
      const lines = left.map(
        ([operation, answers]) => `  ${operation}: ${answers.map(nameOf).join(", ")}`,
      );
      throw new Error(
        `Answers were queued that nobody asked for:\n${lines.join("\n")}\n` +
          "Make the calls that the test is about, or queue less. A request that is refused takes no answer.",
      );
    },
  });
  return mock;
}

function checkAnswer(operation: string, answer: unknown): void {
  if (!isOperation(operation)) {
    fail(`${operation} is no operation. Known are: ${OPERATIONS.join(", ")}.`);
  }
  if (typeof answer === "function") return;
  const names = exampleNames(operation);
  if (!names.includes(answer as string)) {
    fail(
      `${operation} has no example ${String(answer)}. Known are: ${names.join(", ")}; or give a function.`,
    );
  }
}

function fail(why: string): never {
  throw new Error(`Failed to set up the mock: ${why}`);
}

function nameOf(answer: AnyAnswer): string {
  return typeof answer === "string" ? answer : answer.name || "a scenario";
}
