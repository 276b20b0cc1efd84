import { afterAll, beforeAll, expect, test } from "vitest";
import { confidentialIn } from "../support/confidential.js";
import { useApp } from "../support/install.js";
import { startUpstream, type Upstream } from "../support/upstream.js";

const app = useApp("test/world/nest");
let upstream: Upstream;
let server: Awaited<ReturnType<typeof app.start>>;

beforeAll(async () => {
  upstream = await startUpstream();
  const { code, output } = await app.npm("run build");
  expect(code, output).toBe(0);
  server = await app.start(process.execPath, ["dist/main.js"], "Ready at", upstream.env);
});
afterAll(async () => {
  await Promise.all([server?.stop(), upstream.close()]);
});

async function order(rupees: number) {
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(server.output) ?? [];
  const body = JSON.stringify({ orderId: "A1001", rupees });
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`${url}/orders`, { method: "POST", headers, body });
  return { status: response.status, body: await response.json() };
}

test("a NestJS app in CommonJS creates an order for each request", async () => {
  expect(await order(499.5)).toEqual({ status: 201, body: { orderId: "ORDER-1" } });
  expect(await order(499.5)).toEqual({ status: 201, body: { orderId: "ORDER-2" } });
});

test("an exception filter catches EnkashError by its class", async () => {
  const invalid = { status: 502, body: { kind: "invalid-request", sent: "no" } };
  expect(await order(-1)).toEqual(invalid);
  await upstream.close();
  expect(await order(499.5)).toMatchObject({ status: 502, body: { kind: "network" } });
  expect(server.log()).toContain("createOrder got no response");
  expect(confidentialIn(server.log())).toEqual([]);
});
