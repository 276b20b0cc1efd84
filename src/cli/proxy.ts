import { appendFileSync, closeSync, openSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { parse, readAddress } from "./arguments.js";
import { CommandError } from "./command-error.js";
import { isLoopback, listen, stop } from "./listen.js";
import { curlLine } from "./mock-texts.js";
import { describeExchange, toJsonLine } from "./proxy-lines.js";
import { createProxy, type Exchange } from "./proxy-server.js";
import type { Work } from "./run-command.js";
import { Tally } from "./tally.js";
import { firstOperation, isAmong, readUpstreams, type Upstreams } from "./upstreams.js";
import type { FailOn } from "./verdict.js";

export const PROXY_USAGE = `Usage: enkash-contract proxy --to https://… [options] [-- COMMAND ARGS…]

Stands between an application and a server, passes everything through, and checks both sides against
the contract. For development and staging, not for production traffic. It prints and stores no
header value and no body. At the end (Ctrl+C, or the end of COMMAND) it prints which facts of the
contract real traffic has confirmed.
With a COMMAND it runs as long as that does, tells it the base URL in ENKASH_URL, prints to standard
error, and ends with the exit code of COMMAND; if that is 0, with the one of --fail-on:
  enkash-contract proxy --to https://… --fail-on drift -- npm test

Options:
  --to URL                 Server to pass requests on to: https, or http on this machine.
  --to OPERATION=URL       Server of one operation: createOrder=https://…. May stand several times.
                           The request for a token goes where createOrder goes.
  --plain-http-host NAME   Host that http may reach, e.g. in a Docker network. As often as needed.
  --port PORT              Port to listen on, 0 for any free one. Default: 4011
  --host HOST              Address to listen on. Default: 127.0.0.1, for this machine alone.
  --report FILE            Appends one line of JSON per exchange, without values.
  --fail-on WHAT           What the exit code is about: drift, request, or any of both.
  --help, --version

Exit codes of --fail-on: 0 for passed, 1 for failed, 2 for not judged. 1 comes before 2.
                                              drift  request  any
  only successes that kept the contract       0      0        0
  with a success, and beside it:
  a success that violated the contract        1      0        1
  a 2xx that is no success and no refusal     1      0        1
  a request that violated the contract        0      1        1
  a refusal                                   0      0        0
  another status than 2xx                     0      0        1
  a response whose body was not checked       2      0        2
  a request whose body was not checked        0      2        2
  a server that was not reached               2      2        2
  a connection that was dropped               2      2        2
  with no success:
  refusals alone                              2      0        2
  other statuses than 2xx alone               2      0        1
  no call of an operation                     2      2        2
Whatever comes back for a request that violated the contract is no drift, unless it is a success.
Without --fail-on the exit code is 0. Wrong options end with 1.`;

const FAIL_ON: readonly unknown[] = ["drift", "request", "any"] satisfies FailOn[];

/** Runs the proxy until its work is done, and returns the exit code. */
export async function runProxy(args: string[], work: Work): Promise<number> {
  const values = parse(
    args,
    {
      to: { type: "string", multiple: true },
      "plain-http-host": { type: "string", multiple: true },
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
  const upstreams = readUpstreams(list(values.to), list(values["plain-http-host"]));
  const address = readAddress(values, 4011);
  const report = openReport(values.report as string | undefined);
  const tally = new Tally();
  const proxy = createProxy(upstreams, (exchange) => {
    tally.add(exchange);
    report.write(exchange);
    work.print(describeExchange(exchange));
  });
  const url = await listen(proxy.server, address);
  let code: number;
  try {
    if (isAmong(upstreams, (proxy.server.address() as AddressInfo).port)) {
      throw new CommandError("--to names the proxy itself. Name the server behind it.");
    }
    const reach = isLoopback(address.host) ? "" : " Other machines reach it, too.";
    work.print(`The proxy is running at ${url}.${reach}`);
    if (!work.isCommand) work.print(instructions(upstreams, url));
    code = await work.done(url);
  } finally {
    await stop(proxy.server);
    await proxy.settled();
    report.close();
  }
  work.print(`\n${tally.table()}`);
  if (report.failure !== "") console.error(report.failure);
  const verdict = failOn && tally.verdict(failOn);
  if (verdict !== undefined) work.print(verdict.line);
  return code || (report.failure !== "" ? 1 : (verdict?.code ?? 0));
}

function list(value: unknown): string[] {
  return (value as string[] | undefined) ?? [];
}

function instructions(upstreams: Upstreams, url: string): string {
  return `Ctrl+C stops it and prints what it saw.

Base URL for your application:
  ${url}

Try one, with your credentials in place of "test":
  ${curlLine(firstOperation(upstreams), url)}
`;
}

/** Opens the file of `--report`; only its owner can read a new one. */
function openReport(file: string | undefined) {
  const report = { failure: "", write: (_: Exchange): void => {}, close: (): void => {} };
  if (file === undefined) return report;
  let open: number;
  try {
    open = openSync(file, "a", 0o600);
  } catch (error) {
    throw new CommandError(
      `Failed to open the report ${JSON.stringify(file)}: ${codeOf(error)}. Correct --report.`,
    );
  }
  // A full disk must not stop the traffic.
  const attempt = (write: () => void) => {
    try {
      write();
    } catch (error) {
      report.failure ||= `The report ${file} is not complete: writing it failed, ${codeOf(error)}.`;
    }
  };
  report.write = (exchange) =>
    attempt(() => appendFileSync(open, toJsonLine(exchange, new Date())));
  report.close = () => attempt(() => closeSync(open));
  return report;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "UNKNOWN";
}
