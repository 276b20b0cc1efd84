import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "../../generated/operations.js";
import { confidentialIn } from "../support/confidential.js";
import { useApp } from "../support/install.js";
import { startUpstream, type Upstream } from "../support/upstream.js";

const NEXT = "node_modules/next/dist/bin/next";
const orders = operations.createOrder.path;
const details = operations.fetchOrderInfo.path;

// The pages are the plainest ones: they ask for no dynamic rendering, and let every error escape.
describe.each([
  ["14", ["14", "edge", "forced"]],
  ["16", ["16", "edge", "forced"]],
  ["16 with cache components", ["16", "cache-components"]],
])("Next.js %s", (_, folders) => {
  const sources = folders.map((folder) => `test/world/next/${folder}`);
  const app = useApp("test/world/next", ...sources);
  let upstream: Upstream;
  let server: Awaited<ReturnType<typeof app.start>>;

  beforeAll(async () => {
    upstream = await startUpstream();
    const env = { ...upstream.env, NEXT_TELEMETRY_DISABLED: "1" };
    const { code, output } = await app.run(process.execPath, [NEXT, "build"], env);
    expect(output, "next build").toContain("Generating static pages");
    expect({ code, requests: upstream.takePaths() }, output).toEqual({ code: 0, requests: [] });
    const start = [NEXT, "start", "--port", "0", "--hostname", "127.0.0.1"];
    server = await app.start(process.execPath, start, "Ready in", env);
  });
  afterAll(async () => {
    await Promise.all([server?.stop(), upstream.close()]);
  });

  /** Visits a path, and returns its status and the order id on it. */
  async function visit(path: string, { output } = server, headers = {}) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
    const response = await fetch(url + path, { headers });
    const [order] = /ORDER-\d+/.exec(await response.text()) ?? [];
    return { status: response.status, order };
  }

  const routes = [
    ["/order", details],
    ["/create", orders],
    ["/api/order", details],
    ["/api/create", orders],
  ];
  if (folders.includes("edge")) routes.push(["/api/edge", orders]);

  test.each(routes)(
    "each visit of %s makes one request and shows its response",
    async (path, operation) => {
      const visits = [await visit(path), await visit(path), await visit(path)];
      expect(visits.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(new Set(visits.map(({ order }) => order)).size).toBe(3);
      expect(upstream.takePaths()).toEqual([operation, operation, operation]);
    },
  );

  test("what was built and cached contains nothing of a request or response", () => {
    const files = readdirSync(join(app.folder, ".next"), { recursive: true, withFileTypes: true });
    const found = files
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name))
      .filter((file) => /ORDER-\d/.test(read(file)) || confidentialIn(read(file)).length > 0);
    expect(found).toEqual([]);
  });

  test.runIf(folders.includes("forced"))(
    "a route that forces everything into the cache gets a response of its own each time",
    async () => {
      const visits = [await visit("/api/forced"), await visit("/api/forced")];
      expect(new Set(visits.map(({ order }) => order)).size).toBe(2);
      expect(upstream.takePaths()).toEqual([orders, orders]);
    },
  );

  // With cache components, Next.js renders some visits twice while developing.
  test.runIf(folders.join() === "16,edge,forced")(
    "what the development server renders again after an edit makes a request of its own",
    async () => {
      const dev = [NEXT, "dev", "--port", "0", "--hostname", "127.0.0.1"];
      const developing = await app.start(process.execPath, dev, "Ready in", upstream.env);
      const refresh = { rsc: "1", "next-hmr-refresh": "1" };
      try {
        const visits = [
          await visit("/create", developing, refresh),
          await visit("/create", developing, refresh),
        ];
        expect(visits.map(({ status }) => status)).toEqual([200, 200]);
        expect(new Set(visits.map(({ order }) => order)).size).toBe(2);
        expect(upstream.takePaths()).toEqual([orders, orders]);
      } finally {
        await developing.stop();
      }
    },
  );

  test("an error that escapes is readable in the log, and shows nothing confidential", async () => {
    await upstream.close();
    expect(await visit("/api/order")).toEqual({ status: 500, order: undefined });
    expect(server.log()).toContain("EnkashNetworkError");
    expect(server.log()).toContain(`POST ${upstream.url}${details}`);
    expect(confidentialIn(server.log())).toEqual([]);
  });
});

function read(file: string): string {
  return readFileSync(file, "latin1");
}
