import { test } from "vitest";
import { findBinary } from "../support/binary.js";
import { useApp } from "../support/install.js";
import { expectOutcomes } from "../support/probe.js";

const app = useApp("test/world/probe", "test/world/deno");

async function run(urls: string): Promise<unknown> {
  const args = ["run", "--allow-net", "--allow-env", "main.js"];
  const { output } = await app.run(findBinary(app.folder, "@deno", "deno"), args, {
    PROBE_URLS: urls,
  });
  return JSON.parse(output);
}

test("in Deno, every failure tells what is known of the request, and nothing is sent twice", () =>
  expectOutcomes(run, {
    "connection refused": "network, sent: maybe",
    "unknown host": "network, sent: maybe",
    "certificate refused": "network, sent: maybe",
    "port that fetch blocks": "network, sent: maybe",
  }));
