import { expect, test } from "vitest";
import { findBinary } from "../support/binary.js";
import { useApp } from "../support/install.js";
import { askedOnce, everywhere, startProbeServers } from "../support/probe.js";

const app = useApp("test/world/probe", "test/world/bun");

test("in Bun, every failure tells what is known of the request, and nothing is sent twice", async () => {
  const servers = await startProbeServers();
  const env = { PROBE_URLS: servers.urls };
  const { output } = await app.run(findBinary(app.folder, "@oven", "bun"), ["run", "main.js"], env);
  expect(JSON.parse(output)).toEqual({
    ...everywhere,
    "connection refused": "network, sent: maybe",
    "unknown host": "network, sent: no",
    "certificate refused": "network, sent: no",
    "port that fetch blocks": "network, sent: maybe",
  });
  expect(servers.takeScenarios()).toEqual(askedOnce);
  expect(servers.countUnverified()).toBe(0);
  await servers.close();
});
