import { test } from "vitest";
import { findBinary } from "../support/binary.js";
import { useApp } from "../support/install.js";
import { expectOutcomes } from "../support/probe.js";

const app = useApp("test/world/probe", "test/world/bun");

async function run(urls: string): Promise<unknown> {
  const args = ["run", "main.js"];
  const { output } = await app.run(findBinary(app.folder, "@oven", "bun"), args, {
    PROBE_URLS: urls,
  });
  return JSON.parse(output);
}

test("in Bun, every failure tells what is known of the request, and nothing is sent twice", () =>
  expectOutcomes(run, {
    "connection refused": "network, sent: maybe",
    "unknown host": "network, sent: no",
    "certificate refused": "network, sent: no",
    "port that fetch blocks": "network, sent: maybe",
  }));
