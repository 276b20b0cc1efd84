import { spawn } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { projectRoot } from "./project.js";
import { type Ended, ended, started } from "./run.js";

type Env = Record<string, string>;

/** A project outside of this one, with the packed package installed. */
interface Installed {
  readonly folder: string;
  /** Runs a program in the folder, and returns its exit code and all that it printed. */
  run(program: string, args: string[], env?: Env): Promise<Ended>;
  /** Starts a program in the folder, and waits until it has printed `text`. */
  start(program: string, args: string[], text: string, env?: Env): ReturnType<typeof started>;
  /** Runs npm in the folder: `npm("run test")`. */
  npm(line: string): Promise<Ended>;
}

/** Installs the packed package for the tests of a file, and removes it after them. */
export function useInstalled(
  source = "test/package/consumer",
  developmentDependencies: string[] = [],
): Installed {
  return useFolder(() => install(source, developmentDependencies));
}

/**
 * Installs an app for the tests of a file: the packed package, and what the app's lock file pins.
 * Later sources are copied over earlier ones.
 */
export function useApp(...sources: string[]): Installed {
  return useFolder(async () => {
    const installed = place(sources);
    // Without the scripts of strangers, and without an entry in the lock file: the tarball differs
    // with every change.
    await succeed(
      installed,
      "install --no-save --ignore-scripts --prefer-offline ./enkash-contract.tgz",
    );
    return installed;
  });
}

function useFolder(make: () => Promise<Installed>): Installed {
  let installed: Installed;
  beforeAll(async () => {
    installed = await make();
  });
  afterAll(() => rmSync(installed.folder, { recursive: true }));
  return {
    get folder() {
      return installed.folder;
    },
    run: (...command) => installed.run(...command),
    start: (...command) => installed.start(...command),
    npm: (line) => installed.npm(line),
  };
}

/**
 * Copies a project out of this one and installs the packed package into it, as its `package.json`
 * says. Its development dependencies are links to those of this project, so that nothing else is
 * downloaded.
 */
async function install(source: string, developmentDependencies: string[]): Promise<Installed> {
  const installed = place([source]);
  await succeed(installed, "install --silent --omit=dev --prefer-offline");
  for (const name of developmentDependencies) {
    const link = join(installed.folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    // A junction needs no rights on Windows, and is a link like any other elsewhere.
    symlinkSync(join(projectRoot, "node_modules", name), link, "junction");
  }
  return installed;
}

/** Copies folders of this project, and the packed package, into one folder outside of it. */
function place(sources: string[]): Installed {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-install-"));
  for (const source of sources) {
    const filter = (path: string) => basename(path) !== "node_modules";
    cpSync(join(projectRoot, source), folder, { recursive: true, filter });
  }
  copyFileSync(inject("tarball"), join(folder, "enkash-contract.tgz"));
  const options = (env: Env = {}) => ({ cwd: folder, env: { ...environment(), ...env } });
  return {
    folder,
    run: (program, args, env) => ended(spawn(program, args, options(env))),
    start: (program, args, text, env) => started(spawn(program, args, options(env)), text),
    // In a shell, because npm is a batch file on Windows; one line, so that nothing has to be
    // quoted for it.
    npm: (line) => ended(spawn(`npm ${line}`, { ...options(), shell: true })),
  };
}

async function succeed({ folder, npm }: Installed, line: string): Promise<void> {
  const { code, output } = await npm(line);
  if (code !== 0) throw new Error(`Failed to install the packed package in ${folder}:\n${output}`);
}

/**
 * Returns the environment without what this project's test runner sets: it would reach one that is
 * started here.
 */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS, VITEST, NODE_ENV, NODE_TEST_CONTEXT, ...clean } = process.env;
  return { ...clean, NO_COLOR: "1" };
}
