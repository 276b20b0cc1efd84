import type { OperationId } from "../../generated/operations.js";
import {
  changed,
  missingField,
  named,
  networkFailure,
  rateLimited,
  refused,
  rejects,
  slow,
  whenAborted,
} from "./make-scenarios.js";
import { bodyResponse, type Scenario } from "./responses.js";

/** Failures and odd responses, to be queued or set as responses of {@link createMockFetch}. */
export const scenarios = /* @__PURE__ */ (() =>
  Object.freeze({
    /**
     * Responds with EnKash's envelope around a code other than zero, and a payload that may be a
     * string.
     */
    refused,

    /** Responds with a body that was changed, past the contract if need be. */
    changed,

    /** Responds without the property that a JSON pointer leads to: `/payload/redirectionUrl`. */
    missingField,

    /** Responds after a time in milliseconds, or fails as soon as the request is aborted. */
    slow,

    /** Responds with HTTP 429, no body, and a Retry-After in seconds. */
    rateLimited,

    /** Fails with an error of your own, in place of the network. */
    rejects,

    /**
     * Refuses with the one refusal that is known, from public code: 117 and a string, with HTTP
     * 200.
     */
    tokenInvalid: named("tokenInvalid", refused(117, "Token is invalid.")),

    /** Responds as a proxy in front of EnKash might: HTTP 502 with an HTML page. */
    html502: named("html502", (() => {
      const headers = { "content-type": "text/html" };
      const page = "<html><body><h1>502 Bad Gateway</h1></body></html>";
      return new Response(page, { status: 502, headers });
    }) as Scenario),

    /** Responds with HTTP 500 and no body. */
    empty500: named("empty500", (() => new Response(null, { status: 500 })) as Scenario),

    /** Breaks the connection before a response comes: the request may have been carried out. */
    drop: networkFailure("drop", "ECONNRESET"),

    /** Refuses the connection, so that nothing was sent: the client says `sent: "no"`. */
    connectionRefused: networkFailure("connectionRefused", "ECONNREFUSED", { sent: "no" }),

    /**
     * Fails on the certificate of the server, so that nothing was sent: the client says
     * `sent: "no"`.
     */
    tlsRefused: networkFailure("tlsRefused", "DEPTH_ZERO_SELF_SIGNED_CERT", { sent: "no" }),

    /** Never responds; fails when the request is aborted. */
    hang: named(
      "hang",
      (({ signal }) => new Promise((_, reject) => whenAborted(signal, reject))) as Scenario,
    ),

    /** Responds with HTTP 200 and half a body, then breaks the connection. */
    truncated: named("truncated", (({ operation, response }) => {
      const { headers } = bodyResponse(operation, response);
      const bytes = new TextEncoder().encode(JSON.stringify(response));
      const half = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(bytes.slice(0, bytes.length / 2)),
        // Comes with the next read: an error at once would throw away what is queued.
        pull: (controller) => controller.error(new TypeError("terminated")),
      });
      return new Response(half, { headers });
    }) as Scenario),

    /** Responds with a payment status that the contract does not list. */
    unknownStatus: named(
      "unknownStatus",
      changed<"fetchOrderInfo">(({ paylod }) => {
        Object.assign(paylod, { paymentStatus: "STATUS_OF_TOMORROW" });
      }),
      (operation) =>
        operation === "fetchOrderInfo" ? undefined : `no response of ${operation} has a status`,
    ),

    /**
     * Responds with one property more than the contract lists, which breaks nothing: responses are
     * open.
     */
    extraField: named(
      "extraField",
      changed<OperationId>((body) => {
        Object.assign(body, { fieldOfTomorrow: true });
      }),
    ),
  }))();
