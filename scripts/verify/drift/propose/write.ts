import { existsSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { projectRoot } from "../../../contract/project.js";
import type { DriftChange } from "../change.js";
import type { DriftRun } from "../run.js";
import { type Files, proposalFor } from "./files.js";

/** Returns why nothing may be written to a folder, or `undefined` if all is well. */
export function refusalOf(folder: string): string | undefined {
  const target = realPath(resolve(folder));
  const way = relative(realpathSync(projectRoot), target);
  const isInside = way === "" || (!way.startsWith("..") && !way.startsWith(sep));
  if (
    isInside &&
    /^(openapi|test|src|scripts|generated|dist|\.git|\.github|node_modules|)([/\\]|$)/.test(way)
  ) {
    return `--propose never writes into the project itself (${folder}). Name another folder.`;
  }
  if (existsSync(target) && readdirSync(target).length > 0) {
    return `--propose writes into a new or empty folder, and ${folder} is not empty.`;
  }
  return undefined;
}

/** Writes a proposal for each page that has news, and returns the paths of its files. */
export function proposeAll(
  folder: string,
  pages: DriftRun["pages"],
  changes: DriftChange[],
): string[] {
  const all: Files = new Map();
  for (const { page, ours } of pages) {
    const own = changes.filter(({ operation }) => operation === ours?.id);
    const isOld = own.some((change) => change.class === "older copy");
    if (ours !== undefined && (own.length === 0 || isOld)) continue;
    for (const [name, content] of proposalFor(page, ours)) {
      // What all operations share is extended for one of them at a time.
      if (all.has(name)) throw new ProposalError("--propose takes one new operation at a time.");
      all.set(name, content);
    }
  }
  for (const [name, content] of all) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { flag: "wx" });
  }
  return [...all.keys()].map((name) => join(folder, name));
}

/** A proposal that was asked for in a way that cannot be. */
export class ProposalError extends Error {
  override readonly name = "ProposalError";
}

/** Follows links in the part of a path that exists. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return join(realPath(dirname(path)), relative(dirname(path), path));
}
