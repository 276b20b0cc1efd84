import { defineConfig } from "vitest/config";
import { projectRoot } from "../support/project.js";

export default defineConfig({
  test: {
    root: projectRoot,
    include: ["test/**/*.browser.ts"],
    globalSetup: ["test/reference/browser-setup.ts", "test/support/pack.setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
