import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "./project.js";

/** The file of all readings. */
export const readingsFile = "openapi/readings.yaml";

/** A place where the contract had to read the pages. */
export interface Reading {
  id: string;
  where: string;
  pages: string;
  contract: string;
  why: string;
  elsewhere?: string;
  drops?: { keyword: string; at: string[] }[];
  adds?: { keyword: string; value: unknown; at: string[] }[];
  breaks?: { at: string; pointer: string; keyword: string }[];
}

/** Reads all readings, of this project or of the one in the folder `root`. */
export function readReadings(root = projectRoot): Reading[] {
  return parse(readFileSync(join(root, readingsFile), "utf8")) as Reading[];
}
