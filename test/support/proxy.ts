import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { listen, stop } from "../../src/cli/listen.js";
import { createProxy, type Exchange } from "../../src/cli/proxy-server.js";
import { readUpstreams } from "../../src/cli/upstreams.js";

/** Server that takes bytes and gives bytes, as a test tells it. */
export interface RawServer {
  url: string;
  /** Bytes of each connection, in their order. */
  readonly received: string[];
  /** Connections, in their order. */
  readonly sockets: Socket[];
  close(): Promise<void>;
}

/** Starts a server that calls `respond` once a connection has sent a whole request. */
export async function startRawServer(respond: (socket: Socket) => void): Promise<RawServer> {
  const received: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const index = sockets.push(socket) - 1;
    received.push("");
    let hasResponded = false;
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      received[index] += chunk.toString("latin1");
      if (hasResponded || !isWhole(received[index] ?? "")) return;
      hasResponded = true;
      respond(socket);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    sockets,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/**
 * Returns whether the text is a request with all of its body; one that is in chunks ends with an
 * empty one.
 */
function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n") + 4;
  if (end < 4) return false;
  const head = text.slice(0, end);
  if (/^transfer-encoding: chunked$/im.test(head)) return /\r\n0\r\n[\s\S]*\r\n$/.test(text);
  return text.length >= end + Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
}

/** Starts a proxy, and collects its exchanges. */
export async function startProxy(...to: string[]) {
  const exchanges: Exchange[] = [];
  const proxy = createProxy(readUpstreams(to), (exchange) => exchanges.push(exchange));
  const url = await listen(proxy.server, { host: "127.0.0.1", port: 0 });
  return {
    url,
    server: proxy.server,
    exchanges,
    settled: proxy.settled,
    close: () => stop(proxy.server),
  };
}
