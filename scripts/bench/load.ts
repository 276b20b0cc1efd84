import { once } from "node:events";
import { connect } from "node:net";

/** A request to send again and again, and how its response ends. */
export interface Load {
  url: string;
  /** Bytes of the request, which has to keep the connection open. */
  request: string;
  /** Last characters of the response. */
  end: string;
  connections: number;
}

/**
 * Sends a request over several connections, each time when the response before it is there.
 *
 * @returns How many responses came, once `isOver` says so.
 */
export async function load(given: Load, isOver: (responses: number) => boolean): Promise<number> {
  let responses = 0;
  const { hostname, port } = new URL(given.url);
  const run = async () => {
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    let text = "";
    await new Promise<void>((resolve, reject) => {
      socket.on("data", (chunk) => {
        text += chunk.toString("latin1");
        if (!text.endsWith(given.end)) return;
        if (!text.startsWith("HTTP/1.1 200")) return reject(new Error(`The server sent:\n${text}`));
        text = "";
        responses += 1;
        if (isOver(responses)) resolve();
        else socket.write(given.request);
      });
      socket.once("close", () => reject(new Error("The server closed a connection.")));
      socket.write(given.request);
    });
    socket.destroy();
  };
  await Promise.all(Array.from({ length: given.connections }, run));
  return responses;
}
