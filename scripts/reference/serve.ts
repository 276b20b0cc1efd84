import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { Failure } from "../tools/command.js";

/** A server that runs. */
export interface Running {
  url: string;
  close(): Promise<void>;
}

/** Serves a folder on 127.0.0.1, below `prefix` if one is given; port 0 takes any that is free. */
export async function serve(folder: string, port = 0, prefix = "/"): Promise<Running> {
  const files = sirv(folder, { etag: true });
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    if (!path.startsWith(prefix)) return void response.writeHead(404).end();
    request.url = path.slice(prefix.length - 1);
    files(request, response, () => void response.writeHead(404).end());
  });
  await listen(server, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") return reject(error);
      reject(
        new Failure(
          `Failed to serve the reference: port ${port} is taken. Give another with --port, or none.`,
        ),
      );
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}
