import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  endpoints,
  readContract,
  requestType,
  responseType,
} from "../../scripts/contract/document.js";
import { projectRoot } from "../support/project.js";

const contract = readContract();
const door = readFileSync(join(projectRoot, "src/index.ts"), "utf8");

test("the package exports the request and the response type of every operation", () => {
  const types = endpoints(contract).flatMap((endpoint) => [
    requestType(endpoint),
    responseType(endpoint),
  ]);
  expect(types.filter((name) => !new RegExp(`\\b${name}\\b`).test(door))).toEqual([]);
});

test("the package exports every list of response values as a type", () => {
  const lists = Object.entries(contract.components.schemas).filter(([, schema]) => schema.enum);
  expect(lists.map(([name]) => name).filter((name) => !door.includes(` ${name},`))).toEqual([]);
});
