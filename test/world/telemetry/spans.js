import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";

const tracer = trace.getTracer("enkash");

/** Hook `onEnd` that writes one span per call, as a child of the span in which the call was made. */
export function writeSpan({ operation, method, url, status, sent, durationMs, error }) {
  const end = Date.now();
  const span = tracer.startSpan(`EnKash ${operation}`, {
    kind: SpanKind.CLIENT,
    startTime: end - durationMs,
    attributes: {
      "http.request.method": method,
      "http.response.status_code": status,
      "url.full": url,
      "enkash.sent": sent,
      "error.type": error?.kind,
    },
  });
  if (error !== undefined) {
    span.recordException(error);
    span.setStatus({ code: SpanStatusCode.ERROR, message: error.kind });
  }
  span.end(end);
}
