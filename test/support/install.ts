import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inject } from "vitest";
import { projectRoot } from "./project.js";

/** A project outside of this one, with the packed package installed. */
export interface Installed {
  folder: string;
  /** Runs a command in the folder, and returns its exit code and all that it printed. */
  run(command: string, args: string[], env?: Record<string, string>): Promise<{ code: number | null; output: string }>;
  remove(): void;
}

/**
 * Copies a project out of this one and installs the packed package into it, as its `package.json` says. Its development
 * dependencies are links to those of this project, so that nothing else is downloaded.
 */
export async function install(source: string, developmentDependencies: string[]): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-install-"));
  cpSync(join(projectRoot, source), folder, { recursive: true });
  copyFileSync(inject("tarball"), join(folder, "enkash-contract.tgz"));
  const installed: Installed = {
    folder,
    run: (command, args, env = {}) => run(folder, command, args, env),
    remove: () => rmSync(folder, { recursive: true }),
  };
  const { code, output } = await installed.run("npm", ["install", "--silent", "--omit=dev", "--prefer-offline"]);
  if (code !== 0) throw new Error(`Failed to install the packed package in ${folder}:\n${output}`);
  for (const name of developmentDependencies) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(projectRoot, "node_modules", name), link);
  }
  return installed;
}

async function run(cwd: string, command: string, args: string[], env: Record<string, string>) {
  // What this project's test runner sets would reach a test runner that is started here.
  const { NODE_OPTIONS, VITEST, NODE_ENV, NODE_TEST_CONTEXT, ...clean } = process.env;
  const child = spawn(command, args, { cwd, env: { ...clean, NO_COLOR: "1", ...env } });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}
