import { type BuildOptions, build } from "esbuild";

/** Bundles a module that uses what is installed in a folder, as its user would. */
export async function bundle(folder: string, contents: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    bundle: true,
    write: false,
    ...options,
  });
  return outputFiles?.[0]?.text ?? "";
}
