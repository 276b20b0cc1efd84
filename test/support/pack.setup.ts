import { execFileSync, execSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { projectRoot } from "./project.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Path of the tarball that this run tests. */
    tarball: string;
  }
}

/**
 * Builds and packs the package once for all tests of it, or takes the tarball that `TARBALL` names:
 * the one to publish.
 */
export default function packOnce({ provide }: TestProject): (() => void) | undefined {
  if (process.env.TARBALL !== undefined) {
    provide("tarball", resolve(process.env.TARBALL));
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-pack-"));
  // Not left to `prepack`: where npm is told to ignore scripts, an old dist/ would be packed.
  execFileSync(process.execPath, ["--import", "tsx", "scripts/build.ts"], {
    cwd: projectRoot,
    stdio: "pipe",
  });
  const env = { ...process.env, npm_config_pack_destination: folder };
  execSync("npm pack --silent --ignore-scripts", { cwd: projectRoot, env, stdio: "pipe" });
  const [name = ""] = readdirSync(folder);
  provide("tarball", join(folder, name));
  return () => rmSync(folder, { recursive: true });
}
