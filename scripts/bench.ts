import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { command, Failure } from "./support/command.js";

/** Measures one thing and returns what it found, as lines for the terminal. */
export type Benchmark = () => Promise<string>;

const FOLDER = new URL("bench/", import.meta.url);

await command(import.meta.url, async (args) => {
  const names = readdirSync(FOLDER).map((file) => basename(file, ".ts"));
  const unknown = args.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Failure(`There is no benchmark ${unknown}. Usage: npm run bench [-- name]. Names: ${names.join(", ")}`);
  }
  for (const name of args.length > 0 ? args : names) {
    const { benchmark } = (await import(new URL(`${name}.ts`, FOLDER).href)) as { benchmark: Benchmark };
    console.log(`${name}\n${await benchmark()}\n`);
  }
});
