import { UsageFailure } from "./command.js";

/** Reads the number of a port from an argument. */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageFailure(
    `${text} is not a port: give a whole number from 0 (any free one) to 65535.`,
  );
}
