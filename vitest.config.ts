import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Some tests start a process, and on a busy machine that takes a while.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "source",
          include: ["test/**/*.test.ts"],
          exclude: ["test/package/**", "test/testing/recipes/**"],
          typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
        },
      },
      {
        extends: true,
        test: {
          name: "package",
          include: ["test/package/*.test.ts"],
          // Packs the package, which takes a while, and only where its tests run.
          globalSetup: ["test/support/pack.setup.ts"],
        },
      },
    ],
  },
});
