import { join } from "node:path";
import { expect, test } from "vitest";
import { findBinary } from "../support/binary.js";
import { useApp } from "../support/install.js";
import { askedOnce, expectOutcomes, startProbeServers } from "../support/probe.js";

const app = useApp("test/world/probe", "test/world/bun");

/** Runs the probe with the Bun that is installed in a folder. */
async function run(folder: string, urls: string): Promise<unknown> {
  const bun = findBinary(folder, "@oven", "bun");
  const { output } = await app.run(bun, ["run", "main.js"], { PROBE_URLS: urls });
  return JSON.parse(output);
}

test("in Bun, every failure tells what is known of the request, and nothing is sent twice", () =>
  expectOutcomes((urls) => run(app.folder, urls), {
    "connection refused": "network, sent: maybe",
    "unknown host": "network, sent: no",
    "certificate refused": "network, sent: no",
    "port that fetch blocks": "network, sent: maybe",
  }));

// By itself it repeats a request when a kept connection closes before the response.
test("nor is anything sent twice in Bun 1.3.13", async () => {
  const servers = await startProbeServers();
  try {
    await run(join(app.folder, "node_modules/bun-1.3"), servers.urls);
    expect(servers.takeScenarios()).toEqual(askedOnce);
  } finally {
    await servers.close();
  }
});
