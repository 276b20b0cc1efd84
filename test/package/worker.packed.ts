import { EdgeVM } from "@edge-runtime/vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "../support/bundle.js";
import { type Installed, install } from "../support/install.js";

let project: Installed;

beforeAll(async () => {
  project = await install("test/package/consumer", []);
});
afterAll(() => project.remove());

test("the client and the kit run unchanged in a worker runtime, where there is nothing of Node", async () => {
  const contents = `
    import { createEnkashClient, EnkashError } from "enkash-contract";
    import { createMockFetch, fixtures, scenarios } from "enkash-contract/testing";
    globalThis.run = async () => {
      const fetch = createMockFetch().next("fetchOrderInfo", "refunded", scenarios.tokenInvalid);
      const enkash = createEnkashClient({ environment: "test", credentials: { rewardsToken: "t" }, fetch });
      const { payload } = await enkash.fetchOrderInfo(fixtures.fetchOrderInfo.full.request);
      const error = await enkash.fetchOrderInfo({ orderId: "1" }).catch((reason) => reason);
      return [typeof process, payload.paymentStatus, error instanceof EnkashError, error.kind, error.code];
    };`;
  const script = await bundle(project.folder, contents, { format: "iife", platform: "browser" });
  const worker = new EdgeVM();
  worker.evaluate(script);
  expect(await worker.evaluate("run()")).toEqual(["undefined", "REFUNDED", true, "refused", 117]);
});
