import type { OperationId } from "../../generated/operations.js";
import type { Problem } from "./problem.js";

const REDACTED = "[redacted]";

/** What a call keeps out of logs. */
export interface UnredactedCall {
  /** Whole URL, as it was sent. */
  url: string;
  /** Headers as they were sent, credentials included. */
  headers: Headers;
  /** Body, parsed where it is JSON; `undefined` where it was too large to read. */
  body: unknown;
  /** Body as text; `undefined` where it was too large to read. */
  text: string | undefined;
}

/** A request that the mock received. Printed, it shows neither a header value nor the body. */
export class MockCall {
  /** Operation that the path leads to, if there is one. */
  readonly operation: OperationId | undefined;
  /** HTTP method. */
  readonly method: string;
  /** Path without host and query. */
  readonly path: string;
  /** Why the mock refused the request; `undefined` where it is valid. */
  readonly problem: Problem | undefined;
  readonly #request: Request;
  readonly #text: string | undefined;

  constructor(
    request: Request,
    text: string | undefined,
    checked: { operation: OperationId | undefined; problem: Problem | undefined },
  ) {
    this.operation = checked.operation;
    this.method = request.method;
    this.path = new URL(request.url).pathname;
    this.problem = checked.problem;
    this.#request = request;
    this.#text = text;
  }

  /** Returns what is kept out of logs: URL, headers and body, as they were sent. */
  unredacted(): UnredactedCall {
    const { url, headers } = this.#request;
    return { url, headers, body: parse(this.#text), text: this.#text };
  }

  /** Returns what may be written to a log. */
  toJSON(): Record<string, unknown> {
    const { operation, method, path, problem } = this;
    const names = [...this.#request.headers.keys()];
    const headers = Object.fromEntries(names.map((name) => [name, REDACTED]));
    return { operation, method, path, headers, body: REDACTED, problem };
  }

  /** Returns what `console.log` of Node prints. */
  [Symbol.for("nodejs.util.inspect.custom")](): unknown {
    return this.toJSON();
  }
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return text;
  }
}
