import type { OperationId } from "../../generated/operations.js";
import type { CheckedRequest } from "./check-request.js";
import type { Problem } from "./problem.js";

const REDACTED = "[redacted]";

/** Holds one request that the mock was sent. Printed, it shows neither a header value nor the body. */
export class MockCall {
  /** The operation that the path leads to, if there is one. */
  readonly operation: OperationId | undefined;
  /** HTTP method. */
  readonly method: string;
  /** The path, without host and query. */
  readonly path: string;
  /** Why the mock refused the request; `undefined` where it is valid. */
  readonly problem: Problem | undefined;
  readonly #request: Request;
  readonly #text: string | undefined;

  constructor(request: Request, { operation, text, problem }: CheckedRequest) {
    this.operation = operation;
    this.method = request.method;
    this.path = new URL(request.url).pathname;
    this.problem = problem;
    this.#request = request;
    this.#text = text;
  }

  /** Returns the whole URL as it was sent. */
  get url(): string {
    return this.#request.url;
  }

  /** Returns the headers as they were sent, credentials included. */
  get headers(): Headers {
    return this.#request.headers;
  }

  /** Returns the body as it was sent, parsed where it is JSON; `undefined` where it was too large to read. */
  get body(): unknown {
    try {
      return JSON.parse(this.#text ?? "");
    } catch {
      return this.#text;
    }
  }

  /** Returns what may be written to a log. */
  toJSON(): Record<string, unknown> {
    const { operation, method, path, problem } = this;
    const headers = Object.fromEntries([...this.headers.keys()].map((name) => [name, REDACTED]));
    return { operation, method, path, headers, body: REDACTED, problem };
  }

  /** Returns what `console.log` of Node prints. */
  [Symbol.for("nodejs.util.inspect.custom")](): unknown {
    return this.toJSON();
  }
}
