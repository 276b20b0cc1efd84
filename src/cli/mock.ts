import { parse, readAddress } from "./arguments.js";
import { CommandError } from "./command-error.js";
import { isLoopback, listen, stop } from "./listen.js";
import { createMockServer } from "./mock-server.js";
import { curlLine, routes } from "./mock-texts.js";
import type { Work } from "./run-command.js";

export const MOCK_USAGE = `Usage: enkash-contract mock [options] [-- COMMAND ARGS…]

Responds from the contract, on this machine. A request that violates the contract gets 422 and
every violation; a valid one gets an example. Credentials have to be there and are never checked.
With a COMMAND it runs as long as that does, tells it the base URL in ENKASH_URL, and ends with its
exit code; if that is 0, with 1 after a Prefer that asked for what is not there:
  enkash-contract mock --port 0 -- npm test

Options:
  --port PORT      Port to listen on, 0 for any free one. Default: 4010
  --host HOST      Address to listen on. Default: 127.0.0.1, for this machine alone;
                   0.0.0.0 in a container.
  --cors ORIGIN    Lets pages of this origin call the mock: http://localhost:5173, or *
  --ids-follow-request
                   Gives two orders two ids, made of yours, in place of that of the example.
  --quiet          Prints no line per request.
  --help, --version

A request chooses its response by a header:
  Prefer: example=refunded
  Prefer: scenario=html502
  Prefer: scenario=refused; code=117
GET / on the running mock lists them all.`;

/** Runs the mock server until its work is done, and returns the exit code. */
export async function runMock(args: string[], work: Work): Promise<number> {
  const values = parse(
    args,
    {
      port: { type: "string" },
      host: { type: "string" },
      cors: { type: "string" },
      "ids-follow-request": { type: "boolean" },
      quiet: { type: "boolean" },
    },
    MOCK_USAGE,
  );
  const address = readAddress(values, 4010);
  const cors = readOrigin(values.cors as string | undefined);
  const log = values.quiet === true ? () => {} : work.print;
  let isMisled = false;
  const server = createMockServer({
    cors,
    log,
    idsFollowRequest: values["ids-follow-request"] === true,
    onWrongPrefer: () => {
      isMisled = true;
    },
  });
  const url = await listen(server, address);
  if (work.isCommand) work.print(`The mock of the contract is running at ${url}.`);
  else work.print(banner(url));
  if (!isLoopback(address.host)) {
    work.print("Other machines reach it, too. It has no secrets and checks no credentials.\n");
  }
  try {
    const code = await work.done(url);
    if (!work.isCommand || !isMisled) return code;
    work.print("A Prefer asked for what is not there: a test may have passed by mistake.");
    return code || 1;
  } finally {
    await stop(server);
  }
}

function banner(url: string): string {
  return `The mock of the contract is running. Ctrl+C stops it.

${routes(url)}

Try one:
  ${curlLine("createOrder", url)}
`;
}

/** Reads `--cors`: one origin, or every one. */
function readOrigin(text: string | undefined): string | undefined {
  if (text === undefined || text === "*") return text;
  if (URL.canParse(text) && new URL(text).origin === text) return text;
  throw new CommandError("--cors is no origin. Give e.g. http://localhost:5173, without a path.");
}
