import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/**
 * Counts the type instantiations of the program that `file` in the folder `cwd` is the entry of.
 */
export function countInstantiations(cwd: string, file: string): number {
  const options = [
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--module",
    "nodenext",
    "--target",
    "es2022",
  ];
  const output = execFileSync(process.execPath, [tsc, ...options, "--extendedDiagnostics", file], {
    encoding: "utf8",
    cwd,
  });
  return Number(/^Instantiations:\s+(\d+)/m.exec(output)?.[1]);
}
