import { test } from "vitest";
import { useApp } from "../support/install.js";
import { expectOutcomes } from "../support/probe.js";

const app = useApp("test/world/probe", "test/world/node");

async function run(urls: string): Promise<unknown> {
  const args = ["main.js"];
  const { output } = await app.run(process.execPath, args, { PROBE_URLS: urls });
  return JSON.parse(output);
}

test("in Node, every failure tells what is known of the request, and nothing is sent twice", () =>
  expectOutcomes(run, {
    "connection refused": "network, sent: no",
    "unknown host": "network, sent: no",
    "certificate refused": "network, sent: no",
    "port that fetch blocks": "network, sent: no",
  }));
