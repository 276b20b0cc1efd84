import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { projectRoot } from "../support/project.js";
import { ended } from "../support/run.js";

/** Runs the command where no program is found, and no browser either. */
function runBare(...args: string[]) {
  const env = { PATH: "/nowhere", CHROMIUM_PATH: "/nowhere/chromium" };
  const command = ["--import", "tsx", "scripts/world.ts", ...args];
  return ended(spawn(process.execPath, command, { cwd: projectRoot, env }));
}

test("npm run test:world names what is missing, says how to get it, and runs nothing", async () => {
  const { code, output } = await runBare();
  expect(code).toBe(1);
  expect(output).toMatch(/Missing: Chromium, PHP .*apt-get install -y chromium php-cli/);
  expect(output).not.toContain("vitest");
});

test("--missing lists what apt-get has to install", async () => {
  const { code, output } = await runBare("--missing");
  expect(code).toBe(0);
  expect(output.trim().split(" ")).toEqual(expect.arrayContaining(["chromium", "golang-go"]));
});
