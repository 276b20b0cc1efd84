import { defineConfig } from "vitest/config";
import { projectRoot } from "../support/project.js";

export default defineConfig({
  test: {
    root: projectRoot,
    maxWorkers: "100%",
    // Installs, builds and browsers take a while on a busy machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: "reference",
          globalSetup: ["test/reference/site.setup.ts"],
          include: ["test/reference/**/*.world.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "world",
          globalSetup: ["test/support/pack.setup.ts"],
          include: ["test/**/*.world.ts"],
          exclude: ["test/reference/**", "**/node_modules/**"],
        },
      },
    ],
  },
});
