import type { OperationId } from "../../generated/operations.js";
import { checkOperation, checkResponse, setupError } from "./check-setup.js";
import type { AnyScenario } from "./responses.js";

/** Response in a queue, with the condition that a request has to meet, if there is one. */
interface Queued {
  response: string | AnyScenario;
  when: ((request: unknown) => unknown) | undefined;
}

/** Responses that wait for the next valid requests of their operations. */
export class ResponseQueue {
  readonly #queues = new Map<OperationId, Queued[]>();

  add(operation: OperationId, responses: readonly unknown[]): void {
    checkOperation(operation);
    if (responses.length === 0) throw setupError(`next("${operation}") needs a response to queue.`);
    const queued = responses.map((response) => readQueued(operation, response));
    this.#queues.set(operation, [...this.#of(operation), ...queued]);
  }

  /**
   * Takes the first response whose condition the request meets, else the first one without a
   * condition.
   */
  take(operation: OperationId, request: unknown): string | AnyScenario | undefined {
    const queue = this.#of(operation);
    const meets = ({ when }: Queued) => when !== undefined && isMet(when, request);
    const found = queue.find(meets) ?? queue.find(({ when }) => when === undefined);
    this.#queues.set(
      operation,
      queue.filter((queued) => queued !== found),
    );
    return found?.response;
  }

  /** Returns a line per operation with what nobody asked for. */
  pending(): string[] {
    return [...this.#queues]
      .filter(([, queue]) => queue.length > 0)
      .map(([operation, queue]) => `  ${operation}: ${queue.map(describe).join(", ")}`);
  }

  #of(operation: OperationId): Queued[] {
    return this.#queues.get(operation) ?? [];
  }
}

function readQueued(operation: OperationId, given: unknown): Queued {
  if (typeof given !== "object" || given === null) {
    return { response: checkResponse(operation, given), when: undefined };
  }
  const { when, response, ...others } = given as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw setupError(`a response of ${operation} has no ${unknown}. Known: when, response.`);
  }
  if (typeof when !== "function") throw setupError(`\`when\` of ${operation} must be a function.`);
  return { response: checkResponse(operation, response), when: when as Queued["when"] };
}

/** Asks a condition. A promise would count as met: it is refused. */
function isMet(when: NonNullable<Queued["when"]>, request: unknown): boolean {
  const met = when(structuredClone(request));
  if (typeof met === "boolean") return met;
  throw new Error(`A condition returned ${typeof met}. \`when\` must return true or false.`);
}

function describe({ response, when }: Queued): string {
  const name = typeof response === "string" ? response : response.name || "a scenario";
  return when === undefined ? name : `${name} (with a condition)`;
}
