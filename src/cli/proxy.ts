import { closeSync, openSync, writeSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { parse, readAddress } from "./arguments.js";
import { CommandError } from "./command-error.js";
import { isLoopback, listen, stop } from "./listen.js";
import { describe, toJsonLine } from "./proxy-lines.js";
import { createProxy, type Exchange } from "./proxy-server.js";
import { untilStopped } from "./signals.js";
import { type FailOn, Tally } from "./tally.js";
import { allUpstreams, readUpstreams, type Upstreams } from "./upstreams.js";

export const PROXY_USAGE = `Usage: enkash-contract proxy --to https://… [options]

Stands between an application and a server, passes everything through, and checks both sides against
the contract. For development and staging, not for production traffic. At the end (Ctrl+C) it prints
which facts of the contract real traffic has confirmed. It prints and stores no header value and no
body.

Options:
  --to URL             Server to pass requests on to: https, or http on this machine.
  --to OPERATION=URL   Server of one operation: createOrder=https://…. May stand several times.
  --port PORT          Port to listen on, 0 for any free one. Default: 4011
  --host HOST          Address to listen on. Default: 127.0.0.1, which only this machine reaches.
  --report FILE        Appends one line of JSON per exchange, without values.
  --fail-on WHAT       Ends with exit code 1 after
                         drift     a response that broke the contract
                         request   a request that broke the contract
                         any       either of them, an exchange that failed, or no request at all
  --help, --version`;

const FAIL_ON: readonly unknown[] = ["drift", "request", "any"] satisfies FailOn[];

/** Runs the proxy until it is stopped, and returns the exit code. */
export async function runProxy(args: string[]): Promise<number> {
  const values = parse(
    args,
    {
      to: { type: "string", multiple: true },
      port: { type: "string" },
      host: { type: "string" },
      report: { type: "string" },
      "fail-on": { type: "string" },
    },
    PROXY_USAGE,
  );
  const failOn = values["fail-on"] as FailOn | undefined;
  if (failOn !== undefined && !FAIL_ON.includes(failOn)) {
    throw new CommandError(`--fail-on must be one of: ${FAIL_ON.join(", ")}.`);
  }
  const upstreams = readUpstreams((values.to as string[] | undefined) ?? []);
  const address = readAddress(values, 4011);
  const report = openReport(values.report as string | undefined);
  const tally = new Tally();
  const proxy = createProxy(upstreams, (exchange) => {
    tally.add(exchange);
    report.write(exchange);
    console.log(describe(exchange));
  });
  const stopped = untilStopped();
  const url = await listen(proxy.server, address);
  try {
    refuseLoop(upstreams, proxy.server.address() as AddressInfo);
    const reach = isLoopback(address.host) ? "" : " Other machines reach it, too.";
    console.log(
      `The proxy is running at ${url}.${reach} Ctrl+C stops it and prints what it saw.\n`,
    );
    await stopped;
  } finally {
    await stop(proxy.server);
    await proxy.settled();
    report.close();
  }
  console.log(`\n${tally.table()}`);
  if (report.failed) console.error("The report is not complete: writing it failed.");
  return report.failed ? 1 : tally.exitCode(failOn);
}

/** Opens the file of `--report`, which only its owner can read. */
function openReport(file: string | undefined) {
  const report = { failed: false, write: (_: Exchange): void => {}, close: (): void => {} };
  if (file === undefined) return report;
  let open: number;
  try {
    open = openSync(file, "a", 0o600);
  } catch (error) {
    throw new CommandError(`Failed to open the report ${file}: ${(error as Error).message}`);
  }
  report.write = (exchange) => {
    try {
      writeSync(open, toJsonLine(exchange, new Date()));
    } catch {
      // A full disk must not stop the traffic.
      report.failed = true;
    }
  };
  report.close = () => closeSync(open);
  return report;
}

function refuseLoop(upstreams: Upstreams, { port }: AddressInfo): void {
  const isLoop = allUpstreams(upstreams).some(
    (upstream) => isLoopback(upstream.hostname) && upstream.port === `${port}`,
  );
  if (isLoop) throw new CommandError("--to names the proxy itself. Name the server behind it.");
}
