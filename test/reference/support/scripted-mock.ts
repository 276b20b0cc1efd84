import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createMockServer } from "../../../src/cli/mock-server.js";

/** A server for one test. */
export interface TestServer {
  url: string;
  /** Paths that were asked for. */
  requests: string[];
  close(): Promise<void>;
}

/**
 * Starts the package's own mock; with a scenario, every request is treated as if it had asked for
 * it.
 */
export function startScriptedMock(scenario?: string): Promise<TestServer> {
  const mock = createMockServer({ cors: "*", log: () => {} });
  return start((request, response) => {
    if (scenario !== undefined) request.headers.prefer = `scenario=${scenario}`;
    mock.emit("request", request, response);
  });
}

/** Starts a server that redirects every request to `target`. */
export function startRedirect(target: string): Promise<TestServer> {
  return start((request, response) => {
    response.writeHead(307, { location: `${target}${request.url}` }).end();
  });
}

async function start(listener: RequestListener): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    requests.push(request.url ?? "");
    return listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
