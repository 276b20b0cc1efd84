import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/project.js";

interface Manifest {
  dependencies?: Record<string, string>;
}

interface Lock {
  packages: Record<string, Manifest & { resolved?: string; integrity?: string }>;
}

const folder = join(projectRoot, "test/world");
const apps = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => /package\.json$/.test(file) && !file.includes("node_modules"))
  .map((file) => dirname(file));

function read<Content>(app: string, file: string): Content {
  return JSON.parse(readFileSync(join(folder, app, file), "utf8")) as Content;
}

test.each(apps)("the app %s installs exactly what its lock file pins", (app) => {
  const { dependencies } = read<Manifest>(app, "package.json");
  const { packages } = read<Lock>(app, "package-lock.json");
  const { "": root, ...installed } = packages;
  expect(root?.dependencies).toEqual(dependencies);
  for (const version of Object.values(dependencies ?? {}))
    expect(version).toMatch(/^(npm:(@[\w-]+\/)?[\w-]+@)?\d+\.\d+\.\d+$/);
  // A lock file that knows checksums and no addresses works with any registry.
  for (const [name, { resolved, integrity }] of Object.entries(installed))
    expect({ name, resolved, integrity }).toEqual({ name, integrity: expect.any(String) });
});

test("every app has the one .npmrc that keeps addresses out of its lock file", () => {
  const settings = (app: string) => {
    const file = join(folder, app, ".npmrc");
    return existsSync(file) ? readFileSync(file, "utf8") : "no .npmrc";
  };
  const different = apps.filter((app) => settings(app) !== settings("fastify"));
  expect(settings("fastify")).toContain("omit-lockfile-registry-resolved=true\n");
  expect(different, "Copy test/world/fastify/.npmrc.").toEqual([]);
});
