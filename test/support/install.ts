import { spawn } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { projectRoot } from "./project.js";
import { type Ended, ended } from "./run.js";

/** A project outside of this one, with the packed package installed. */
interface Installed {
  readonly folder: string;
  /** Runs a program in the folder, and returns its exit code and all that it printed. */
  run(program: string, args: string[], env?: Record<string, string>): Promise<Ended>;
  /** Runs npm in the folder: `npm("run test")`. */
  npm(line: string): Promise<Ended>;
}

/** Has the packed package installed for the tests of a file, and takes it away after them. */
export function useInstalled(
  source = "test/package/consumer",
  developmentDependencies: string[] = [],
): Installed {
  let installed: Installed;
  beforeAll(async () => {
    installed = await install(source, developmentDependencies);
  });
  afterAll(() => rmSync(installed.folder, { recursive: true }));
  return {
    get folder() {
      return installed.folder;
    },
    run: (...command) => installed.run(...command),
    npm: (line) => installed.npm(line),
  };
}

/**
 * Copies a project out of this one and installs the packed package into it, as its `package.json` says. Its development
 * dependencies are links to those of this project, so that nothing else is downloaded.
 */
async function install(source: string, developmentDependencies: string[]): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-install-"));
  cpSync(join(projectRoot, source), folder, { recursive: true });
  copyFileSync(inject("tarball"), join(folder, "enkash-contract.tgz"));
  const installed: Installed = {
    folder,
    run: (program, args, env = {}) =>
      ended(spawn(program, args, { cwd: folder, env: { ...environment(), ...env } })),
    // In a shell, because npm is a batch file on Windows; one line, so that nothing has to be quoted for it.
    npm: (line) => ended(spawn(`npm ${line}`, { cwd: folder, env: environment(), shell: true })),
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
