import { defineConfig } from "vitest/config";

// What passes is a dot; GitHub shows a failure beside its line.
const reporters = process.env.GITHUB_ACTIONS ? ["dot", "github-actions"] : ["dot"];

export default defineConfig({
  test: {
    reporters,
    // The default leaves one core idle, which on two cores is half of them.
    maxWorkers: "100%",
    // Some tests start a process, and on a busy machine that takes a while.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "source",
          globalSetup: ["test/contract/preflight.setup.ts"],
          include: ["test/**/*.test.ts"],
          // These run where the package is installed.
          exclude: ["test/package/consumer/**", "test/testing/recipes/**"],
          typecheck: {
            enabled: true,
            // By its path: several versions of the compiler are installed.
            checker: "./node_modules/typescript/bin/tsc",
            include: ["test/**/*.test-d.ts"],
            tsconfig: "tsconfig.json",
          },
        },
      },
      {
        extends: true,
        test: {
          name: "packed",
          // Packing takes a while, and happens only where these tests run.
          globalSetup: ["test/support/pack.setup.ts"],
          include: ["test/**/*.packed.ts"],
        },
      },
    ],
  },
});
