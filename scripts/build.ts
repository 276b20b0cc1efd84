import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type TransformOptions, transform } from "esbuild";
import { type Plugin, type RenderedChunk, type RollupLog, rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { command, Failure } from "./tools/command.js";

/** Source of each entry point, by its name in `dist/`. */
const ENTRY_POINTS = {
  index: "src/index.ts",
  testing: "src/testing/index.ts",
  types: "generated/types.ts",
  validators: "src/validators.ts",
};

/** Source of what is code alone, without declarations. */
const CODE = {
  ...ENTRY_POINTS,
  // Apart from the index: importing a list of statuses must not bundle the client.
  "shared/client": "src/client.ts",
  cli: "src/cli/index.ts",
};

/**
 * What several entry points have in common, in one file: each further file takes Node longer to
 * load than its code.
 */
const COMMON = ["result", "read-body", "test-failure", "credentials/token-path", "doubled-part"];

/**
 * Builds `dist/`, the part of the package that is installed.
 *
 * What several entry points share goes into a file of its own, so that each class exists once: an
 * error of the client is an `EnkashError` of every entry point.
 */
export async function build(root: string): Promise<void> {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  const manualChunks = { common: COMMON.map((name) => join(root, `src/${name}.ts`)) };
  const code = { sources: CODE, extension: ".js", plugins: [typescript()], manualChunks };
  const chunks = await emit(root, code);
  const values = new Map(chunks.map(({ name, exports }) => [name, new Set(exports)]));
  const plugins = [dts({ tsconfig: join(root, "tsconfig.build.json") }), markTypes(values)];
  await emit(root, { sources: ENTRY_POINTS, extension: ".d.ts", plugins });
}

interface Emission {
  sources: Record<string, string>;
  extension: string;
  plugins: Plugin[];
  manualChunks?: Record<string, string[]>;
}

/** Bundles the entry points. The code of other packages stays there, in sight of `npm audit`. */
async function emit(
  root: string,
  { sources, extension, plugins, manualChunks = {} }: Emission,
): Promise<RenderedChunk[]> {
  const entries = Object.entries(sources).map(([name, file]) => [name, join(root, file)]);
  try {
    const bundle = await rollup({
      input: Object.fromEntries(entries),
      external: (id) => !/^[./]|^[A-Z]:/.test(id),
      plugins,
      // No second file in front of the client, which is an entry of its own in name only.
      preserveEntrySignatures: "allow-extension",
      onLog: refuse,
    });
    const { output } = await bundle.write({
      dir: join(root, "dist"),
      entryFileNames: `[name]${extension}`,
      chunkFileNames: `shared/[name]${extension}`,
      manualChunks,
      // Names stay, for stack traces and for the messages of the compiler.
      minifyInternalExports: false,
      hoistTransitiveImports: false,
    });
    await bundle.close();
    return output.filter((file) => file.type === "chunk");
  } catch (error) {
    throw new Failure(`Failed to build dist/*${extension}: ${(error as Error).message}`);
  }
}

/**
 * Throws on every warning, circular imports included. A file of types alone has no code: that is
 * meant.
 */
function refuse(_level: string, log: RollupLog): void {
  if (log.code !== "EMPTY_BUNDLE") throw new Error(log.message);
}

/**
 * How the code of each module is printed. What may throw in an application stays readable, since
 * Node prints lines of it; in a test short lines and names are enough. Schemas, fixtures
 * and facts throw nothing, and the command prints its errors itself.
 */
const PRINTED: [module: RegExp, options: TransformOptions][] = [
  [/[\\/]generated[\\/](schemas|fixtures|facts)\.ts$/, { minify: true, lineLimit: 100 }],
  [/[\\/]src[\\/]cli[\\/]/, { minify: true, lineLimit: 100 }],
  [/[\\/]src[\\/]testing[\\/]/, { minifyWhitespace: true, lineLimit: 100 }],
];

/** Returns a plugin that turns TypeScript into JavaScript. */
function typescript(): Plugin {
  return {
    name: "typescript",
    resolveId(id, importer) {
      if (importer === undefined || !id.startsWith(".")) return null;
      const file = resolve(importer, "..", id);
      const source = file.replace(/\.js$/, ".ts");
      return existsSync(source) ? source : file;
    },
    async transform(code, id) {
      const [, options] = PRINTED.find(([module]) => module.test(id)) ?? [];
      const emitted = await print(code, options);
      return { code: await compact(emitted), map: null };
    },
  };
}

async function print(code: string, options: TransformOptions = {}): Promise<string> {
  return (await transform(code, { ...options, loader: "ts", target: "es2022" })).code;
}

/** Leaves out comments, which the declarations have, and indents by tabs: a tenth of the bytes. */
async function compact(code: string): Promise<string> {
  const compacted = indentByTabs(code.replace(/^ +\/\*\*[\s\S]*?\*\/\n/gm, ""), 2);
  // Inside a text of several lines, this would change the text.
  const minify = (text: string) => print(text, { minify: true });
  const isSame = (await minify(code)) === (await minify(compacted));
  return isSame ? compacted : code;
}

function indentByTabs(code: string, width: number): string {
  const indentation = new RegExp(`^(?: {${width}})+`, "gm");
  return code.replace(indentation, (spaces) => "\t".repeat(spaces.length / width));
}

/** Puts each type of a property that has no comments inside on one line. */
function joinProperties(code: string): string {
  const properties = /^(\t+)\w+\??: \{\n[^/]*?\n\1\}.*;$/gm;
  return code.replace(properties, (property, indentation: string) => {
    return indentation + property.trim().replace(/\n\t*/g, " ");
  });
}

/**
 * Returns a plugin that exports as a type what the code does not export: the plugin for
 * declarations forgets that a class was exported as a type alone.
 */
function markTypes(values: Map<string, Set<string>>): Plugin {
  return {
    name: "mark-types",
    renderChunk(code, { name, isEntry }) {
      const compacted = joinProperties(indentByTabs(code, 4));
      const exported = values.get(name);
      if (!isEntry || exported === undefined) return compacted;
      const lists = /^export \{ (.*) \}( from .*)?;$/gm;
      return compacted.replace(lists, (_, list: string, from = "") => {
        const names = list.split(", ");
        const isValue = (item: string) => exported.has(item.replace(/^.* as /, ""));
        const write = (word: string, items: string[]) =>
          items.length > 0 ? [`${word} { ${items.join(", ")} }${from};`] : [];
        const types = names.filter((item) => !isValue(item));
        return [...write("export", names.filter(isValue)), ...write("export type", types)].join(
          "\n",
        );
      });
    },
  };
}

const USAGE = `Usage: npm run build
  Builds dist/, the part of the package that is installed.`;

await command(import.meta.url, USAGE, async (args) => {
  parseArgs({ args });
  await build(process.cwd());
});
