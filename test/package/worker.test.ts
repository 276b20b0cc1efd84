import { EdgeVM } from "@edge-runtime/vm";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { projectRoot } from "../support/project.js";

test("the client and the kit run unchanged in a worker runtime, where there is nothing of Node", async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { createEnkashClient, EnkashError } from "./src/index.js";
        import { createMockFetch, fixtures, scenarios } from "./src/testing/index.js";
        globalThis.run = async () => {
          const fetch = createMockFetch().next("fetchOrderInfo", "refunded", scenarios.tokenInvalid);
          const enkash = createEnkashClient({ environment: "test", credentials: { rewardsToken: "t" }, fetch });
          const { payload } = await enkash.fetchOrderInfo(fixtures.fetchOrderInfo.full.request);
          const error = await enkash.fetchOrderInfo({ orderId: "1" }).catch((reason) => reason);
          return [typeof process, payload.paymentStatus, error instanceof EnkashError, error.kind, error.code];
        };`,
      resolveDir: projectRoot,
      loader: "ts",
    },
    bundle: true,
    format: "iife",
    platform: "browser",
    write: false,
  });
  const worker = new EdgeVM();
  worker.evaluate(outputFiles[0]?.text ?? "");
  expect(await worker.evaluate("run()")).toEqual(["undefined", "REFUNDED", true, "refused", 117]);
});
