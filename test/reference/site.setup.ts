import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildReference } from "../../scripts/reference/build-site.js";
import { serve } from "../../scripts/reference/serve.js";
import { findBrowser } from "../../scripts/tools/browser.js";
import { projectRoot } from "../support/project.js";
import { startScriptedMock } from "./support/scripted-mock.js";

declare module "vitest" {
  interface ProvidedContext {
    site: string;
    mock: string;
  }
}

/**
 * Builds the reference once, and serves it below a sub-path, as GitHub Pages does, beside a mock.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    findBrowser();
  } catch (error) {
    // The message is for a person; vitest would bury it under a stack.
    console.error((error as Error).message);
    process.exit(1);
  }
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-site-"));
  await buildReference(projectRoot, folder);
  const site = await serve(folder, 0, "/enkash-contract/");
  const mock = await startScriptedMock();
  project.provide("site", site.url);
  project.provide("mock", mock.url);
  return async () => {
    await Promise.all([site.close(), mock.close()]);
    rmSync(folder, { recursive: true });
  };
}
