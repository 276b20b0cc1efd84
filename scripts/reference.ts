import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildReference } from "./reference/build-site.js";
import { serve } from "./reference/serve.js";
import { command, UsageFailure } from "./tools/command.js";
import { readPort } from "./tools/port.js";

const USAGE = `Usage: npm run reference -- [--serve [--port N]] [--address URL]
  --serve    serves what was built, on this machine
  --port     port to serve it on, any free one by default
  --address  where the site will be served; canonical links and the sitemap name it`;

await command(import.meta.url, USAGE, async (args) => {
  const root = process.cwd();
  const options = read(args);
  const start = performance.now();
  await buildReference(root, join(root, "dist-reference"), options.address);
  console.log(`Built dist-reference/ in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  if (!options.serve) {
    console.log("To look at it: npm run reference -- --serve");
    return;
  }
  const { url, close } = await serve(join(root, "dist-reference"), options.port);
  console.log(`${url} shows it. Ctrl+C stops it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void close());
});

interface Options {
  serve: boolean;
  port: number;
  address: string | undefined;
}

function read(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      serve: { type: "boolean", default: false },
      port: { type: "string", default: "0" },
      address: { type: "string" },
    },
  });
  return {
    serve: values.serve,
    port: readPort(values.port),
    address: readAddress(values.address),
  };
}

/** Returns the address with a slash at its end. */
function readAddress(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search + url.hash !== "")
    throw new UsageFailure(
      "--address is no address of a site. Give e.g. https://example.org/reference/.",
    );
  return url.href.replace(/\/?$/, "/");
}
