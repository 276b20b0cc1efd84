import { gzipSync } from "node:zlib";
import { type BuildOptions, build, transform } from "esbuild";

/**
 * Prints what the client takes in the bundle of an application, minified and compressed, and by how
 * much each file makes it larger. What a file has in common with others counts for none of them.
 */
export async function benchSize(): Promise<void> {
  const total = compress([await bundle("./dist/index.js", { minify: true })]);
  console.log("The client in a bundle, minified and compressed; aim: 10500 bytes at most");
  print("", total);
  const files = await splitBundle();
  const all = compress([...files.values()]);
  const added = [...files.keys()].map((name) => {
    const others = new Map(files);
    others.delete(name);
    return { name, bytes: all - compress([...others.values()]) };
  });
  for (const { name, bytes } of added.toSorted((a, b) => b.bytes - a.bytes)) print(name, bytes);
}

function print(name: string, bytes: number): void {
  console.log(`  ${name.padEnd(40)} ${String(bytes).padStart(6)} bytes`);
}

function compress(parts: string[]): number {
  return gzipSync(parts.join("\n"), { level: 9 }).length;
}

async function bundle(file: string, options: BuildOptions): Promise<string> {
  const contents = `export { createEnkashClient, EnkashError } from "${file}";`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    ...options,
  });
  return outputFiles?.[0]?.text ?? "";
}

/** Returns what a bundle contains of each file of the source. */
async function splitBundle(): Promise<Map<string, string>> {
  // White space stays until the files are taken apart: in front of each is its path.
  const code = await bundle("./src/index.ts", { minifyIdentifiers: true, minifySyntax: true });
  const files = code
    .replace(/^export \{[^}]*\};/m, "")
    .split(/^\/\/ (?=\S+\.ts\n)/m)
    .slice(1)
    .map(async (part) => {
      const [name = "", ...lines] = part.split("\n");
      const minified = await transform(lines.join("\n"), { minifyWhitespace: true });
      return [name, minified.code] as const;
    });
  return new Map(await Promise.all(files));
}
