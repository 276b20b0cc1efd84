import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * Finds a program in the package of this platform, e.g. `@oven/bun-linux-x64`. Its install script
 * need not run.
 */
export function findBinary(folder: string, scope: string, name: string): string {
  const packages = join(folder, "node_modules", scope);
  const files = readdirSync(packages, { recursive: true, encoding: "utf8" });
  const found = files.find((file) => [name, `${name}.exe`].includes(basename(file)));
  if (found === undefined) throw new Error(`No ${name} for this platform in ${packages}.`);
  return join(packages, found);
}
