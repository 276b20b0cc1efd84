import process from "node:process";
import * as Sentry from "@sentry/node";
import { createOrder } from "./order.js";

const sent = [];
Sentry.init({
  dsn: "http://public@127.0.0.1:9/1",
  tracesSampleRate: 1,
  includeLocalVariables: true,
  integrations: [Sentry.extraErrorDataIntegration({ depth: 10 })],
  transport: (options) =>
    Sentry.createTransport(options, async ({ body }) => {
      sent.push(body);
      return { statusCode: 200 };
    }),
});

try {
  await createOrder(process.argv[2]);
} catch (error) {
  Sentry.captureException(error);
}
await Sentry.flush();
console.error(sent.map((body) => Buffer.from(body).toString()).join("\n"));
process.exit(1);
