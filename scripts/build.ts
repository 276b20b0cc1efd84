import { spawnSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build as esbuild } from "esbuild";
import { command, Failure } from "./tools/command.js";

/** Builds `dist/`, what is installed: JavaScript without the comments, which stand in `src/` and in the declarations. */
async function build(root: string): Promise<void> {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  declare(root);
  const options = {
    absWorkingDir: root,
    outdir: "dist",
    outbase: ".",
    format: "esm",
    target: "es2022",
  } as const;
  await emit({
    ...options,
    entryPoints: ["src/**/*.ts"],
    // Names stay, so that a stack trace can be read without the maps.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    sourcesContent: false,
  });
  await emit({
    ...options,
    entryPoints: names(root, /(?<!\.d)\.[jt]s$/).map((name) => `generated/${name}`),
    minify: true,
  });
}

/** Writes JavaScript. */
async function emit(options: BuildOptions): Promise<void> {
  try {
    await esbuild(options);
  } catch {
    throw new Failure("Failed to build: correct what esbuild names above.");
  }
}

/** Emits the declarations, with maps for those that a person wrote. */
function declare(root: string): void {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const run = spawnSync(process.execPath, [compiler, "--project", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
  if (run.status !== 0)
    throw new Failure("Failed to build: correct what the compiler names above.");
  const folder = join(root, "dist/generated");
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (name.endsWith(".map")) rmSync(file);
    else
      writeFileSync(file, readFileSync(file, "utf8").replace(/\/\/# sourceMappingURL=.*\n?$/, ""));
  }
  for (const name of names(root, /\.d\.ts$/))
    copyFileSync(join(root, "generated", name), join(folder, name));
}

function names(root: string, pattern: RegExp): string[] {
  return readdirSync(join(root, "generated")).filter((name) => pattern.test(name));
}

await command(import.meta.url, () => build(process.cwd()));
