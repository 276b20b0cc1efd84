import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { operations } from "../../generated/operations.js";
import { createMockFetch, fixtures } from "../../src/testing/index.js";
import { readContract } from "../contract/document.js";
import { Failure } from "../tools/command.js";
import { startMock } from "../tools/prism.js";
import { createPrismFetch } from "../tools/prism-fetch.js";
import { compareTimes, median } from "./compare-times.js";

const COLD_STARTS = 7;
const { path } = operations.createOrder;
const headers = {
  "content-type": "application/json",
  merchantAccessKey: "test",
  Authorization: "test",
};
const init = { method: "POST", headers, body: JSON.stringify(fixtures.createOrder.full.request) };

/**
 * Compares the kit with Prism: the time of one request, and the time from a fresh process to the
 * first response.
 */
export async function benchKit(): Promise<void> {
  const contract = readContract();
  const kit = createMockFetch();
  const inProcess = await createPrismFetch(contract);
  const server = await startMock(contract);
  try {
    await compareTimes(
      "One createOrder request, checked, with its response; the aim is 5 times the kit or more for Prism behind a fetch",
      {
        "the kit": () => drain(kit(`https://kit.example${path}`, init)),
        "Prism in process behind a fetch": () =>
          drain(inProcess(new Request(`https://kit.example${path}`, init))),
        "Prism in process over HTTP": () => drain(fetch(server.url + path, init)),
      },
      "the kit",
    );
  } finally {
    await server.close();
  }
  await coldStart();
}

/** Checks that every response is a success, so that nothing is fast because it refuses. */
async function drain(sent: Promise<Response>): Promise<void> {
  const response = await sent;
  const text = await response.text();
  if (response.status !== 200)
    throw new Failure(`What is measured responded with ${response.status}: ${text}`);
}

async function coldStart(): Promise<void> {
  // The kit is measured as it is shipped: `npm run bench` has built it.
  const kit = await medianTime(kitProcess);
  const cli = await medianTime(cliProcess);
  console.log(
    "From a fresh process to the first response (medians); the aim is 5 times the kit or more for the CLI",
  );
  console.log(`  the kit    ${kit.toFixed(0).padStart(6)} ms`);
  console.log(
    `  Prism CLI  ${cli.toFixed(0).padStart(6)} ms  ${(cli / kit).toFixed(2).padStart(6)} x the kit`,
  );
}

async function kitProcess(): Promise<void> {
  const code = `
    import { createMockFetch } from "enkash-contract/testing";
    const response = await createMockFetch()(${JSON.stringify(`https://kit.example${path}`)}, ${JSON.stringify(init)});
    if (response.status !== 200) process.exit(1);
    await response.text();`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: "inherit",
  });
  const [exitCode] = await once(child, "close");
  if (exitCode !== 0) throw new Failure("The kit failed in a fresh process.");
}

async function cliProcess(): Promise<void> {
  const cli = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");
  const child = spawn(process.execPath, [cli, "mock", "--port", "0", "generated/openapi.yaml"]);
  const closed = once(child, "close");
  try {
    let output = "";
    for await (const chunk of child.stdout) {
      output += chunk;
      const [, url] = /listening on (http:\S+)/.exec(output) ?? [];
      if (url !== undefined) return await drain(fetch(url + path, init));
    }
    throw new Failure(`The Prism CLI ended early:\n${output}`);
  } finally {
    child.kill();
    await closed;
  }
}

async function medianTime(act: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < COLD_STARTS; run++) {
    const started = performance.now();
    await act();
    times.push(performance.now() - started);
  }
  return median(times);
}
