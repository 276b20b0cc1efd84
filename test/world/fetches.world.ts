import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { selfSigned } from "../support/certificate.js";
import { useApp } from "../support/install.js";
import { askedOnce, everywhere, startProbeServers } from "../support/probe.js";
import { startUpstream } from "../support/upstream.js";

const app = useApp("test/world/fetches");
/** node-fetch 2, which is inside cross-fetch, waits for the rest of a body that was cut off. */
const endOfCutBody: Record<string, string> = {
  "node-fetch 2": "timeout, sent: yes",
  "cross-fetch": "timeout, sent: yes",
};

const fetches = ["node-fetch 2", "node-fetch 3", "cross-fetch", "undici 5", "undici 6", "undici 7"];

test("each foreign fetch fits the type of the option", async () => {
  const { code, output } = await app.npm("run build");
  expect(code, output).toBe(0);
});

describe("a foreign fetch as option", () => {
  let outcomes: Record<string, Record<string, string>>;
  let scenarios: string[];
  let unverified: number;
  beforeAll(async () => {
    const servers = await startProbeServers();
    const { output } = await app.run(process.execPath, ["build/main.js"], { URLS: servers.urls });
    outcomes = JSON.parse(output) as typeof outcomes;
    scenarios = servers.takeScenarios();
    unverified = servers.countUnverified();
    await servers.close();
  });

  test.each(fetches)(
    "%s ends each call as the built-in one does, and hears the deadline",
    (name) => {
      expect(outcomes[name]).toEqual({
        ...everywhere,
        success: expect.stringMatching(/^ORDER-\d+$/),
        "what fetch threw": "AbortError",
        "closed within the response":
          endOfCutBody[name] ?? everywhere["closed within the response"],
        // It may repeat requests by itself, which is not known here.
        "connection refused": "network, sent: maybe",
        "unknown host": "network, sent: maybe",
        "certificate refused": "network, sent: maybe",
        "port that fetch blocks": "network, sent: maybe",
      });
    },
  );

  test("none of them sends anything twice, follows a redirect or trusts a stranger", () => {
    expect(scenarios).toEqual(fetches.flatMap(() => askedOnce));
    expect(unverified).toBe(0);
  });
});

describe("the recipes for", () => {
  const tls = selfSigned();
  let upstream: Awaited<ReturnType<typeof startUpstream>>;
  beforeAll(async () => {
    upstream = await startUpstream(tls);
  });
  afterAll(() => upstream.close());

  /** Runs a shop that creates four orders at once, and returns what it printed. */
  async function runShop(recipe: string, env: Record<string, string> = {}): Promise<string> {
    const all = { ENKASH_URL: upstream.url, RECIPE: recipe, ...env };
    return (await app.run(process.execPath, ["build/shop.js"], all)).output.trim();
  }

  test("a certificate authority of one's own: NODE_EXTRA_CA_CERTS names it", async () => {
    expect(await runShop("none")).toBe("failed");
    expect(await runShop("dispatcher")).toBe("failed");
    expect(upstream.takePaths()).toEqual([]);
    const file = join(app.folder, "ca.pem");
    writeFileSync(file, tls.cert);
    expect(await runShop("none", { NODE_EXTRA_CA_CERTS: file })).toBe("all created");
    expect(upstream.takePaths()).toHaveLength(4);
  });

  test("a dispatcher: its limit of connections holds", async () => {
    const plain = await startUpstream();
    expect(await runShop("dispatcher", { ENKASH_URL: plain.url })).toBe("all created");
    expect(plain.connections.size).toBe(2);
    await plain.close();
  });
});
