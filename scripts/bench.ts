import { parseArgs } from "node:util";
import { command, UsageFailure } from "./tools/command.js";

// Loaded when they run: a wrong name is told at once.
const BENCHES: Record<string, () => Promise<void>> = {
  client: async () => (await import("./bench/client.js")).benchClient(),
  growth: async () => (await import("./bench/growth.js")).benchGrowth(),
  kit: async () => (await import("./bench/kit.js")).benchKit(),
  mock: async () => (await import("./bench/mock.js")).benchMock(),
  reference: async () => (await import("./bench/reference.js")).benchReference(),
  size: async () => (await import("./bench/size.js")).benchSize(),
};

const USAGE = `Usage: npm run bench -- [name …]
  ${Object.keys(BENCHES).join(", ")}; all of them without a name`;

await command(import.meta.url, USAGE, async (args) => {
  const names = parseArgs({ args, allowPositionals: true }).positionals;
  const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) throw new UsageFailure(`There is no benchmark ${unknown}.`);
  // What is installed is measured, not the source.
  await (await import("./build.js")).build(process.cwd());
  for (const [name, run] of Object.entries(BENCHES)) {
    if (names.length === 0 || names.includes(name)) await run();
  }
});
