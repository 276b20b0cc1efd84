import { command, Failure } from "./tools/command.js";
import { redocly } from "./tools/redocly.js";

await command(import.meta.url, async () => {
  // Both documents of redocly.yaml: name rules fire on the bundle alone, file and line are right in
  // the source alone.
  const run = redocly(["lint", "--format=stylish"], process.cwd());
  if (!run.ok) throw new Failure(run.output);
  console.log("The source and the bundle pass the lint.");
});
