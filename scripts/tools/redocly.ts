import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const cli = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");

/**
 * Runs the Redocly CLI in `cwd`, and returns its exit code and what it printed, without its notices
 * about Node and updates.
 */
export function redocly(args: string[], cwd: string): { ok: boolean; output: string } {
  const run = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    encoding: "utf8",
    env: {
      ...process.env,
      REDOCLY_TELEMETRY: "off",
      REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
      NO_COLOR: "1",
      FORCE_COLOR: "0",
    },
  });
  const output = `${run.stdout}${run.stderr}`
    .split("\n")
    .filter((line) => !/^\s*[╔║╚]/.test(line))
    .join("\n")
    // On Windows it prints paths in the style of Windows.
    .replace(/[\w.-]+(\\[\w.-]+)+\.yaml/g, (path) => path.replaceAll("\\", "/"))
    .trim();
  return { ok: run.status === 0, output };
}
