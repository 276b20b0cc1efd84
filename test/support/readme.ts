import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./project.js";

/** The README as it is written. */
export const readme = readFileSync(join(projectRoot, "README.md"), "utf8");

/** Returns the cells of a table of the README, by its first line: `operation | endpoint`. */
export function tableOf(heading: string): string[][] {
  const [, table, ...others] = readme.split(`\n| ${heading} |\n`);
  if (table === undefined || others.length > 0)
    throw new Error(`The README has not one table that begins “| ${heading} |”.`);
  const [, ...lines] = table.replace(/\n(?!\|).*/s, "").split("\n");
  return lines.map((line) => line.slice(2, -2).split(" | "));
}

/** Lists what stands between backticks, in its order. */
export function codesIn(text = ""): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}
