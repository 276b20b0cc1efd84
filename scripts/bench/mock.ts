import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operations } from "../../generated/operations.js";
import { fixtures } from "../../src/testing/index.js";
import { Failure } from "../tools/command.js";
import { median } from "./compare-times.js";
import { type Load, load } from "./load.js";

const COLD_STARTS = 7;
const ROUNDS = 5;
const ROUND_MS = 1500;
const CONNECTIONS = 8;
const MANY_REQUESTS = 100_000;

const { path } = operations.createOrder;
const body = JSON.stringify(fixtures.createOrder.full.request);
const headers = {
  "content-type": "application/json",
  merchantAccessKey: "test",
  Authorization: "test",
};

/**
 * Compares `enkash-contract mock` with Prism's command: install, start, throughput. Prints its
 * memory, too.
 */
export async function benchMock(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-bench-"));
  try {
    const tarball = pack(folder);
    await install(folder, tarball);
    await coldStart();
    await throughput();
    await memory();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Packs what `npm run bench` has built. */
function pack(folder: string): string {
  const args = ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder];
  const name = execFileSync("npm", args, { encoding: "utf8" }).trim();
  return join(folder, name);
}

const require = createRequire(import.meta.url);
const BIN = ["dist/cli.js", "mock", "--port", "0", "--quiet"];
const PRISM = require.resolve("@stoplight/prism-cli/dist/index.js");
const PRISM_MOCK = [PRISM, "mock", "--port", "0", "generated/openapi.yaml"];

/** What Prism's command and ours print once they listen. */
const LISTENING = /listening on (http:\S+)|createOrder +POST (http:\/\/[^/\s]+)/;

/** Measures from an empty folder and an empty cache to the first response. */
async function install(folder: string, tarball: string): Promise<void> {
  const project = (name: string, dependencies: Record<string, string>) => {
    const root = mkdtempSync(join(folder, `${name}-`));
    writeFileSync(join(root, "package.json"), JSON.stringify({ private: true, dependencies }));
    return { root, env: { ...process.env, npm_config_cache: join(root, "cache") } };
  };
  const time = async (name: string, dependencies: Record<string, string>, command: string) => {
    const { root, env } = project(name, dependencies);
    const started = performance.now();
    const shell = `npm install --silent --no-audit --no-fund --ignore-scripts && npx ${command}`;
    await firstResponse(spawn(shell, { cwd: root, env, shell: true, detached: true }));
    return performance.now() - started;
  };
  const ours = await time(
    "ours",
    { "enkash-contract": `file:${tarball}` },
    "enkash-contract mock --port 0",
  );
  const versions = JSON.parse(readFileSync("package.json", "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const names = ["@stoplight/prism-cli", "@stoplight/prism-http-server"];
  const pinned = names.map((name) => [name, versions.devDependencies[name] ?? ""]);
  const yaml = join(process.cwd(), "generated/openapi.yaml");
  const prism = await time("prism", Object.fromEntries(pinned), `prism mock --port 0 ${yaml}`);
  print("From an empty folder and cache to the first response; the aim is 5 times", ours, prism);
}

async function coldStart(): Promise<void> {
  const time = async (args: string[]) => {
    const started = performance.now();
    await firstResponse(spawn(process.execPath, args, { detached: true }));
    return performance.now() - started;
  };
  const [ours, prism]: [number[], number[]] = [[], []];
  for (let run = 0; run < COLD_STARTS; run += 1) {
    ours.push(await time(BIN));
    prism.push(await time(PRISM_MOCK));
  }
  const title =
    "From the start of the installed command to the first response (medians); the aim is 8 times";
  print(title, median(ours), median(prism));
}

async function throughput(): Promise<void> {
  const servers = [await serve(BIN), await serve(PRISM_MOCK)] as const;
  const rates: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [index, { url }] of servers.entries()) {
        const end = performance.now() + ROUND_MS;
        const count = await load(loadOf(url), () => performance.now() > end);
        // The first round warms both up.
        if (round > 0) rates[index as 0 | 1].push(count / (ROUND_MS / 1000));
      }
    }
  } finally {
    for (const { stop } of servers) await stop();
  }
  const [ours, prism] = [median(rates[0]), median(rates[1])];
  console.log("Requests per second over HTTP, createOrder (medians); the aim is 5 times");
  console.log(`  enkash-contract mock  ${ours.toFixed(0).padStart(7)}`);
  const ratio = `1/${(ours / prism).toFixed(1)} of it`;
  console.log(`  Prism's command       ${prism.toFixed(0).padStart(7)}  ${ratio}`);
}

async function memory(): Promise<void> {
  const server = await serve(BIN);
  try {
    const sizes: string[] = [];
    for (let part = 1; part <= 10; part += 1) {
      await load(loadOf(server.url), (responses) => responses >= MANY_REQUESTS / 10);
      sizes.push((residentBytes(server.child) / 1024 ** 2).toFixed(0));
    }
    console.log(`Memory of the mock in MB, after each tenth of ${MANY_REQUESTS} requests`);
    console.log(`  ${sizes.join("  ")}`);
  } finally {
    await server.stop();
  }
}

function loadOf(url: string): Load {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${path} HTTP/1.1\r\nHost: mock.example\r\n${lines.join("")}`;
  const request = `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  return { url, request, end: "}}", connections: CONNECTIONS };
}

/** Starts a server in a process of its own. */
async function serve(args: string[]) {
  const child = spawn(process.execPath, args, { detached: true });
  return { url: await urlOf(child), child, stop: () => stop(child) };
}

/** Waits until a server has responded to a request, and stops it. */
async function firstResponse(child: ChildProcess): Promise<void> {
  try {
    const url = await urlOf(child);
    const response = await fetch(url + path, { method: "POST", headers, body });
    const text = await response.text();
    if (response.status !== 200) throw new Failure(`What is measured sent:\n${text}`);
  } finally {
    await stop(child);
  }
}

/** Reads the address that a server prints. */
function urlOf(child: ChildProcess): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    child.stderr?.on("data", (chunk) => {
      output += chunk;
    });
    child.stdout?.on("data", (chunk) => {
      if (output.length < 100_000) output += chunk;
      const [, prism, ours] = LISTENING.exec(output) ?? [];
      const url = prism ?? ours;
      if (url !== undefined) resolve(url);
    });
    child.once("close", () => {
      reject(new Failure(`What is measured ended early:\n${output}`));
    });
  });
}

/** Ends a process with those that it has started. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const closed = once(child, "close");
  process.kill(-child.pid, "SIGTERM");
  await closed;
}

function residentBytes({ pid }: ChildProcess): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", `${pid}`], { encoding: "utf8" })) * 1024;
}

function print(title: string, ours: number, prism: number): void {
  console.log(title);
  console.log(`  enkash-contract mock  ${ours.toFixed(0).padStart(7)} ms`);
  const times = `${(prism / ours).toFixed(1)} times as long`;
  console.log(`  Prism's command       ${prism.toFixed(0).padStart(7)} ms  ${times}`);
}
