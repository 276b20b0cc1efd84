import process from "node:process";
import { createEnkashClient } from "enkash-contract";
import Fastify from "fastify";

const credentials = {
  merchantAccessKey: process.env.ENKASH_ACCESS_KEY,
  paymentGatewayToken: process.env.ENKASH_TOKEN,
};
const app = Fastify({ logger: true });

// Each base URL fails in another way. No error is caught here: Fastify logs it with pino.
app.post("/order/:scenario", async (request) => {
  const baseUrl = `${process.env.ENKASH_URL}/${request.params.scenario}`;
  const enkash = createEnkashClient({
    baseUrl,
    credentials,
    drift: "throw",
    onError: (error) => request.log.warn({ error }, "a hook logs an error under another key"),
  });
  const { payload } = await enkash.createOrder(request.body);
  return { orderId: payload.orderId };
});

await app.listen({ port: 0, host: "127.0.0.1" });
process.on("SIGINT", () => app.close());
