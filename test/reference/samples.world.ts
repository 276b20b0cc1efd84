import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../../scripts/reference/literals.js";
import type { OperationView } from "../../scripts/reference/operation-view.js";
import { readSite } from "../../scripts/reference/read-site.js";
import { languages, readSamples, type Sample, withBody } from "../../scripts/reference/samples.js";
import { projectRoot } from "../support/project.js";
import { runSample } from "./support/run-sample.js";
import { startRedirect, startScriptedMock, type TestServer } from "./support/scripted-mock.js";

const { operations } = readSite(projectRoot);
const samples = operations.flatMap((view) => readSamples(view).map((sample) => ({ view, sample })));

/** What a sample prints of the response, by operation. */
const PRINTED: Record<string, (response: Record<string, unknown>) => string> = {
  createOrder: ({ payload }) => (payload as { redirectionUrl: string }).redirectionUrl,
  payInvoices: ({ payload }) => String(payload),
  fetchOrderInfo: ({ paylod }) => (paylod as { orderStatus: string }).orderStatus,
};

let folder: string;
const servers: TestServer[] = [];

async function keep(server: Promise<TestServer>): Promise<TestServer> {
  servers.push(await server);
  return server;
}

beforeAll(() => {
  // Inside the project, so that the samples in TypeScript find its modules.
  folder = mkdtempSync(join(projectRoot, "test/reference/.samples-"));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(folder, { recursive: true });
});

describe.for(languages)("in $name", (language) => {
  const own = samples.filter(({ sample }) => sample.language === language);

  test.for(own)("$view.id succeeds with every example", async ({ view, sample }) => {
    const mock = await keep(startScriptedMock());
    for (const { name, request } of view.cases) {
      const file = writeExample(view, sample, name, request as Json);
      const { code, out, error } = await runSample(language.id, file, mock.url);
      expect({ code, error }, `${name}: ${out}`).toEqual({ code: 0, error: "" });
      expect(out).toContain(PRINTED[view.id]?.(view.cases[0]?.response ?? {}));
    }
    expect(mock.requests).toHaveLength(view.cases.length);
  });

  test.for(own)("$view.id takes a refusal with HTTP 200 for a failure", async ({ sample }) => {
    const mock = await keep(startScriptedMock("tokenInvalid"));
    const { code, out } = await runSample(language.id, sample.file, mock.url);
    expect(code).not.toBe(0);
    expect(out).toBe("");
    expect(mock.requests).toHaveLength(1);
  });

  test.for(own)("$view.id follows no redirect and repeats nothing", async ({ sample }) => {
    const target = await keep(startScriptedMock());
    const redirect = await keep(startRedirect(target.url));
    const { code, out } = await runSample(language.id, sample.file, redirect.url);
    expect(code).not.toBe(0);
    expect(out).toBe("");
    expect(redirect.requests).toHaveLength(1);
    expect(target.requests).toEqual([]);
  });

  test.for(["html502", "empty500", "truncated", "drop"])(
    "createOrder takes the scenario %s for a failure, and repeats nothing",
    async (scenario) => {
      const mock = await keep(startScriptedMock(scenario));
      const file = own.find(({ view }) => view.id === "createOrder")?.sample.file ?? "";
      const { code, out } = await runSample(language.id, file, mock.url);
      expect(code).not.toBe(0);
      expect(out).toBe("");
      expect(mock.requests).toHaveLength(1);
    },
  );
});

test("every language gives up where no response comes", async () => {
  const mock = await keep(startScriptedMock("hang"));
  const own = samples.filter(({ view }) => view.id === "createOrder");
  const ends = await Promise.all(
    own.map(({ sample }) => runSample(sample.language.id, sample.file, mock.url)),
  );
  for (const { code, out } of ends) {
    expect(code).not.toBe(0);
    expect(out).toBe("");
  }
});

/**
 * What each language prints where nobody listens, by which the guide tells that nothing was sent.
 */
const REFUSED: Record<string, string> = {
  typescript: "sent: no",
  curl: "curl ended with 7",
  "php-curl": "curl error 7",
  "php-streams": "the call may have been carried out",
  python: "Connection refused",
  "python-requests": "the call may have been carried out",
  java: "java.net.ConnectException",
  go: "dial tcp",
};

test("every language tells a connection that nobody took as the guide says", async () => {
  const server = await startScriptedMock();
  await server.close();
  for (const { view, sample } of samples) {
    if (view.id !== "createOrder") continue;
    const { code, out, error } = await runSample(sample.language.id, sample.file, server.url);
    expect(code, sample.file).not.toBe(0);
    expect(out).toBe("");
    expect(error).toContain(REFUSED[sample.language.id]);
  }
});

test("every sample succeeds as it stands in its file", async () => {
  const mock = await keep(startScriptedMock());
  for (const { sample } of samples) {
    const { code, error } = await runSample(sample.language.id, sample.file, mock.url);
    expect({ code, error }, sample.file).toEqual({ code: 0, error: "" });
  }
});

/** Writes a sample with another example in it, as the page shows it. */
function writeExample(view: OperationView, sample: Sample, name: string, body: Json): string {
  const file = join(folder, `${view.id}-${name}-${basename(sample.file)}`);
  writeFileSync(file, withBody(sample, body));
  return file;
}
