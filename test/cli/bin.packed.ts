import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { operations } from "../../src/index.js";
import { fixtures, type Problem } from "../../src/testing/index.js";
import { useInstalled } from "../support/install.js";
import { INTERRUPTED, started } from "../support/run.js";
import { headersOf } from "../testing/requests.js";

const project = useInstalled();
const BIN = "node_modules/enkash-contract/dist/cli.js";
const { path } = operations.createOrder;

const run = (...args: string[]) => project.run(process.execPath, [BIN, ...args]);

/** Starts the command, and returns its URL, what it printed, and how to end it. */
async function start(...args: string[]) {
  const child = spawn(process.execPath, [BIN, ...args], { cwd: project.folder });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const { stop } = await started(child, "http://");
  const url = /(http:\/\/[^\s/]+?)\.?(?=[\s/])/.exec(output)?.[1] ?? "";
  return { url, stop, child, output: () => output };
}

const post = (url: string, body: unknown, headers = headersOf("createOrder")) =>
  fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });

test("npx runs the installed command, and --version prints the version of the package", async () => {
  const { version } = JSON.parse(
    readFileSync(join(project.folder, "node_modules/enkash-contract/package.json"), "utf8"),
  );
  for (const line of ["--version", "mock --version", "proxy -v"]) {
    const { code, output } = await project.npm(`exec --no -- enkash-contract ${line}`);
    expect([code, output.trim()], line).toEqual([0, version]);
  }
});

test("--help explains every option of each command", async () => {
  expect((await run("--help")).output).toMatch(/mock[\s\S]+proxy/);
  const mock = await run("mock", "--help");
  for (const option of ["--port", "--host", "--cors", "--quiet"]) {
    expect(mock.output).toContain(option);
  }
  const proxy = await run("proxy", "-h");
  for (const option of ["--to", "--port", "--host", "--report", "--fail-on"]) {
    expect(proxy.output).toContain(option);
  }
  expect([mock.code, proxy.code]).toEqual([0, 0]);
});

test.each([
  [[], "Name a command."],
  [["serve"], 'There is no command "serve".'],
  [["toString"], 'There is no command "toString".'],
  [["mock", "--prot", "1"], "Unknown option '--prot'"],
  [["mock", "extra"], "Unexpected argument 'extra'"],
  [["mock", "--port"], "argument missing"],
  [["mock", "--port", "x"], "x is not a port."],
  [["mock", "--port", "65536"], "65536 is not a port."],
  [["mock", "--port=-1"], "-1 is not a port."],
  [["mock", "--host", "a b"], "--host is no address."],
  [["mock", "--host", "192.0.2.1"], "192.0.2.1 is no address of this machine."],
  [["mock", "--cors", "shop.example"], "--cors is no origin."],
  [["proxy"], "Name the server: --to"],
  [["proxy", "--to", "nowhere"], "--to is no URL."],
  [["proxy", "--to", "http://shop.example"], "--to must be https, or http on this machine."],
  [["proxy", "--to", "ftp://127.0.0.1"], "--to must be https"],
  [["proxy", "--to", "https://me:secret@shop.example"], "without credentials and query."],
  [["proxy", "--to", "https://shop.example?a=secret"], "without credentials and query."],
  [["proxy", "--to", "cancelOrder=https://shop.example"], "--to names no operation. Known:"],
  [["proxy", "--to", "https://a.example", "--to", "https://b.example"], "two servers for every"],
  [["proxy", "--to", "https://a.example", "--fail-on", "never"], "--fail-on must be one of: drift"],
  [["proxy", "--to", "https://a.example", "--report", "no/such/file"], "Failed to open the report"],
])("%j ends with one clear message, no stack, and exit code 1", async (args, message) => {
  const { code, output } = await run(...args);
  expect(code).toBe(1);
  expect(output).toContain(message);
  expect(output).not.toMatch(/^ {4}at /m);
  expect(output).not.toContain("secret");
});

test("a port that is taken ends the command with one line and exit code 1", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const { code, output } = await run("mock", "--port", `${port}`);
  other.close();
  expect(output).toBe(`Port ${port} is taken. Choose another one; --port 0 takes a free one.\n`);
  expect(code).toBe(1);
});

test("the mock prints its URLs and a curl line that works, explains a wrong request, and stops", async () => {
  const mock = await start("mock", "--port", "0");
  for (const { path } of Object.values(operations)) {
    expect(mock.output()).toContain(`POST ${mock.url}${path}\n`);
  }
  const [, body = ""] = /-d '(.*)'/.exec(mock.output()) ?? [];
  expect((await post(mock.url, JSON.parse(body))).status).toBe(200);
  const wrong = await post(mock.url, {
    ...JSON.parse(body),
    amount: { value: "1", currency: "INR" },
  });
  expect(wrong.status).toBe(422);
  expect(((await wrong.json()) as Problem).violations).toMatchObject([
    { pointer: "/amount/value", page: "Create Order, modified 2024-10-10 08:31:41" },
  ]);
  expect(await (await fetch(`${mock.url}/openapi.json`)).json()).toHaveProperty("openapi");
  const hanging = post(mock.url, JSON.parse(body), {
    ...headersOf("createOrder"),
    Prefer: "scenario=hang",
  }).catch((error: Error) => error.message);
  await (await fetch(mock.url)).text();
  expect(await mock.stop()).toBe(INTERRUPTED);
  expect(await hanging).toBe("fetch failed");
  expect(mock.output()).toMatch(/^createOrder {2}200 {2}\d+\.\d ms$/m);
});

test("--quiet prints no line per request, and --host says that others reach the mock", async () => {
  const mock = await start("mock", "--port", "0", "--host", "0.0.0.0", "--quiet");
  expect(mock.url).toMatch(/^http:\/\/localhost:\d+$/);
  await (await post(mock.url, {})).text();
  expect(await mock.stop()).toBe(INTERRUPTED);
  expect(mock.output()).not.toContain("422");
  expect(mock.output()).toContain("Other machines reach it, too.");
});

test("the mock survives a reader of its output that goes away", async () => {
  const mock = await start("mock", "--port", "0");
  mock.child.stdout.destroy();
  for (let call = 0; call < 3; call += 1) expect((await post(mock.url, {})).status).toBe(422);
  expect(await mock.stop()).toBe(INTERRUPTED);
});

test("the proxy writes a report without values, prints its table, and fails on drift", async () => {
  const mock = await start("mock", "--port", "0", "--quiet");
  const proxy = await start(
    ...["proxy", "--to", mock.url, "--port", "0", "--report", "report.jsonl", "--fail-on", "drift"],
  );
  const secret = { ...headersOf("createOrder"), Authorization: "SECRET" };
  await (await post(proxy.url, fixtures.createOrder.minimal.request, secret)).text();
  await (await post(proxy.url, { orderId: "SECRET" }, secret)).text();
  const code = await proxy.stop();
  await mock.stop();
  const report = readFileSync(join(project.folder, "report.jsonl"), "utf8");
  expect(
    report
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).status),
  ).toEqual([200, 422]);
  expect(report + proxy.output()).not.toContain("SECRET");
  if (INTERRUPTED === null) return;
  expect(proxy.output()).toContain("Seen\n  createOrder: 200 (1), 422 (1)\n");
  expect(proxy.output()).toContain("Facts confirmed by successful exchanges\n");
  expect(code).toBe(1);
});

test("the proxy refuses to stand in front of itself", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  other.close();
  await once(other, "close");
  const to = `http://localhost:${port}`;
  const { code, output } = await run("proxy", "--to", to, "--port", `${port}`);
  expect(output).toBe("--to names the proxy itself. Name the server behind it.\n");
  expect(code).toBe(1);
});
