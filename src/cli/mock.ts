import { parse, readAddress } from "./arguments.js";
import { CommandError } from "./command-error.js";
import { isLoopback, listen, stop } from "./listen.js";
import { createMockServer } from "./mock-server.js";
import { curlLine, routes } from "./mock-texts.js";
import { untilStopped } from "./signals.js";

export const MOCK_USAGE = `Usage: enkash-contract mock [options]

Responds from the contract, on this machine. A request that breaks the contract gets 422 and every
violation; a valid one gets an example. Credentials have to be there and are never checked.

Options:
  --port PORT      Port to listen on, 0 for any free one. Default: 4010
  --host HOST      Address to listen on. Default: 127.0.0.1, which only this machine reaches;
                   0.0.0.0 in a container.
  --cors ORIGIN    Lets pages of this origin call the mock: http://localhost:5173, or *
  --quiet          Prints no line per request.
  --help, --version

A request chooses its response by a header:
  Prefer: example=refunded
  Prefer: scenario=html502
  Prefer: scenario=refused; code=117
GET / on the running mock lists them all.`;

/** Runs the mock server until it is stopped, and returns the exit code. */
export async function runMock(args: string[]): Promise<number> {
  const values = parse(
    args,
    {
      port: { type: "string" },
      host: { type: "string" },
      cors: { type: "string" },
      quiet: { type: "boolean" },
    },
    MOCK_USAGE,
  );
  const address = readAddress(values, 4010);
  const cors = readOrigin(values.cors as string | undefined);
  const log = values.quiet === true ? () => {} : (line: string) => console.log(line);
  const server = createMockServer({ cors, log });
  const stopped = untilStopped();
  const url = await listen(server, address);
  console.log(`The mock of the contract is running. Ctrl+C stops it.

${routes(url)}

Try one:
  ${curlLine(url)}
`);
  if (!isLoopback(address.host)) {
    console.log("Other machines reach it, too. It has no secrets and checks no credentials.\n");
  }
  await stopped;
  await stop(server);
  return 0;
}

/** Reads `--cors`: one origin, or every one. */
function readOrigin(text: string | undefined): string | undefined {
  if (text === undefined || text === "*") return text;
  if (URL.canParse(text) && new URL(text).origin === text) return text;
  throw new CommandError("--cors is no origin. Give e.g. http://localhost:5173, without a path.");
}
