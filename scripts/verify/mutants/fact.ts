import { type Contract, endpoints, refName, type Schema } from "../../contract/document.js";
import type { Page } from "../../contract/facts.js";
import { type Path, pointer } from "../../contract/places.js";
import { sentence } from "../fact-sentence.js";

/** Says in plain words which fact of the pages is about a place of the bundle, or about the nearest place around it. */
export function factAt(contract: Contract, ledger: Page[], path: Path): string {
  const facts = new Map(ledger.flatMap((page) => Object.entries(page.facts)));
  for (let id = idOf(contract, path); id !== ""; id = id.replace(/(^\w+|\[\]|\.[^.[]+)$/, "")) {
    const fact = facts.get(id);
    if (fact !== undefined) return sentence(id, fact);
  }
  return "no fact of the pages is about this place: a reading or a check has to be";
}

/** Returns the id that a fact has, or would have, at a place of the bundle: `createOrder.request.amount.value`. */
function idOf(contract: Contract, path: Path): string {
  const [top, second, third = "", ...rest] = path;
  if (top === "components" && second === "examples") {
    const [operationId, , side] = String(third).split(".");
    const members = rest.slice(1).map((key) => (typeof key === "number" ? "[]" : `.${key}`));
    return `${operationId}.${side === "request" ? side : "response"}${members.join("")}`;
  }
  const places = idsOfPlaces(contract);
  for (let length = path.length; length > 0; length -= 1) {
    const id = places.get(pointer(path.slice(0, length)));
    if (id !== undefined) return id;
  }
  return "";
}

/** Maps places of the bundle to the ids of facts; a schema with several uses gets the id of the first. */
function idsOfPlaces(contract: Contract): Map<string, string> {
  const ids = new Map<string, string>();
  const walk = (schema: Schema, path: Path, id: string): void => {
    if (ids.has(pointer(path))) return;
    ids.set(pointer(path), id);
    const { $ref, properties = {}, items, additionalProperties } = schema;
    if ($ref !== undefined) {
      const name = refName($ref);
      walk(contract.components.schemas[name] ?? {}, ["components", "schemas", name], id);
    }
    for (const [name, property] of Object.entries(properties)) {
      walk(property, [...path, "properties", name], `${id}.${name}`);
    }
    if (items !== undefined) walk(items, [...path, "items"], `${id}[]`);
    if (typeof additionalProperties === "object")
      walk(additionalProperties, [...path, "additionalProperties"], `${id}.*`);
  };
  for (const { path, operation } of endpoints(contract)) {
    const { operationId, requestBody, responses } = operation;
    ids.set(pointer(["paths", path]), operationId);
    for (const [side, at, { content }] of [
      ["request", ["requestBody"], requestBody],
      ...Object.entries(responses).map(
        ([status, response]) => ["response", ["responses", status], response] as const,
      ),
    ] as const) {
      const place = ["paths", path, "post", ...at];
      for (const { schema } of Object.values(content))
        walk(schema, place, `${operationId}.${side}`);
    }
  }
  walk(
    contract.components.schemas.OrderStatus ?? {},
    ["components", "schemas", "OrderStatus"],
    "orderLifecycle.status",
  );
  return ids;
}
