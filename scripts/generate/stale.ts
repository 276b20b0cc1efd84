import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../tools/command.js";
import { generate } from "./files.js";

/** Lists what is wrong with the files under `generated/`, one line each. */
export function staleFiles(root: string, files: Map<string, string>): string[] {
  const folder = join(root, "generated");
  mkdirSync(folder, { recursive: true });
  const present = new Set(readdirSync(folder));
  const lines: string[] = [];
  for (const [name, content] of files) {
    if (!present.has(name)) lines.push(`missing     generated/${name}`);
    else if (readFileSync(join(folder, name), "utf8") !== content)
      lines.push(`stale       generated/${name}`);
  }
  for (const name of present) if (!files.has(name)) lines.push(`unexpected  generated/${name}`);
  return lines.sort();
}

/**
 * Throws a {@link Failure} that names every file under `generated/` that is not what `openapi/`
 * makes.
 */
export async function checkGenerated(root: string): Promise<number> {
  const files = await generate(root);
  const found = staleFiles(root, files);
  if (found.length > 0) {
    throw new Failure(
      `generated/ is not what openapi/ makes:\n\n  ${found.join("\n  ")}\n\nTo mend it: npm run generate`,
    );
  }
  return files.size;
}
