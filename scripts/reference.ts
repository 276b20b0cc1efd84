import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildReference } from "./reference/build.js";
import { serve } from "./reference/serve.js";
import { command, Failure } from "./tools/command.js";

const USAGE = "Usage: npm run reference, or npm run reference -- --serve [--port N]";

await command(import.meta.url, async (args) => {
  const root = process.cwd();
  const options = read(args);
  const start = performance.now();
  await buildReference(root, join(root, "dist-reference"));
  console.log(`Built dist-reference/ in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  if (!options.serve) {
    console.log("To look at it: npm run reference -- --serve");
    return;
  }
  const { url, close } = await serve(join(root, "dist-reference"), options.port);
  console.log(`${url} shows it. Ctrl+C stops it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void close());
});

function read(args: string[]): { serve: boolean; port: number } {
  try {
    const { values } = parseArgs({
      args,
      options: { serve: { type: "boolean" }, port: { type: "string" } },
    });
    const port = Number(values.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw new Error(`${values.port} is not a port.`);
    return { serve: values.serve ?? false, port };
  } catch (error) {
    throw new Failure(`${(error as Error).message} ${USAGE}`);
  }
}
