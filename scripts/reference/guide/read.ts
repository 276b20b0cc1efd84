import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** Reads a file of the guide. */
export function readGuide<Content>(name: string): Content {
  return parse(readFileSync(new URL(`./${name}`, import.meta.url), "utf8")) as Content;
}
