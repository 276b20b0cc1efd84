import type { Contract } from "../../contract/document.js";
import { nodes, type Path } from "../../contract/places.js";
import { drop, type Operator, set } from "./mutant.js";

/**
 * Operators that change the document around the operations: its head, its security schemes, its
 * examples.
 */
export const documentOperators: Record<string, Operator> = {
  "change OpenAPI version": () => ["3.0.3", "3.2.0"].map((version) => set(["openapi"], version)),
  "add to the root": () => [
    set(["servers"], [{ url: "https://api.enkash.in" }]),
    set(["security"], [{ rewardsToken: [] }]),
    set(["webhooks"], {}),
  ],
  "add an unused security scheme": () => [
    set(["components", "securitySchemes", "added"], {
      type: "apiKey",
      in: "header",
      name: "x-added",
    }),
  ],
  "change security scheme": ({ components }) =>
    Object.entries(components.securitySchemes).flatMap(([name, scheme]) =>
      Object.keys(scheme)
        .filter((key) => ["type", "in", "name", "scheme"].includes(key))
        .map((key) => set(["components", "securitySchemes", name, key], CHANGED[key])),
    ),
  "break an example value": (contract) =>
    leaves(contract).map(({ path, value }) => set(path, typeof value === "string" ? 12.5 : "text")),
  "drop a property of a full example": (contract) =>
    leaves(contract)
      .filter(({ path }) => String(path[2]).includes(".full.") && isShownFirst(path))
      .map(({ path }) => drop(path)),
  "add a property to a request example": ({ components }) =>
    Object.keys(components.examples)
      .filter((name) => name.endsWith(".request"))
      .map((name) => set(["components", "examples", name, "value", "added"], "text")),
  "drop a reading everywhere": (contract) => {
    const references = readingsWithin(contract);
    const ids = new Set(references.flatMap(({ readings }) => readings));
    return [...ids].map((id) => {
      const named = references.filter(({ readings }) => readings.includes(id));
      const edits = named.map(({ path, readings }): [Path, unknown] => [
        path,
        readings.filter((other) => other !== id),
      ]);
      return { path: named[0]?.path ?? [], edits };
    });
  },
  "ask for something else": ({ components }) =>
    Object.keys(components.examples)
      .filter((name) => name.endsWith(".request"))
      .flatMap((name) => {
        const response = components.examples[name.replace(/request$/, "200")]?.value;
        // What a request asks for and its response repeats.
        const echoed = Object.entries(components.examples[name]?.value ?? {}).filter(
          ([, value]) =>
            typeof value === "string" && JSON.stringify(response).includes(`"${value}"`),
        );
        return echoed.map(([key]) => set(["components", "examples", name, "value", key], "OTHER"));
      }),
};

const CHANGED: Record<string, string> = {
  type: "mutualTLS",
  in: "query",
  name: "x-changed",
  scheme: "basic",
};

/** Lists the values inside the bodies of the examples. */
function leaves({ components }: Contract): { path: Path; value: unknown }[] {
  return Object.entries(components.examples).flatMap(([name, { value }]) =>
    [...nodes(value, ["components", "examples", name, "value"])].filter(
      (node) => typeof node.value !== "object" || node.value === null,
    ),
  );
}

/**
 * Returns whether a path leads to a property without passing a later item of a list: the first item
 * shows every property, the others show that there may be several.
 */
function isShownFirst(path: Path): boolean {
  const indices = path.filter((key) => typeof key === "number");
  return typeof path.at(-1) === "string" && indices.every((index) => index === 0);
}

/** Lists every `x-readings` of the contract. */
function readingsWithin(contract: Contract): { path: Path; readings: string[] }[] {
  return [...nodes(contract)]
    .filter(({ path }) => path.at(-1) === "x-readings")
    .map(({ path, value }) => ({ path, readings: value as string[] }));
}
