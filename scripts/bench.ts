import { command, Failure } from "./tools/command.js";

// Loaded when they run: a wrong name is told at once.
const BENCHES: Record<string, () => Promise<void>> = {
  client: async () => (await import("./bench/client.js")).benchClient(),
  growth: async () => (await import("./bench/growth.js")).benchGrowth(),
  kit: async () => (await import("./bench/kit.js")).benchKit(),
  mock: async () => (await import("./bench/mock.js")).benchMock(),
  reference: async () => (await import("./bench/reference.js")).benchReference(),
};

await command(import.meta.url, async (args) => {
  const unknown = args.find((name) => !(name in BENCHES));
  if (unknown !== undefined) {
    throw new Failure(
      `There is no benchmark ${unknown}. Known: ${Object.keys(BENCHES).join(", ")}. Without a name, all run.`,
    );
  }
  for (const [name, run] of Object.entries(BENCHES))
    if (args.length === 0 || args.includes(name)) await run();
});
