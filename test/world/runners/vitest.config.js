import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["escaping.vitest.js"] } });
