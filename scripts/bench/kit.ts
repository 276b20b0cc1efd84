import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { Bench } from "tinybench";
import { operations } from "../../generated/client.js";
import { createMockFetch, fixtures } from "../../src/testing/index.js";
import { Failure } from "../support/command.js";
import { readContract } from "../support/contract.js";
import { startMock } from "../support/prism.js";
import { createPrismFetch } from "../support/prism-fetch.js";

const COLD_STARTS = 7;
const { path } = operations.createOrder;
const headers = { "content-type": "application/json", merchantAccessKey: "test", Authorization: "test" };
const init = { method: "POST", headers, body: JSON.stringify(fixtures.createOrder.full.request) };

/** Measures the kit against Prism: how many requests a second, and how long from a fresh process to the first answer. */
export async function benchmark(): Promise<string> {
  return [await throughput(), await coldStart()].join("\n\n");
}

async function throughput(): Promise<string> {
  const contract = readContract();
  const kit = createMockFetch();
  const inProcess = await createPrismFetch(contract);
  const server = await startMock(contract);
  const bench = new Bench({ time: 2_000 });
  bench.add("the kit", () => drain(kit(`https://kit.example${path}`, init)));
  bench.add("Prism in process behind a fetch", () => drain(inProcess(new Request(`https://kit.example${path}`, init))));
  bench.add("Prism in process over HTTP", () => drain(fetch(server.url + path, init)));
  try {
    await bench.run();
  } finally {
    await server.close();
  }
  const rows = bench.tasks.map(({ name, result }) => {
    if (result.state !== "completed") throw new Failure(`${name} failed: ${JSON.stringify(result)}`);
    // The median: on a busy machine a few very slow requests would make the mean.
    return [name, 1_000 / result.latency.p50] as const;
  });
  const [kitRate = 0, prismRate = 1] = rows.map(([, rate]) => rate);
  const lines = rows.map(([name, rate]) => line(name, `${Math.round(rate)} requests a second`));
  return [...lines, `  ${(kitRate / prismRate).toFixed(1)} times Prism in process; the aim is 5`].join("\n");
}

/** Checks that every answer is a success, so that no subject is fast because it refuses. */
async function drain(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  const text = await response.text();
  if (response.status !== 200) throw new Failure(`A subject of the benchmark answered ${response.status}: ${text}`);
}

async function coldStart(): Promise<string> {
  // The kit is measured as it is shipped.
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
  const kit = await median(() => kitProcess());
  const cli = await median(() => cliProcess());
  return [
    line("the kit", `${Math.round(kit)} ms from a fresh process to the first answer`),
    line("Prism CLI", `${Math.round(cli)} ms`),
    `  1/${(cli / kit).toFixed(1)} of the CLI; the aim is 1/5`,
  ].join("\n");
}

async function kitProcess(): Promise<void> {
  const code = `
    import { createMockFetch } from "enkash-contract/testing";
    const response = await createMockFetch()(${JSON.stringify(`https://kit.example${path}`)}, ${JSON.stringify(init)});
    if (response.status !== 200) process.exit(1);
    await response.text();`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], { stdio: "inherit" });
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

async function median(act: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < COLD_STARTS; run++) {
    const started = performance.now();
    await act();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(COLD_STARTS / 2)] as number;
}

function line(name: string, value: string): string {
  return `  ${name.padEnd(32)} ${value}`;
}
