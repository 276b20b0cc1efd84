import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../contract/project.js";
import { buildReference } from "../reference/build-site.js";
import { median } from "./compare-times.js";

/** Builds the reference five times, and reports the median time and what came out. */
export async function benchReference(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-reference-bench-"));
  try {
    const times: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const started = performance.now();
      await buildReference(projectRoot, folder);
      times.push(performance.now() - started);
    }
    const size = (file: string) => `${(statSync(join(folder, file)).size / 1000).toFixed(0)} kB`;
    console.log("The reference");
    console.log(`  build, median of 5  ${(median(times) / 1000).toFixed(1)} s`);
    for (const file of readdirSync(folder).sort())
      console.log(`  ${file.padEnd(18)}  ${size(file)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
