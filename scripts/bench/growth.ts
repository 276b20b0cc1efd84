import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Contract, readContract } from "../contract/document.js";
import { projectRoot } from "../contract/project.js";
import { generate } from "../generate/files.js";
import { countInstantiations } from "../tools/instantiations.js";
import { median } from "./compare-times.js";

/**
 * Builds contracts of 3, 30 and 300 operations out of our own, and reports what an operation costs
 * in each.
 */
export async function benchGrowth(): Promise<void> {
  console.log("Cost of an operation as the contract grows");
  const rows: Record<string, string>[] = [];
  for (const copies of [1, 10, 100]) {
    const folder = mkdtempSync(join(tmpdir(), "enkash-contract-growth-"));
    try {
      rows.push(await measure(folder, copies));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const names = Object.keys(rows[0] ?? {});
  const line = (cells: string[]) =>
    `  ${cells.map((cell, column) => cell.padStart(names[column]?.length ?? 0)).join("  ")}`;
  console.log(line(names));
  for (const row of rows) console.log(line(Object.values(row)));
}

async function measure(folder: string, copies: number) {
  mkdirSync(join(folder, "openapi"));
  writeFileSync(
    join(folder, "openapi/openapi.yaml"),
    JSON.stringify(multiply(readContract(), copies)),
  );
  cpSync(join(projectRoot, "redocly.yaml"), join(folder, "redocly.yaml"));
  const started = performance.now();
  const files = await generate(folder);
  const time = performance.now() - started;
  mkdirSync(join(folder, "generated"));
  for (const [name, text] of files) writeFileSync(join(folder, "generated", name), text);
  const operations = 3 * copies;
  const bytes = (...names: string[]) =>
    names.reduce((sum, name) => sum + (files.get(name)?.length ?? Number.NaN), 0);
  return {
    operations: String(operations),
    "generate, ms each": (time / operations).toFixed(1),
    "schemas, bytes each": (bytes("schemas.ts") / operations).toFixed(0),
    "types and client, bytes each": (bytes("types.ts", "client.ts") / operations).toFixed(0),
    "a call, type instantiations": String(costOfACall(folder)),
    "the kit's response, µs": (await dispatch(folder)).toFixed(0),
  };
}

/**
 * Measures how long the testing kit takes for a request to the last operation, the median in
 * microseconds.
 */
async function dispatch(folder: string): Promise<number> {
  const load = (file: string) => import(pathToFileURL(join(folder, file)).href);
  const [{ createMockFetch }, { operations }, { fixtures }] = await Promise.all(
    ["src/testing/index.ts", "generated/operations.ts", "generated/fixtures.ts"].map(load),
  );
  const [id = ""] = Object.keys(operations).slice(-1);
  const fetch = createMockFetch();
  const times: number[] = [];
  for (let call = 0; call < 2000; call++) {
    const request = new Request(`https://host.example${operations[id].path}`, {
      method: operations[id].method,
      headers: { Authorization: "Bearer test", "Content-Type": "application/json" },
      body: JSON.stringify(fixtures[id].full.request),
    });
    const started = performance.now();
    const { status } = await fetch(request);
    times.push((performance.now() - started) * 1000);
    if (status !== 200) throw new Error(`The kit responded to ${id} with ${status}.`);
  }
  return median(times);
}

/**
 * Repeats every path, schema and example under names of its own; the security schemes are shared.
 */
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
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => [prefix + key + ending, rename(value)]),
      );
    Object.assign(grown.paths, under(copy === 0 ? "" : `/nr${copy}`, paths));
    Object.assign(grown.schemas, under("", components.schemas, suffix));
    Object.assign(grown.examples, under("", components.examples, suffix));
  }
  const { schemas, examples } = grown;
  return { ...rest, paths: grown.paths, components: { ...components, schemas, examples } };
}

/** Counts the type instantiations that one call adds to a program. */
function costOfACall(folder: string): number {
  cpSync(join(projectRoot, "src"), join(folder, "src"), { recursive: true });
  cpSync(join(projectRoot, "package.json"), join(folder, "package.json"));
  symlinkSync(join(projectRoot, "node_modules"), join(folder, "node_modules"), "junction");
  const count = (name: string, call: string) => {
    const create = `import { createEnkashClient } from "./src/client.js";\nexport const enkash = createEnkashClient({});\n`;
    writeFileSync(join(folder, name), create + call);
    return countInstantiations(folder, name);
  };
  const call = `export const result = await enkash.fetchOrderInfo({ orderId: "1" });\n`;
  return count("call.ts", call) - count("nothing.ts", "");
}
