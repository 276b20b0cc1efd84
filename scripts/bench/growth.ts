import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "../generate.js";
import { type Contract, readContract } from "../support/contract.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/** Builds contracts of 3, 30 and 300 operations out of our own, and reports what an operation costs in each. */
export async function benchGrowth(): Promise<void> {
  console.log("Cost of an operation as the contract grows");
  console.log("  operations  generate, ms  validators, bytes  types, bytes  type check of one call, instantiations");
  const cells = [];
  for (const copies of [1, 10, 100]) {
    const folder = mkdtempSync(join(tmpdir(), "enkash-contract-growth-"));
    try {
      cells.push(await measure(folder, copies));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  for (const { operations, time, validators, types, instantiations } of cells) {
    const numbers = [time / operations, validators / operations, types / operations];
    const [ms = 0, ...bytes] = numbers;
    console.log(
      `  ${String(operations).padStart(10)}  ${ms.toFixed(1).padStart(12)}  ${bytes[0]?.toFixed(0).padStart(17)}  ${bytes[1]?.toFixed(0).padStart(12)}  ${String(instantiations).padStart(38)}`,
    );
  }
}

async function measure(folder: string, copies: number) {
  mkdirSync(join(folder, "openapi"));
  writeFileSync(join(folder, "openapi/openapi.yaml"), JSON.stringify(multiply(readContract(), copies)));
  cpSync(join(root, "redocly.yaml"), join(folder, "redocly.yaml"));
  const started = performance.now();
  const files = await generate(folder);
  const time = performance.now() - started;
  mkdirSync(join(folder, "generated"));
  for (const [name, text] of files) writeFileSync(join(folder, "generated", name), text);
  return {
    operations: 3 * copies,
    time,
    validators: files.get("validators.js")?.length ?? Number.NaN,
    types: (files.get("types.ts")?.length ?? Number.NaN) + (files.get("client.ts")?.length ?? Number.NaN),
    instantiations: costOfACall(folder),
  };
}

/** Repeats every path, schema and example under names of its own; the security schemes are shared. */
function multiply(contract: Contract, copies: number): Contract {
  const { paths, components, ...rest } = contract;
  const grown = { paths: {}, schemas: {}, examples: {} };
  for (let copy = 0; copy < copies; copy++) {
    const suffix = copy === 0 ? "" : `Nr${copy}`;
    const rename = (value: unknown) =>
      JSON.parse(
        JSON.stringify(value)
          .replace(/"#\/components\/(schemas|examples)\/([^"]+)"/g, `"#/components/$1/$2${suffix}"`)
          .replace(/"operationId":"(\w+)"/g, `"operationId":"$1${suffix}"`),
      );
    const under = (prefix: string, values: object, ending = "") =>
      Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key + ending, rename(value)]));
    Object.assign(grown.paths, under(copy === 0 ? "" : `/nr${copy}`, paths));
    Object.assign(grown.schemas, under("", components.schemas, suffix));
    Object.assign(grown.examples, under("", components.examples, suffix));
  }
  const { schemas, examples } = grown;
  return { ...rest, paths: grown.paths, components: { ...components, schemas, examples } };
}

/** Counts the type instantiations that one call adds to a program. */
function costOfACall(folder: string): number {
  cpSync(join(root, "src"), join(folder, "src"), { recursive: true });
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const count = (name: string, call: string) => {
    const create = `import { createEnkashClient } from "./src/client.js";\nexport const enkash = createEnkashClient({});\n`;
    writeFileSync(join(folder, name), create + call);
    const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"];
    const output = execFileSync(process.execPath, [tsc, ...options, "--extendedDiagnostics", name], {
      encoding: "utf8",
      cwd: folder,
    });
    return Number(/^Instantiations:\s+(\d+)/m.exec(output)?.[1]);
  };
  const call = `export const answer = await enkash.fetchOrderInfo({ orderId: "1" });\n`;
  return count("call.ts", call) - count("nothing.ts", "");
}
