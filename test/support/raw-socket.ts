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
export async function openSocket(url: string, text = ""): Promise<RawSocket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname.replace(/^\[(.*)\]$/, "$1"));
  const chunks: Buffer[] = [];
  const received = () => Buffer.concat(chunks).toString("latin1");
  socket.on("data", (chunk) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(text, "latin1");
  return {
    socket,
    received,
    until: async (part) => {
      while (!received().includes(part)) {
        if (socket.destroyed) throw new Error(`The connection was closed after:\n${received()}`);
        await Promise.race([once(socket, "data"), ended]);
      }
      return received();
    },
    closed: async () => {
      await ended;
      return received();
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
