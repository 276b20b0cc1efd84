import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../../scripts/tools/browser.js";
import { useApp } from "../support/install.js";
import { startUpstream, type Upstream } from "../support/upstream.js";

const VITE = "node_modules/vite/bin/vite.js";
const app = useApp("test/world/vite");
let browser: Browser;
let upstream: Upstream;
let server: Awaited<ReturnType<typeof app.start>>;

beforeAll(async () => {
  [browser, upstream] = await Promise.all([startBrowser(), startUpstream()]);
  const { code, output } = await app.run(process.execPath, [VITE, "build"]);
  expect(code, output).toBe(0);
  const preview = [VITE, "preview", "--port", "0", "--host", "127.0.0.1"];
  server = await app.start(process.execPath, preview, "http://127.0.0.1", upstream.env);
});
afterAll(async () => {
  await Promise.all([browser.close(), server?.stop(), upstream.close()]);
});

test("in a page that Vite built, each click creates an order, and a lost server is told", async () => {
  const page = await browser.newPage();
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+\//.exec(server.output) ?? [];
  await page.goto(url);
  const buy = async (expected: string) => {
    await page.getByRole("button").click();
    await page.getByText(expected).waitFor();
  };
  await buy("ORDER-1;");
  await buy("ORDER-2;");
  expect(upstream.takePaths()).toHaveLength(2);
  await server.stop();
  await buy("network, sent: maybe;");
});
