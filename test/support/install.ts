import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inject } from "vitest";
import { projectRoot } from "./project.js";

interface Ended {
  code: number | null;
  output: string;
}

/** A project outside of this one, with the packed package installed. */
export interface Installed {
  folder: string;
  /** Runs a program in the folder, and returns its exit code and all that it printed. */
  run(program: string, args: string[], env?: Record<string, string>): Promise<Ended>;
  /** Runs npm in the folder: `npm("run test")`. */
  npm(line: string): Promise<Ended>;
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
    run: (program, args, env = {}) => ended(spawn(program, args, { cwd: folder, env: { ...environment(), ...env } })),
    // In a shell, because npm is a batch file on Windows; one line, so that nothing has to be quoted for it.
    npm: (line) => ended(spawn(`npm ${line}`, { cwd: folder, env: environment(), shell: true })),
    remove: () => rmSync(folder, { recursive: true }),
  };
  const { code, output } = await installed.npm("install --silent --omit=dev --prefer-offline");
  if (code !== 0) throw new Error(`Failed to install the packed package in ${folder}:\n${output}`);
  for (const name of developmentDependencies) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    // A junction needs no rights on Windows, and is a link like any other elsewhere.
    symlinkSync(join(projectRoot, "node_modules", name), link, "junction");
  }
  return installed;
}

/** Returns the environment without what this project's test runner sets: it would reach one that is started here. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS, VITEST, NODE_ENV, NODE_TEST_CONTEXT, ...clean } = process.env;
  return { ...clean, NO_COLOR: "1" };
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}
