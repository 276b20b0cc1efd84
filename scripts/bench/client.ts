import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import createClient from "openapi-fetch";
import type { paths } from "../../generated/types.js";
import { readCase } from "../contract/document.js";
import { compareTimes, median } from "./compare-times.js";

// What is installed is the built code; tsx wraps every function of the source.
const built = new URL("../../dist/index.js", import.meta.url).href;

const credentials = { merchantAccessKey: "key", paymentGatewayToken: "token" };

/**
 * Compares a call, checks included, with the same by openapi-fetch and by bare `fetch` with JSON,
 * and the start of a program with the client with an empty one. With `onDrift` a response is
 * checked against its schema, too.
 */
export async function benchClient(): Promise<void> {
  const server = new Worker(SERVER, { eval: true, workerData: response() });
  try {
    const [port] = (await once(server, "message")) as [number];
    await benchCall(`http://127.0.0.1:${port}`);
  } finally {
    await server.terminate();
  }
  benchStart();
}

function response(): string {
  return JSON.stringify(readCase("createOrder", "full").response);
}

/** Server in a thread of its own, so that its work is not counted. */
const SERVER = `
const { createServer } = require("node:http");
const { parentPort, workerData } = require("node:worker_threads");
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(200, { "content-type": "application/json" }).end(workerData);
  });
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

async function benchCall(baseUrl: string): Promise<void> {
  const { createEnkashClient } = (await import(built)) as typeof import("../../src/index.js");
  const { request } = readCase("createOrder", "full");
  const secrets = { merchantAccessKey: "key", Authorization: "token" };
  const enkash = createEnkashClient({ baseUrl, credentials });
  const attentive = createEnkashClient({ baseUrl, credentials, onDrift: () => {} });
  const thin = createClient<paths>({ baseUrl, headers: secrets });
  const bare = async () => {
    const reply = await fetch(`${baseUrl}/api/v0/orders`, {
      method: "POST",
      headers: { "content-type": "application/json", ...secrets },
      body: JSON.stringify(request),
    });
    return reply.json();
  };
  const tasks = {
    "bare fetch with JSON": bare,
    "openapi-fetch": () => thin.POST("/api/v0/orders", { body: request as never }),
    "this client": () => enkash.createOrder(request as never),
    "this client with onDrift": () => attentive.createOrder(request as never),
  };
  const title = "One createOrder call over HTTP on loopback";
  await compareTimes(`${title}; aim: 1.25 at most`, tasks, "bare fetch with JSON");
  await compareTimes(`${title}; aim: 1.00 at most`, tasks, "openapi-fetch");
}

const STARTS = 21;

/** Measures whole processes, in turn, so that a slow moment slows all of them down. */
function benchStart(): void {
  const program = `import { createEnkashClient } from ${JSON.stringify(built)};
createEnkashClient({ environment: "test", credentials: ${JSON.stringify(credentials)} });`;
  const empty: number[] = [];
  const client: number[] = [];
  for (let round = 0; round < STARTS; round++) {
    empty.push(timeOf("export {};"));
    client.push(timeOf(program));
  }
  const added = median(client) - median(empty);
  console.log(`Import and creation (medians of ${STARTS} processes); aim: 15 ms at most`);
  console.log(`  over an empty script  ${added.toFixed(1).padStart(9)} ms`);
}

function timeOf(program: string): number {
  const started = performance.now();
  spawnSync(process.execPath, ["--input-type=module", "--eval", program]);
  return performance.now() - started;
}
