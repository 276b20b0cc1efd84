import { type BuildOptions, build } from "esbuild";

/**
 * Bundles a module as an application in `folder` would, and returns the code with the files that
 * reached it.
 */
export async function bundle(folder: string, contents: string, options: BuildOptions) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    absWorkingDir: folder,
    bundle: true,
    write: false,
    outfile: "out.js",
    ...options,
    metafile: true,
  });
  const inputs = Object.entries(metafile.outputs["out.js"]?.inputs ?? {});
  const files = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file);
  return { code: outputFiles?.[0]?.text ?? "", files };
}
