import { type OperationId, operationIds, operations } from "../../generated/operations.js";
import { doubledPart } from "../doubled-part.js";
import { CommandError } from "./command-error.js";
import { isLoopback } from "./listen.js";

/** Servers that requests are passed on to. */
export interface Upstreams {
  /** Server of an operation, where it has one of its own. */
  of: { readonly [Id in OperationId]?: URL };
  /** Server of everything else. */
  others: URL | undefined;
}

/**
 * Reads the values of `--to`: `https://…` for everything, `createOrder=https://…` for one
 * operation.
 *
 * @param plainHttpHosts Hosts that plain http may reach beside loopback.
 *
 * @throws CommandError where one is wrong, or stands twice.
 */
export function readUpstreams(
  values: readonly string[],
  plainHttpHosts: readonly string[] = [],
): Upstreams {
  if (!plainHttpHosts.every((name) => /^[a-z\d._-]+$/.test(name))) {
    throw new CommandError("--plain-http-host is no host. Give its name in small letters: enkash.");
  }
  if (values.length === 0) throw new CommandError("Name the server: --to https://…");
  const of: { [Id in OperationId]?: URL } = {};
  let others: URL | undefined;
  for (const value of values) {
    const [, name, text = ""] = /^(?:([A-Za-z]\w*)=)?(.*)$/s.exec(value) ?? [];
    const url = readUrl(text, plainHttpHosts);
    if (name === undefined) {
      if (others !== undefined) throw new CommandError("--to names two servers for everything.");
      others = url;
    } else if (!Object.hasOwn(operations, name)) {
      const known = operationIds.join(", ");
      throw new CommandError(`--to names no operation. Known: ${known}.`);
    } else if (Object.hasOwn(of, name)) {
      throw new CommandError(`--to names two servers for ${name}.`);
    } else {
      of[name as OperationId] = url;
    }
  }
  const upstreams = { of, others };
  for (const id of operationIds) refuseDoubled(operations[id].path, serverOf(upstreams, id));
  return upstreams;
}

/** Returns the server of an operation, or of everything else. */
export function serverOf(
  { of, others }: Upstreams,
  operation: OperationId | undefined,
): URL | undefined {
  return (operation && of[operation]) ?? others;
}

function refuseDoubled(path: string, url: URL | undefined): void {
  const doubled = url && doubledPart(path, url);
  if (doubled === undefined) return;
  throw new CommandError(`--to must end before ${doubled}: each request adds ${path}.`);
}

/** Returns the first operation that has a server. */
export function firstOperation(upstreams: Upstreams): OperationId {
  return operationIds.find((id) => serverOf(upstreams, id) !== undefined) as OperationId;
}

/** Returns whether one of the servers is what listens on this machine's `port`. */
export function isAmong({ of, others }: Upstreams, port: number): boolean {
  const all = [...Object.values(of), ...(others === undefined ? [] : [others])];
  return all.some((url) => isLoopback(url.hostname) && portOf(url) === port);
}

/** Returns the port of a URL, which has none in its text where it is the usual one. */
function portOf({ port, protocol }: URL): number {
  const usual = protocol === "https:" ? 443 : 80;
  return port === "" ? usual : Number(port);
}

function readUrl(text: string, plainHttpHosts: readonly string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new CommandError("--to is no URL. Give e.g. https://host.example.");
  const isNear = isLoopback(url.hostname) || plainHttpHosts.includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isNear)) {
    throw new CommandError(
      "--to must be https, or http on this machine or on a host named by --plain-http-host.",
    );
  }
  if (url.username || url.password || /[?#]/.test(text)) {
    throw new CommandError("--to must be host and path alone, without credentials and query.");
  }
  return url;
}
