import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/project.js";

/** An import of one file of ours by another, types included. */
interface Import {
  from: string;
  to: string;
  typesOnly: boolean;
}

const files = ["src", "scripts", "generated"].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|js)$/.test(file))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((file) => !file.includes("/samples/") && !file.includes("/assets/")),
);

const imports = files.flatMap((from): Import[] => {
  const code = readFileSync(join(projectRoot, from), "utf8");
  const found = code.matchAll(
    /^(import|export) (type )?(?:[^"';]*? from )?"(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/gm,
  );
  return [...found].map(([, , type, path, dynamic]) => {
    const to = resolve(projectRoot, dirname(from), path ?? dynamic ?? "");
    return {
      from,
      to: relative(projectRoot, to).replaceAll("\\", "/").replace(/\.js$/, ".ts"),
      typesOnly: type !== undefined,
    };
  });
});

const arrows = (found: Import[]) => found.map(({ from, to }) => `${from} -> ${to}`);

test("imports are found, so that a rule about them means something", () => {
  expect(arrows(imports)).toContain("scripts/generate.ts -> scripts/generate/files.ts");
  expect(arrows(imports)).toContain("src/index.ts -> generated/operations.ts");
});

test("scripts/ imports nothing of test/, and src/ nothing but generated/", () => {
  const up = imports.filter(
    ({ from, to }) =>
      to.startsWith("test/") || (from.startsWith("src/") && !/^(src|generated)\//.test(to)),
  );
  expect(arrows(up)).toEqual([]);
});

test("no folder of scripts/ imports a command", () => {
  const up = imports.filter(
    ({ from, to }) => /^scripts\/[^/]+\//.test(from) && /^scripts\/[^/]+$/.test(to),
  );
  expect(arrows(up)).toEqual([]);
});

test("generated/ imports nothing of ours but types of src/raw.ts", () => {
  const up = imports.filter(
    ({ from, to, typesOnly }) =>
      from.startsWith("generated/") &&
      !to.startsWith("generated/") &&
      !(to === "src/raw.ts" && typesOnly),
  );
  expect(arrows(up)).toEqual([]);
});

test("no folder imports another that imports it, however many folders lie between", () => {
  expect(cycles(imports.map(({ from, to }) => [floor(from), floor(to)]))).toEqual([]);
});

test("no file of src/ imports another that imports it, not even its types", () => {
  const own = imports.filter(({ from }) => from.startsWith("src/"));
  expect(cycles(own.map(({ from, to }) => [from, to]))).toEqual([]);
});

test("a cycle is found, and written as the way around", () => {
  expect(
    cycles([
      ["a", "b"],
      ["b", "c"],
      ["c", "a"],
      ["d", "a"],
    ]),
  ).toContain("a -> b -> c -> a");
});

/** Helpers of tests: everything under a folder or in a file named `support`. */
const helpers = readdirSync(join(projectRoot, "test"), { recursive: true, encoding: "utf8" })
  .map((file) => `test/${file.replaceAll("\\", "/")}`)
  .filter((file) => /\/support(\.ts$|\/.*\.ts$)/.test(file));

// Generators contain what generated files export.
const written = files.filter((file) => !file.startsWith("scripts/generate/"));

test("no two files export types of one name for two things, helpers of tests included", () => {
  const twice = exportedTwice(
    [...written, ...helpers],
    /^export (?:declare )?(?:abstract )?(?:type|interface|class) (\w+)/gm,
  );
  expect(twice).toEqual([]);
});

test("no two files export functions or constants of one name for two things", () => {
  expect(exportedTwice(written, /^export (?:async )?(?:function\*?|const) (\w+)/gm)).toEqual([]);
});

/** Lists the names that a pattern finds in two files or more, with the files. */
function exportedTwice(searched: string[], declaration: RegExp): [string, string[]][] {
  const owners = new Map<string, Set<string>>();
  for (const file of searched) {
    const code = readFileSync(join(projectRoot, file), "utf8");
    for (const [, name = ""] of code.matchAll(declaration)) {
      owners.set(name, (owners.get(name) ?? new Set()).add(withoutSuffix(file)));
    }
  }
  expect(owners.size).toBeGreaterThan(0);
  return [...owners]
    .filter(([, found]) => found.size > 1)
    .map(([name, found]) => [name, [...found]]);
}

const withoutSuffix = (file: string) => file.replace(/(\.d)?\.[jt]s$/, "");

/**
 * Returns the folder that a file counts to. Of src/, the kit and the bin stand above the rest, whose
 * files are held apart one by one.
 */
function floor(file: string): string {
  const [top = "", second = "", third] = file.split("/");
  if (file === "src/raw.ts") return file;
  if (top === "src" && !["testing", "cli"].includes(second)) return top;
  // Each command of scripts/ stands above the folders that it uses.
  if (top === "scripts" && third === undefined) return file;
  return third === undefined ? top : `${top}/${second}`;
}

/** Lists the cycles among arrows from one name to another. */
function cycles(all: [from: string, to: string][]): string[] {
  const edges = new Map<string, Set<string>>();
  for (const [from, to] of all)
    if (from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
  return [...edges.keys()].flatMap((start) => {
    const way = wayBack(edges, start, start, new Set());
    return way === undefined ? [] : [[start, ...way].join(" -> ")];
  });
}

function wayBack(
  edges: Map<string, Set<string>>,
  at: string,
  goal: string,
  seen: Set<string>,
): string[] | undefined {
  for (const next of edges.get(at) ?? []) {
    if (next === goal) return [next];
    if (seen.has(next)) continue;
    const rest = wayBack(edges, next, goal, seen.add(next));
    if (rest !== undefined) return [next, ...rest];
  }
  return undefined;
}
