import { type OperationId, type OperationTypes, operations } from "../../generated/operations.js";
import { bodyResponse, type Scenario } from "./responses.js";

/** Holds what a refusal may set beside its code and its payload. */
export interface RefusalOptions {
  /** HTTP status. 200 by default, since only 200 is documented. */
  status?: number;
  /** `response_message`. */
  message?: string;
}

function refused(
  code: number,
  payload: unknown,
  { status = 200, message = "Failed" }: RefusalOptions = {},
): Scenario {
  return ({ operation, body }) => {
    const { envelope } = operations[operation];
    const example = body as Record<string, unknown>;
    const refusal = {
      [envelope.code]: typeof example[envelope.code] === "string" ? String(code) : code,
      [envelope.message]: message,
      [envelope.payload]: payload,
    };
    return bodyResponse(operation, refusal, status);
  };
}

function changed<Id extends OperationId>(
  change: (body: OperationTypes[Id]["response"]) => void,
): Scenario<Id> {
  return ({ operation, body }) => {
    change(body);
    return bodyResponse(operation, body);
  };
}

function missingField(pointer: string): Scenario {
  return ({ operation, body }) => {
    const names = pointer.split("/").slice(1);
    const last = names.pop() ?? "";
    const parent = names.reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | undefined)?.[name],
      body,
    );
    if (typeof parent !== "object" || parent === null || !Object.hasOwn(parent, last)) {
      throw new Error(
        `Failed to take ${pointer} out of the answer of ${operation}: it is not there. Correct the pointer.`,
      );
    }
    delete (parent as Record<string, unknown>)[last];
    return bodyResponse(operation, body);
  };
}

function slow(milliseconds: number): Scenario {
  return ({ operation, body, signal }) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(bodyResponse(operation, body)), milliseconds);
      whenAborted(signal, (reason) => {
        clearTimeout(timer);
        reject(reason);
      });
    });
}

function whenAborted(signal: AbortSignal, act: (reason: unknown) => void): void {
  if (signal.aborted) act(signal.reason);
  else signal.addEventListener("abort", () => act(signal.reason), { once: true });
}

/** Holds what can go wrong, as answers for {@link createMockFetch}. */
export const scenarios = Object.freeze({
  /** Answers with EnKash's envelope around a code other than zero, and a payload that may be a string. */
  refused,

  /** Answers with a body that was changed, past the contract if need be. */
  changed,

  /** Answers without the member that a JSON pointer leads to: `/payload/redirectionUrl`. */
  missingField,

  /** Answers after a time in milliseconds, or fails as soon as the request is aborted. */
  slow,

  /** Refuses with the one refusal that is known, from public code: 117 and a string, with HTTP 200. */
  tokenInvalid: refused(117, "Token is invalid."),

  /** Answers as a proxy in front of EnKash might: HTTP 502 with an HTML page. */
  html502: (() => {
    const headers = { "content-type": "text/html" };
    return new Response("<html><body><h1>502 Bad Gateway</h1></body></html>", {
      status: 502,
      headers,
    });
  }) as Scenario,

  /** Answers with HTTP 500 and no body. */
  empty500: (() => new Response(null, { status: 500 })) as Scenario,

  /** Breaks the connection before an answer comes: the request may have been carried out. */
  drop: (async () => {
    const cause = Object.assign(new Error("The scenario `drop` broke the connection."), {
      code: "ECONNRESET",
    });
    throw new TypeError("fetch failed", { cause });
  }) as Scenario,

  /** Never answers; fails when the request is aborted. */
  hang: (({ signal }) => new Promise((_, reject) => whenAborted(signal, reject))) as Scenario,

  /** Answers with HTTP 200 and half a body, then breaks the connection. */
  truncated: (({ operation, body }) => {
    const { headers } = bodyResponse(operation, body);
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const half = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes.slice(0, bytes.length / 2)),
      // Comes with the next read: an error at once would throw away what is queued.
      pull: (controller) => controller.error(new TypeError("terminated")),
    });
    return new Response(half, { headers });
  }) as Scenario,

  /** Answers with a payment status that the contract does not list. */
  unknownStatus: changed<"fetchOrderInfo">(({ paylod }) => {
    Object.assign(paylod, { paymentStatus: "STATUS_OF_TOMORROW" });
  }),

  /** Answers with one member more than the contract lists, which breaks nothing: answers are open. */
  extraField: changed<OperationId>((body) => {
    Object.assign(body, { fieldOfTomorrow: true });
  }),
});
