import { type Span, SpanStatusCode } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { expect, test } from "vitest";
import type { EnkashOptions } from "../../src/index.js";
import { errorOf, ORDER, useHostileServer } from "./support.js";

const server = useHostileServer();
const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer("shop");

/** The recipe of README: one span a call. */
function traced(): EnkashOptions {
  const spans = new Map<string, Span>();
  return {
    onRequest: ({ callId, operation, method, url }) => {
      const attributes = { "http.request.method": method, "url.full": url };
      spans.set(callId, tracer.startSpan(`enkash ${operation}`, { attributes }));
    },
    onEnd: ({ callId, status, sent, error }) => {
      const span = spans.get(callId);
      spans.delete(callId);
      if (status !== undefined) span?.setAttribute("http.response.status_code", status);
      if (error) {
        span?.setAttributes({ "error.type": error.kind, "enkash.sent": sent });
        span?.setStatus({ code: SpanStatusCode.ERROR });
      }
      span?.end();
    },
  };
}

test("recipe: each call is a span of OpenTelemetry, also when many run at once", async () => {
  const options = traced();
  await Promise.all([
    server.client("ok", options).createOrder(ORDER),
    errorOf(server.client("502-html", options).createOrder(ORDER)),
    errorOf(server.client("200-refused", options).createOrder(ORDER)),
  ]);
  const spans = exporter.getFinishedSpans().map(({ name, status, attributes }) => ({
    name,
    failed: status.code === SpanStatusCode.ERROR,
    type: attributes["error.type"],
    status: attributes["http.response.status_code"],
  }));
  expect(spans.toSorted((a, b) => `${a.type}`.localeCompare(`${b.type}`))).toEqual([
    { name: "enkash createOrder", failed: true, type: "http-status", status: 502 },
    { name: "enkash createOrder", failed: true, type: "refused", status: 200 },
    { name: "enkash createOrder", failed: false, type: undefined, status: 200 },
  ]);
});
