import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { build } from "./build.js";
import { command, Failure } from "./tools/command.js";

/**
 * The entry points whose surface is reported, by the names of their reports under
 * `test/package/api`.
 */
export const ENTRY_POINTS = {
  index: "dist/index.d.ts",
  testing: "dist/testing.d.ts",
  validators: "dist/validators.d.ts",
};

/** Describes the public surface of a built entry point as text, one declaration after the other. */
export function describeApi(root: string, entryPoint: string): string {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-api-"));
  try {
    Extractor.invoke(extractorConfig(root, entryPoint, folder), {
      localBuild: true,
      messageCallback: (message) => {
        message.handled = true; // the report says it
      },
    });
    const report = readFileSync(join(folder, REPORT), "utf8");
    // Where a declaration stands in the build changes with every comment.
    const lasting = report.replace(/^(\/\/ dist\/[\w./-]+):\d+:\d+/gm, "$1");
    // API Extractor indents by itself, on top of the tabs of the build.
    return lasting.replaceAll("\t", "").replace(/^ {4}( *[}\]])/gm, "$1");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const REPORT = "report.api.md";

function extractorConfig(root: string, entryPoint: string, folder: string): ExtractorConfig {
  const none = { logLevel: ExtractorLogLevel.None };
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, "package.json"),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, entryPoint),
      newlineKind: "lf",
      compiler: { tsconfigFilePath: join(root, "tsconfig.build.json") },
      apiReport: {
        enabled: true,
        reportFileName: REPORT,
        reportFolder: folder,
        reportTempFolder: folder,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: none,
          // A reviewer has to see what the surface refers to without exporting it.
          "ae-forgotten-export": { ...none, addToApiReportFile: true },
        },
        tsdocMessageReporting: { default: none },
      },
    },
  });
}

const USAGE = `Usage: npm run api
  Builds the package, and writes the reports of its public surface to test/package/api/.`;

await command(import.meta.url, USAGE, async (args) => {
  parseArgs({ args });
  const root = process.cwd();
  await build(root);
  for (const [name, entryPoint] of Object.entries(ENTRY_POINTS)) {
    const file = `test/package/api/${name}.api.md`;
    try {
      writeFileSync(join(root, file), describeApi(root, entryPoint));
    } catch (cause) {
      throw new Failure(
        `Failed to report the public surface of ${entryPoint}: ${(cause as Error).message}`,
      );
    }
    console.log(`Wrote ${file}.`);
  }
});
