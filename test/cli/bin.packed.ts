import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
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
  for (const option of ["--port", "--host", "--cors", "--ids-follow-request", "--quiet"]) {
    expect(mock.output).toContain(option);
  }
  const proxy = await run("proxy", "-h");
  for (const option of [
    "--to",
    "--plain-http-host",
    "--host",
    "--report",
    "--fail-on",
    "-- COMMAND",
  ]) {
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
  [["mock", "npm", "test"], "A command to run goes behind --."],
  [["mock", "--port"], "argument missing"],
  [["mock", "--port", "x"], "x is not a port."],
  [["mock", "--port", "65536"], "65536 is not a port."],
  [["mock", "--port=-1"], "-1 is not a port."],
  [["mock", "--host", "a b"], "--host is no address."],
  [["mock", "--host", "192.0.2.1"], "192.0.2.1 is no address of this machine."],
  [["mock", "--cors", "shop.example"], "--cors is no origin."],
  [["proxy"], "Name the server: --to"],
  [["proxy", "--to", "nowhere"], "--to is no URL."],
  [["proxy", "--to", "http://shop.example"], "--to must be https, or http on this machine or"],
  [["proxy", "--to", "https://a.example", "--plain-http-host", "http://a"], "is no host."],
  [["proxy", "--to", "https://a.example", "--port", "0", "--"], "Name a command behind --."],
  [["mock", "--port", "0", "--", "no-such-command"], "Failed to start no-such-command: ENOENT."],
  [["proxy", "--to", "ftp://127.0.0.1"], "--to must be https"],
  [
    ["proxy", "--to", "https://a.example/api/v0"],
    "--to must end before /api/v0: each request adds",
  ],
  [["proxy", "--to", "fetchOrderInfo=https://a.example/API/v0/order"], "before /API/v0/order:"],
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
  for (const { method, path } of Object.values(operations)) {
    expect(mock.output()).toContain(`${method} ${mock.url}${path}\n`);
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
  // Not a part of a port.
  expect(mock.output()).not.toMatch(/\b422\b/);
  expect(mock.output()).toContain("Other machines reach it, too.");
});

test("--ids-follow-request makes the id of an order of the one that was sent", async () => {
  const mock = await start("mock", "--port", "0", "--ids-follow-request");
  const { request } = fixtures.createOrder.minimal;
  const { payload } = await (await post(mock.url, { ...request, orderId: "A7" })).json();
  expect(payload.orderId).toBe("ENK-A7");
  expect(await mock.stop()).toBe(INTERRUPTED);
});

test("the mock survives a reader of its output that goes away", async () => {
  const mock = await start("mock", "--port", "0");
  mock.child.stdout.destroy();
  for (let call = 0; call < 3; call += 1) expect((await post(mock.url, {})).status).toBe(422);
  expect(await mock.stop()).toBe(INTERRUPTED);
});

test("the proxy writes a report without values, prints its table, and fails on a wrong request", async () => {
  const mock = await start("mock", "--port", "0", "--quiet");
  const proxy = await start(
    ...[
      "proxy",
      "--to",
      mock.url,
      "--port",
      "0",
      "--report",
      "report.jsonl",
      "--fail-on",
      "request",
    ],
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

/** Writes a script that posts a body to the server that it was told, and ends with a code. */
function writeShop(body: unknown, code = 0, prefer?: string): string {
  const headers = { ...headersOf("createOrder"), ...(prefer && { prefer }) };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const script = `const response = await fetch(process.env.ENKASH_URL + ${JSON.stringify(path)},
    ${JSON.stringify(init)});
  console.log("shop", response.status, ...process.argv.slice(2));
  process.exit(${code});`;
  writeFileSync(join(project.folder, "shop.mjs"), script);
  return "node shop.mjs --version";
}

const { request: order } = fixtures.createOrder.minimal;

test("npx runs the mock as long as a command behind --, and ends with the code of the command", async () => {
  const command = writeShop(order, 7);
  const { code, output } = await project.npm(
    `exec --no -- enkash-contract mock --port 0 -- ${command}`,
  );
  expect(output).toContain("shop 200 --version");
  expect(output).toMatch(/^createOrder {2}200 {2}/m);
  expect(code).toBe(7);
});

test.each([
  ["scenario=html502", 0, 0],
  ["scenario=htlm502", 0, 1],
  ["scenario=refused", 0, 1],
  ["exmaple=full", 7, 7],
])("after Prefer: %s and a command that ended with %i, the mock ends with %i", async (...row) => {
  const [prefer, ends, code] = row;
  writeShop(order, ends, prefer);
  const mock = await run("mock", "--port", "0", "--quiet", "--", process.execPath, "shop.mjs");
  expect(mock.code).toBe(code);
  expect(mock.output.includes("a test may have passed by mistake")).toBe(
    prefer !== "scenario=html502",
  );
});

test.each([
  ["drift", order, 0, 0],
  ["request", {}, 0, 1],
  ["any", {}, 9, 9],
])(
  "npx ends the proxy with --fail-on %s, %j and a command's %i with %i",
  async (what, ...given) => {
    const [body, own, expected] = given as [unknown, number, number];
    const mock = await start("mock", "--port", "0", "--quiet");
    const proxy = `exec --no -- enkash-contract proxy --port 0 --to ${mock.url} --fail-on ${what}`;
    const { code, output } = await project.npm(`${proxy} -- ${writeShop(body, own)}`);
    await mock.stop();
    expect(output).toContain("Seen\n  createOrder: ");
    expect(output).toMatch(new RegExp(`^--fail-on ${what}: `, "m"));
    expect(code).toBe(expected);
  },
);

test("the standard output of a command is its own", async () => {
  writeShop(order);
  const args = [BIN, "mock", "--port", "0", "--", "node", "shop.mjs"];
  const child = spawn(process.execPath, args, { cwd: project.folder });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  await once(child, "close");
  expect(output).toBe("shop 200\n");
});

test.skipIf(process.platform === "win32").each([
  ["TERM", "143", "setInterval(() => {}, 1000)"],
  ["TERM", "3", "process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000)"],
  ["INT", "4", "setTimeout(() => process.exit(4), 500)"],
])(
  "after SIG%s the proxy waits for its command, and ends with %s",
  async (signal, code, script) => {
    writeFileSync(join(project.folder, "wait.cjs"), `${script};console.log("ready http://")`);
    const args = ["proxy", "--to", "https://a.example", "--port", "0", "--", "node", "wait.cjs"];
    const child = spawn(process.execPath, [BIN, ...args], { cwd: project.folder });
    const { log } = await started(child, "ready");
    child.kill(`SIG${signal}` as NodeJS.Signals);
    const [ended] = await once(child, "close");
    expect(`${ended}`).toBe(code);
    expect(log()).toContain("No request came.");
  },
);

test.skipIf(process.platform === "win32")(
  "the mock and the proxy end when the npx that started them is gone",
  async () => {
    for (const line of ["mock", "proxy --to https://a.example"]) {
      const words = ["exec", "--no", "--", "enkash-contract", ...line.split(" "), "--port", "0"];
      const npx = spawn("npm", words, { cwd: project.folder });
      const { log } = await started(npx, "http://");
      // Until then, the server holds the output open.
      const closed = once(npx, "close");
      npx.kill("SIGTERM");
      await closed;
      if (line !== "mock") expect(log()).toContain("No request came.");
    }
  },
);

test.skipIf(process.platform !== "linux").each([
  ["/dev/full", 1, /^The report \/dev\/full is not complete: writing it failed, ENOSPC\.$/gm],
  [".", 1, /^Failed to open the report "\.": EISDIR\. Correct --report\.$/gm],
  ["link.jsonl", 0, /^createOrder {2}200 {2}/gm],
])("a --report to %s ends with exit code %i and one line", async (file, code, line) => {
  const target = join(project.folder, "target.jsonl");
  if (file === "link.jsonl") symlinkSync("target.jsonl", join(project.folder, file));
  const mock = await start("mock", "--port", "0", "--quiet");
  writeShop(order);
  const args = ["proxy", "--to", mock.url, "--port", "0", "--report", file];
  const proxy = await run(...args, "--", process.execPath, "shop.mjs");
  await mock.stop();
  expect(proxy.output.match(line)?.length).toBe(1);
  expect(proxy.code).toBe(code);
  if (code === 0) expect(JSON.parse(readFileSync(target, "utf8"))).toMatchObject({ status: 200 });
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
