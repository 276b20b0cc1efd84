import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A connection on which a test writes its own bytes. */
export interface RawSocket {
  socket: Socket;
  /** What came so far. */
  received(): string;
  /** Waits until what came holds a text, and returns it all. */
  until(text: string): Promise<string>;
  /** Waits until the other side has closed the connection, and returns all that came. */
  closed(): Promise<string>;
}

/** Connects to a server on this machine, and writes `text`. */
export async function openSocket(url: string, bytes = ""): Promise<RawSocket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname.replace(/^\[(.*)\]$/, "$1"));
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
  });
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(bytes, "latin1");
  return {
    socket,
    received: () => text,
    until: async (part) => {
      // What was searched once is not searched again, since it may be long.
      for (let from = 0; !text.includes(part, from); ) {
        from = Math.max(0, text.length - part.length);
        if (socket.destroyed) throw new Error(`The connection was closed after:\n${text}`);
        await Promise.race([once(socket, "data"), ended]);
      }
      return text;
    },
    closed: async () => {
      await ended;
      return text;
    },
  };
}

/** Writes a request as it travels. */
export function rawRequest(
  target: string,
  headers: Record<string, string>,
  body = "",
  method = "POST",
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\nHost: mock.example\r\n${lines.join("")}\r\n${body}`;
}
