import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { projectRoot } from "./project.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Path of the tarball that `npm pack` made for this run. */
    tarball: string;
  }
}

/** Builds and packs the package once for all tests of it. */
export default function packOnce({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-pack-"));
  execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: projectRoot, stdio: "pipe" });
  const [name = ""] = readdirSync(folder);
  provide("tarball", join(folder, name));
  return () => rmSync(folder, { recursive: true });
}
