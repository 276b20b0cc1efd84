import { EdgeVM } from "@edge-runtime/vm";
import { expect, test } from "vitest";
import { bundle } from "../support/bundle.js";
import { useInstalled } from "../support/install.js";

const project = useInstalled();

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
  const { code } = await bundle(project.folder, contents, { format: "iife", platform: "browser" });
  const worker = new EdgeVM();
  worker.evaluate(code);
  expect(await worker.evaluate("run()")).toEqual(["undefined", "REFUNDED", true, "refused", 117]);
});
