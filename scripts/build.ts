import { spawnSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build as esbuild } from "esbuild";
import { command, Failure } from "./support/command.js";

/** Builds `dist/`, what is installed: JavaScript without the comments, which stand in `src/` and in the declarations. */
async function build(root: string): Promise<void> {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  declare(root);
  const options = { absWorkingDir: root, outdir: "dist", outbase: ".", format: "esm", target: "es2022" } as const;
  await emit({
    ...options,
    entryPoints: ["src/**/*.ts"],
    // Names stay, so that a stack trace can be read without the maps.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    sourcesContent: false,
  });
  const inputs = await emit({
    ...options,
    entryPoints: names(root, /(?<!\.d)\.[jt]s$/).map((name) => `generated/${name}`),
    // openapi-fetch comes inside: whoever installs the package installs nothing else.
    bundle: true,
    platform: "neutral",
    minify: true,
  });
  for (const input of inputs) {
    const [, name] = /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
    // LICENSE names the author of the one package that comes inside.
    if (name === undefined || name === "openapi-fetch") continue;
    throw new Failure(
      `Failed to build: ${name} would come inside. Name its author in LICENSE and in scripts/build.ts.`,
    );
  }
}

/** Writes JavaScript, and lists the files that went into it. */
async function emit(options: BuildOptions): Promise<string[]> {
  try {
    const { metafile } = await esbuild({ ...options, metafile: true });
    return Object.keys(metafile.inputs);
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
  if (run.status !== 0) throw new Failure("Failed to build: correct what the compiler names above.");
  const folder = join(root, "dist/generated");
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (name.endsWith(".map")) rmSync(file);
    else writeFileSync(file, readFileSync(file, "utf8").replace(/\/\/# sourceMappingURL=.*\n?$/, ""));
  }
  for (const name of names(root, /\.d\.ts$/)) copyFileSync(join(root, "generated", name), join(folder, name));
  const client = join(folder, "client.d.ts");
  writeFileSync(client, replace(readFileSync(client, "utf8"), /"openapi-fetch"/g, '"./openapi-fetch.js"'));
  writeFileSync(join(folder, "openapi-fetch.d.ts"), openapiFetch(root));
}

/** Joins the declarations of openapi-fetch with those of its helpers. */
function openapiFetch(root: string): string {
  const read = (name: string) => readFileSync(join(root, "node_modules", name, "dist/index.d.mts"), "utf8");
  const helpers = replace(read("openapi-typescript-helpers"), /^export type \{[^}]*\};$/m, "");
  return helpers + replace(read("openapi-fetch"), /^import \{[^}]*\} from 'openapi-typescript-helpers';$/m, "");
}

function replace(text: string, what: string | RegExp, by: string): string {
  const replaced = text.replace(what, by);
  if (replaced !== text) return replaced;
  throw new Failure(`Failed to build: ${what} is not in the declarations any more. Look at scripts/build.ts.`);
}

function names(root: string, pattern: RegExp): string[] {
  return readdirSync(join(root, "generated")).filter((name) => pattern.test(name));
}

await command(import.meta.url, () => build(process.cwd()));
