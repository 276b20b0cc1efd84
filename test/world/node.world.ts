import { expect, test } from "vitest";
import { useApp } from "../support/install.js";
import { askedOnce, everywhere, startProbeServers } from "../support/probe.js";

const app = useApp("test/world/probe", "test/world/node");

test("in Node, every failure tells what is known of the request, and nothing is sent twice", async () => {
  const servers = await startProbeServers();
  const env = { PROBE_URLS: servers.urls };
  const { output } = await app.run(process.execPath, ["main.js"], env);
  expect(JSON.parse(output)).toEqual({
    ...everywhere,
    "connection refused": "network, sent: no",
    "unknown host": "network, sent: no",
    "certificate refused": "network, sent: no",
    "port that fetch blocks": "network, sent: no",
  });
  expect(servers.takeScenarios()).toEqual(askedOnce);
  expect(servers.countUnverified()).toBe(0);
  await servers.close();
});
