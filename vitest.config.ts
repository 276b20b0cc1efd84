import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // The default leaves one core idle, which on two cores is half of them.
    maxWorkers: "100%",
    // A slow machine is no failure; a test that hangs is one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ["test/contract/gate.setup.ts"],
    include: ["test/**/*.test.ts"],
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
  },
});
