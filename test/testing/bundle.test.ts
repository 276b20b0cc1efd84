import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { bundle } from "../support/bundle.js";
import { projectRoot } from "../support/project.js";

/** Bundles a line of code for where no module of Node can be resolved. */
const bundled = (contents: string) =>
  bundle(projectRoot, contents, {
    minify: true,
    format: "iife",
    platform: "neutral",
    mainFields: ["module", "main"],
  });

const ofTheKit = (file: string) => /^src\/testing\/|fixtures/.test(file);

test("a bundle of the client holds nothing of the testing kit", async () => {
  const { code, files } = await bundled(
    'import * as enkash from "./src/index.js"; console.log(enkash);',
  );
  expect(files).toContain("src/client.ts");
  expect(files.filter(ofTheKit)).toEqual([]);
  expect(code).not.toContain("ENK0000001001");
  expect(code).not.toContain("2024-10-10");
});

test("the kit works where there is nothing but the web platform, and brings no client", async () => {
  const { code, files } = await bundled(`
    import { createMockFetch, fixtures, scenarios } from "./src/testing/index.js";
    const mock = createMockFetch().next("payInvoices", scenarios.truncated);
    const body = JSON.stringify(fixtures.payInvoices.full.request);
    const send = (headers) => mock("https://kit.example/api/v0/payment/req-pay", { method: "POST", headers, body });
    const json = { "content-type": "application/json" };
    globalThis.statuses = send(json).then(async (cut) =>
      [cut.status, await cut.text().catch((error) => error.message), (await send(json)).status, (await send({})).status]);
  `);
  expect(files).toContain("src/testing/mock-fetch.ts");
  expect(files).not.toContain("src/client.ts");
  const platform = {
    Request,
    Response,
    URL,
    ReadableStream,
    TextEncoder,
    TextDecoder,
    structuredClone,
    AbortController,
  };
  const context = createContext({ ...platform, setTimeout, clearTimeout });
  runInContext(code, context);
  expect(await context.statuses).toEqual([200, "terminated", 200, 415]);
});

test("the fixtures alone bring nothing of the mock", async () => {
  const { files } = await bundled(
    'import { fixtures } from "./src/testing/index.js"; console.log(fixtures);',
  );
  expect(files).toContain("generated/fixtures.ts");
  expect(files.filter((file) => file.startsWith("src/testing/mock"))).toEqual([]);
});
