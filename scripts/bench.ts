import { benchClient } from "./bench/client.js";
import { benchGrowth } from "./bench/growth.js";
import { benchKit } from "./bench/kit.js";
import { benchReference } from "./bench/reference.js";
import { command, Failure } from "./tools/command.js";

const BENCHES: Record<string, () => Promise<void>> = {
  client: benchClient,
  growth: benchGrowth,
  kit: benchKit,
  reference: benchReference,
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
