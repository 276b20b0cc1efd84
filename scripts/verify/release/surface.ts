import { compareNames } from "./contract.js";
import type { Change } from "./rules.js";

/** Compares two reports of the public surface of one entry point, as API Extractor writes them. */
export function compareReports(entry: string, base: string, revision: string): Change[] {
  const [before, after] = [declarations(base), declarations(revision)];
  const name = (declared: string) => `${entry}: ${declared}`;
  const names = compareNames([...before.keys()], [...after.keys()], {
    removed: "declaration-removed",
    added: "declaration-extended",
    name,
  });
  const kept = [...before].filter(([declared]) => after.has(declared));
  return [
    ...names,
    ...kept.flatMap(([declared, lines]): Change[] => {
      const rule = compareLines(declared, lines, after.get(declared) ?? []);
      return rule === undefined ? [] : [{ rule, what: name(declared) }];
    }),
  ];
}

/** Maps each exported declaration, e.g. `interface CallOptions`, to its lines. */
function declarations(report: string): Map<string, string[]> {
  const [, code = ""] = /```ts\n([\s\S]*?)```/.exec(report) ?? [];
  const found = new Map<string, string[]>();
  for (const block of code.replace(/^ *\/\/.*\n/gm, "").split(/\n\n+/)) {
    const lines = block.split("\n").filter((line) => line.trim() !== "");
    const [declared] =
      /(?<=^export )(?:abstract )?(?:\w+ \w+|\{ \w+ \})/.exec(lines[0] ?? "") ?? [];
    // A function with overloads has a block for each.
    if (declared !== undefined) found.set(declared, [...(found.get(declared) ?? []), ...lines]);
  }
  return found;
}

/** Returns what became of a declaration, by the lines that are gone and those that are new. */
function compareLines(declared: string, base: string[], revision: string[]) {
  if (without(base, revision).length > 0) return "declaration-changed";
  const added = without(revision, base).filter((line) => /\w/.test(line));
  if (added.length === 0) return undefined;
  // Whoever implements an interface has to add what it requires.
  const isOptional = (line: string) => /^ *(readonly )?["\w~-]+\?[:(]/.test(line);
  const isClass = /^(abstract )?class /.test(declared);
  return isClass || added.every(isOptional) ? "declaration-extended" : "declaration-changed";
}

/** Returns the lines that the other list does not have as often. */
function without(lines: string[], other: string[]): string[] {
  const left = [...other];
  return lines.filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/**
 * Compares the names that `enkash-contract/types` exports; what stands behind them, the contract
 * tells.
 */
export function compareTypes(base: string, revision: string): Change[] {
  const names = (source: string) => [...source.matchAll(/(?<=^export \w+ )[\w$]+/gm)].map(String);
  return compareNames(names(base), names(revision), {
    removed: "declaration-removed",
    added: "declaration-extended",
    name: (type) => `types: ${type}`,
  });
}

/** What `package.json` promises. */
export interface Manifest {
  exports?: Record<string, unknown>;
  bin?: Record<string, string>;
  engines?: { node?: string };
}

/** Compares entry points, commands and the supported versions of Node. */
export function compareManifests(base: Manifest, revision: Manifest): Change[] {
  const rules = { removed: "entry-removed", added: "entry-added" } as const;
  const keys = (record: object = {}) => Object.keys(record);
  const engines: Change = {
    rule: "engines-changed",
    what: `Node ${base.engines?.node} to ${revision.engines?.node}`,
  };
  return [
    ...compareNames(keys(base.exports), keys(revision.exports), {
      ...rules,
      name: (entry) => `entry point ${entry}`,
    }),
    ...compareNames(keys(base.bin), keys(revision.bin), {
      ...rules,
      name: (command) => `command ${command}`,
    }),
    ...(base.engines?.node === revision.engines?.node ? [] : [engines]),
  ];
}
