import { beforeAll, expect, test } from "vitest";
import { fixtures } from "../../src/testing/index.js";
import { confidential, confidentialIn } from "../support/confidential.js";
import { startHostileServer } from "../support/hostile-server.js";
import { useApp } from "../support/install.js";

/** Ways in which EnKash fails, and what an operator needs of each. */
const failures = [
  ["401-refused", "EnkashRefusedError", { kind: "refused", code: 117, sent: "yes" }],
  ["200-refused-echo", "EnkashRefusedError", { kind: "refused", code: 5, sent: "yes" }],
  ["500-echo", "EnkashHttpStatusError", { kind: "http-status", status: 500, sent: "yes" }],
  ["502-html", "EnkashHttpStatusError", { kind: "http-status", status: 502, sent: "yes" }],
  ["drop-before-headers", "EnkashNetworkError", { kind: "network", sent: "maybe" }],
  ["drifting", "EnkashDriftError", { kind: "drift", sent: "yes" }],
] as const;

const app = useApp("test/world/fastify");
const responses: Record<string, unknown> = {};
let log: string;

beforeAll(async () => {
  const hostile = await startHostileServer();
  const env = {
    ENKASH_URL: hostile.url,
    ENKASH_ACCESS_KEY: confidential.merchantAccessKey,
    ENKASH_TOKEN: confidential.paymentGatewayToken,
  };
  const server = await app.start(process.execPath, ["server.js"], "Server listening at", env);
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(server.output) ?? [];
  for (const scenario of ["ok", ...failures.map(([name]) => name)])
    responses[scenario] = await order(`${url}/order/${scenario}`);
  // Only then has all that was logged arrived here.
  await server.stop();
  log = server.log();
  await hostile.close();
});

async function order(url: string): Promise<unknown> {
  const paymentDetail = { accountNumber: confidential.cardNumber, ifsc: "TEST0000001" };
  const body = JSON.stringify({ ...fixtures.createOrder.minimal.request, paymentDetail });
  const headers = { "Content-Type": "application/json" };
  return (await fetch(url, { method: "POST", headers, body })).json();
}

/** Returns the errors that pino has logged of a scenario: one of a hook, one that escaped. */
function loggedErrors(scenario: string) {
  const lines = log.trim().split("\n");
  const entries = lines.map((line) => JSON.parse(line) as Record<string, { url: string }>);
  const errors = entries.flatMap(({ err, error }) => err ?? error ?? []);
  return errors.filter(({ url }) => url.includes(`/${scenario}/`));
}

test("in Fastify an order is created", () => {
  expect(responses.ok).toEqual({ orderId: "E1" });
});

test.each(failures)(
  "pino logs %s as %s, with all that an operator needs",
  (scenario, name, own) => {
    const [hook, escaped] = loggedErrors(scenario);
    const expected = { ...own, operation: "createOrder", method: "POST" };
    expect(hook).toMatchObject({ ...expected, name });
    expect(escaped).toMatchObject({ ...expected, type: name });
    expect(escaped).toHaveProperty("stack", expect.stringContaining("server.js"));
  },
);

test("neither the log nor a response of the shop contains anything confidential", () => {
  expect(confidentialIn(JSON.stringify(responses))).toEqual([]);
  expect(confidentialIn(log)).toEqual([]);
});
