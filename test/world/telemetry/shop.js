import process from "node:process";
import { trace } from "@opentelemetry/api";
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-node";
import { createEnkashClient } from "enkash-contract";
import { writeSpan } from "./spans.js";

const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();

/** Creates an order within a span of its own, as a web framework does with each request. */
function serve(scenario) {
  const enkash = createEnkashClient({
    baseUrl: `${process.env.ENKASH_URL}/${scenario}`,
    credentials: {
      merchantAccessKey: process.env.ENKASH_ACCESS_KEY,
      paymentGatewayToken: process.env.ENKASH_TOKEN,
    },
    onEnd: writeSpan,
  });
  return trace.getTracer("shop").startActiveSpan(scenario, async (span) => {
    const order = { orderId: "A1", amount: { value: 499.5, currency: "INR" }, paymentDetail: {} };
    await enkash.createOrder(order).catch(() => {});
    span.end();
  });
}

// At the same time: each span has to find its own parent.
await Promise.all(JSON.parse(process.env.SCENARIOS).map(serve));
const spans = exporter.getFinishedSpans();
const nameOf = (id) => spans.find((span) => span.spanContext().spanId === id)?.name;
const report = spans
  .filter(({ name }) => name.startsWith("EnKash"))
  .map(({ name, parentSpanContext, attributes, status, events, duration }) => ({
    name,
    parent: nameOf(parentSpanContext?.spanId),
    attributes,
    status,
    events: events.map((event) => event.attributes),
    milliseconds: duration[0] * 1000 + duration[1] / 1_000_000,
  }));
console.log(JSON.stringify(report));
