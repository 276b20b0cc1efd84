import { parseArgs } from "node:util";
import { command, Failure } from "./tools/command.js";
import { redocly } from "./tools/redocly.js";

const USAGE = `Usage: npm run lint
  Checks the contract by redocly.yaml, then the code by Biome and knip.`;

await command(import.meta.url, USAGE, async (args) => {
  parseArgs({ args });
  // Both documents of redocly.yaml: name rules fire on the bundle alone, file and line are right in
  // the source alone.
  const run = redocly(["lint", "--format=stylish"], process.cwd());
  if (!run.ok) throw new Failure(run.output);
  console.log("The source and the bundle pass the lint.");
});
