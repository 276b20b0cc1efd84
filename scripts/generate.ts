import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generate } from "./generate/files.js";
import { checkGenerated } from "./generate/stale.js";
import { command } from "./tools/command.js";

const USAGE = `Usage:
  npm run generate        writes generated/ from openapi/
  npm run generate:check  writes nothing, and names each file that is not what openapi/ makes`;

await command(import.meta.url, USAGE, async (args) => {
  const root = process.cwd();
  const { values } = parseArgs({ args, options: { check: { type: "boolean" } } });
  if (values.check) {
    console.log(`generated/ is fresh (${await checkGenerated(root)} files).`);
    return;
  }
  const files = await generate(root);
  replace(root, files);
  console.log(`Wrote ${files.size} files to generated/.`);
});

/**
 * Replaces the folder `generated/` as a whole: it is either the old one or the new one, never a
 * mixture.
 */
function replace(root: string, files: Map<string, string>): void {
  const target = join(root, "generated");
  const fresh = join(root, `.generated-${process.pid}`);
  try {
    mkdirSync(fresh);
    for (const [name, content] of files) writeFileSync(join(fresh, name), content);
    const old = `${fresh}-old`;
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
