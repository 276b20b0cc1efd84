import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // The default leaves one core idle, which on two cores is half of them.
    maxWorkers: "100%",
    globalSetup: ["test/contract/gate.setup.ts"],
    include: ["test/**/*.test.ts"],
    // Some tests start a process, and on a busy machine that takes a while.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
  },
});
