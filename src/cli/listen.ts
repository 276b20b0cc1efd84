import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CommandError } from "./command-error.js";

/** Where a server listens. */
export interface ListenAddress {
  host: string;
  port: number;
}

const REASONS: Readonly<Record<string, (address: ListenAddress) => string>> = {
  EADDRINUSE: ({ port }) => `Port ${port} is taken. Choose another one; --port 0 takes a free one.`,
  EACCES: ({ port }) => `Port ${port} needs more rights. Choose one above 1023.`,
  EADDRNOTAVAIL: ({ host }) => `${host} is no address of this machine. Correct --host.`,
  ENOTFOUND: ({ host }) => `${host} is no address of this machine. Correct --host.`,
};

/**
 * Starts a server.
 *
 * @returns Its URL, for clients on this machine.
 * @throws CommandError where it cannot listen there.
 */
export async function listen(server: Server, address: ListenAddress): Promise<string> {
  try {
    server.listen({ port: address.port, host: address.host });
    await once(server, "listening");
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    const reason = REASONS[code]?.(address);
    throw new CommandError(reason ?? `Failed to listen on port ${address.port}: ${message}`);
  }
  // A connection that cannot be accepted, e.g. for want of file descriptors, ends no other one.
  server.on("error", (error: NodeJS.ErrnoException) => {
    console.error(`Failed to accept a connection: ${error.code ?? error.message}`);
  });
  const { port } = server.address() as AddressInfo;
  return `http://${hostInUrl(address.host)}:${port}`;
}

/** Stops a server, and closes the connections that are open. */
export async function stop(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

/** Returns whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

function hostInUrl(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
