import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, test } from "vitest";
import { findBinary } from "../support/binary.js";
import { bundle } from "../support/bundle.js";
import { useApp } from "../support/install.js";
import { expectOutcomes } from "../support/probe.js";

const app = useApp("test/world/probe", "test/world/workerd");

beforeAll(async () => {
  const contents = `export { default } from "./worker.js";`;
  const { code } = await bundle(app.folder, contents, { format: "esm" });
  writeFileSync(join(app.folder, "bundle.js"), code);
});

describe.each([
  ["old", "before the option cache"],
  ["new", "today"],
])("workerd with the %s compatibility date", (name) => {
  let workerd: Awaited<ReturnType<typeof app.start>>;
  beforeAll(async () => {
    const args = ["serve", "--control-fd=1", "config.capnp", name];
    workerd = await app.start(findBinary(app.folder, "@cloudflare", "workerd"), args, `"port"`);
  });
  afterAll(() => workerd?.stop());

  async function run(urls: string): Promise<unknown> {
    const [, port] = /"port":(\d+)/.exec(workerd.output) ?? [];
    const response = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: urls });
    return response.json();
  }

  test("every failure tells what is known of the request, and nothing is sent twice", () =>
    expectOutcomes(run, {
      "connection refused": "network, sent: maybe",
      "unknown host": "network, sent: maybe",
      "certificate refused": "network, sent: maybe",
      "port that fetch blocks": "network, sent: maybe",
    }));
});
