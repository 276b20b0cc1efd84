import { parseArgs } from "node:util";
import { CommandError } from "./command-error.js";
import type { ListenAddress } from "./listen.js";

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;
type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

const COMMON: Options = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
};

/**
 * Parses the options of a command; every option may be given as `--name value` or `--name=value`.
 */
export function parse(args: string[], options: Options, usage: string): Values {
  try {
    return parseArgs({ args, options: { ...options, ...COMMON } }).values as Values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isCommand = code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL";
    const next = isCommand ? "\nA command to run goes behind --." : "";
    throw new CommandError(`${message}${next}\n\n${usage}`);
  }
}

/** Reads `--host` and `--port`. */
export function readAddress(values: Values, defaultPort: number): ListenAddress {
  const text = String(values.port ?? defaultPort);
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new CommandError(
      `${text} is not a port. Give a whole number from 0 (any free one) to 65535.`,
    );
  }
  const host = String(values.host ?? "127.0.0.1").replace(/^\[(.*)\]$/, "$1");
  if (!/^[\w.:%-]+$/.test(host)) throw new CommandError("--host is no address. Give e.g. 0.0.0.0.");
  return { host, port };
}
