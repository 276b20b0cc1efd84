import { afterAll, beforeAll, expect, test } from "vitest";
import { confidential, confidentialIn } from "../support/confidential.js";
import { startHostileServer } from "../support/hostile-server.js";
import { useApp } from "../support/install.js";

interface Span {
  name: string;
  parent: string;
  attributes: Record<string, unknown>;
  status: object;
  events: object[];
  milliseconds: number;
}

const app = useApp("test/world/telemetry");
const scenarios = ["ok", "401-refused", "drop-before-headers"] as const;
let hostile: Awaited<ReturnType<typeof startHostileServer>>;
let output: string;
let spans: Record<string, Span>;

beforeAll(async () => {
  hostile = await startHostileServer();
  const env = {
    ENKASH_URL: hostile.url,
    ENKASH_ACCESS_KEY: confidential.merchantAccessKey,
    ENKASH_TOKEN: confidential.paymentGatewayToken,
    SCENARIOS: JSON.stringify(scenarios),
  };
  ({ output } = await app.run(process.execPath, ["shop.js"], env));
  const all = JSON.parse(output) as Span[];
  spans = Object.fromEntries(all.map((span) => [span.parent, span]));
});
afterAll(() => hostile.close());

test.each(scenarios)("the call of %s is one span below that of its request", (scenario) => {
  const url = `${hostile.url}/${scenario}/api/v0/orders`;
  expect(spans[scenario]).toMatchObject({
    name: "EnKash createOrder",
    attributes: { "http.request.method": "POST", "url.full": url },
  });
  expect(spans[scenario]?.milliseconds).toBeGreaterThan(0);
});

test("a span tells how its call ended, and whether the request left", () => {
  const [ok, refused, dropped] = scenarios.map((scenario) => spans[scenario]);
  expect(ok).toMatchObject({
    attributes: { "http.response.status_code": 200, "enkash.sent": "yes" },
    events: [],
  });
  expect(refused).toMatchObject({
    attributes: { "http.response.status_code": 401, "error.type": "refused" },
    status: { message: "refused" },
    events: [{ "exception.message": expect.stringContaining("EnKash refused createOrder") }],
  });
  expect(dropped).toMatchObject({
    attributes: { "enkash.sent": "maybe", "error.type": "network" },
    events: [{ "exception.message": expect.stringContaining("createOrder got no response") }],
  });
});

test("the spans contain nothing confidential", () => {
  expect(confidentialIn(output)).toEqual([]);
});
