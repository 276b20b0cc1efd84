import { expect, test } from "vitest";
import type { Contract } from "../../scripts/support/contract.js";
import { readContract } from "../support/project.js";
import { judge } from "./judge.js";
import { readLedger } from "./ledger.js";
import { readReadings } from "./readings.js";

type Path = (string | number)[];

/** Keys that tell something to people and constrain nothing; the lint and the structure tests look after them. */
const TOLD = new Set(["description", "summary", "tags", "x-envelope", "x-readings"]);
const contract = readContract();
const ledger = readLedger();
const readings = readReadings();

/** Lists every place of the document that can be deleted, the told ones aside. */
function* deletable(node: unknown, path: Path): Generator<Path> {
  if (typeof node !== "object" || node === null) return;
  const isMap = path.at(-1) === "properties";
  for (const [key, child] of Object.entries(node)) {
    if (!isMap && TOLD.has(key)) continue;
    // Examples of requests and answers have tests of their own.
    if (key === "examples" && path.at(-1) === "application/json") continue;
    const here = [...path, Array.isArray(node) ? Number(key) : key];
    yield here;
    yield* deletable(child, here);
  }
}

function without(path: Path): Contract {
  const copy = structuredClone(contract);
  const parent = path.slice(0, -1).reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], copy);
  const last = path.at(-1) as string | number;
  if (Array.isArray(parent)) parent.splice(last as number, 1);
  else delete (parent as Record<string, unknown>)[last];
  return copy;
}

/** Says what the contract tests say of a mutant; a document that they cannot even read is noticed, too. */
function verdict(mutant: Contract): string {
  try {
    return judge(mutant, ledger, readings)[0]?.text ?? "nothing found";
  } catch (error) {
    return `unreadable: ${(error as Error).message}`;
  }
}

test("deleting any one constraint from the contract turns the contract tests red", () => {
  const { openapi, jsonSchemaDialect, info, tags, components, ...rest } = contract;
  const { examples, ...parts } = components;
  const paths = [...deletable({ ...rest, components: parts }, [])];
  expect(paths.length).toBeGreaterThan(500);
  const unnoticed = paths.filter((path) => verdict(without(path)) === "nothing found");
  expect(unnoticed.map((path) => path.join("/"))).toEqual([]);
});

test("a deleted limit is reported with its fact, both values, the file and the ways out", () => {
  const message = verdict(without(["components", "schemas", "Amount", "properties", "value", "minimum"]));
  expect(message).toContain("createOrder.request.amount.value: minimum");
  expect(message).toContain(
    "the page says   0.01   (Create Order, modified 2024-10-10 08:31:41; test/facts/createOrder.yaml)",
  );
  expect(message).toContain("the spec says   nothing   (openapi/schemas/Amount.yaml)");
  expect(message).toContain("openapi/readings.yaml");
});
