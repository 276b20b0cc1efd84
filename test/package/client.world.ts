import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../../scripts/tools/browser.js";
import type { EnkashOptions } from "../../src/index.js";
import { bundle } from "../support/bundle.js";
import { type Misbehaviour, startHostileServer } from "../support/hostile-server.js";
import { useInstalled } from "../support/install.js";

const project = useInstalled();
let browser: Browser;
let server: Awaited<ReturnType<typeof startHostileServer>>;
let script: string;

beforeAll(async () => {
  const contents = `export * from "enkash-contract";`;
  const options = { format: "iife", globalName: "enkash", platform: "browser" } as const;
  script = (await bundle(project.folder, contents, options)).code;
  [browser, server] = await Promise.all([startBrowser(), startHostileServer()]);
});
afterAll(() => Promise.all([browser.close(), server.close()]));

/** Makes a call in a page of the server's own origin, and returns what came of it. */
async function callIn(scenario: Misbehaviour, options: EnkashOptions = {}) {
  const page = await browser.newPage();
  try {
    await page.goto(`${server.url}/ok`);
    await page.evaluate(`${script}; globalThis.enkash = enkash`);
    const settings = {
      baseUrl: `${server.url}/${scenario}`,
      credentials: { merchantAccessKey: "key", paymentGatewayToken: "token" },
      ...options,
    };
    return await page.evaluate(async (given) => {
      const { createEnkashClient } = (
        globalThis as unknown as { enkash: typeof import("../../src/index.js") }
      ).enkash;
      const order = {
        orderId: "A1001",
        amount: { value: 1, currency: "INR" as const },
        paymentDetail: {},
      };
      try {
        return (await createEnkashClient(given).createOrder(order)).payload.orderId;
      } catch (error) {
        return JSON.parse(JSON.stringify(error));
      }
    }, settings);
  } finally {
    await page.close();
  }
}

test("the bundled client makes a call in a browser", async () => {
  expect(await callIn("ok")).toBe("E1");
});

test.each<[Misbehaviour, object]>([
  ["307-same-origin", { kind: "unexpected-response", reason: "redirect", sent: "yes" }],
  ["307-cross-origin", { kind: "unexpected-response", reason: "redirect", sent: "yes" }],
  ["502-html", { kind: "http-status", status: 502 }],
  ["200-truncated", { kind: "unexpected-response", reason: "truncated" }],
  ["drop-before-headers", { kind: "network", sent: "maybe" }],
  ["hang-in-body", { kind: "timeout", sent: "yes" }],
])("in a browser, %s ends as it does in Node", async (scenario, expected) => {
  expect(await callIn(scenario, { timeoutMs: 1000 })).toMatchObject(expected);
});

test("in a browser, a redirect takes nothing to its target", async () => {
  server.received.splice(0);
  await callIn("307-cross-origin");
  expect(server.received.map((entry) => entry.scenario)).not.toContain("stranger");
});

test("when a kept connection closes, a browser sends a POST again by itself, and the client says maybe", async () => {
  await callIn("ok");
  server.received.splice(0);
  // The page has just been loaded over the connection that is used again.
  expect(await callIn("drop-before-headers")).toMatchObject({ kind: "network", sent: "maybe" });
  const sent = server.received.filter(({ scenario }) => scenario === "drop-before-headers");
  expect(sent.length).toBeGreaterThan(1);
});
