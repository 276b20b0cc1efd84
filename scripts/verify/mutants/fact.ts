import { type Contract, endpoints } from "../../contract/document.js";
import type { FactsFile } from "../../contract/facts.js";
import { byPointer, type Path, pointer } from "../../contract/places.js";
import { sentence } from "../fact-sentence.js";

/**
 * Returns in plain words which fact of the pages is about a place of the bundle, or about the
 * nearest place around it.
 */
export function factAt(contract: Contract, pages: FactsFile[], path: Path): string {
  const facts = new Map(pages.flatMap((page) => Object.entries(page.facts)));
  for (let id = idOf(contract, path); id !== ""; id = id.replace(/(^\w+|\[\]|\.[^.[]+)$/, "")) {
    const fact = facts.get(id);
    if (fact !== undefined) return sentence(id, fact);
  }
  return "no fact of the pages is about this place: a reading or a check has to be";
}

/**
 * Returns the id that a fact has, or would have, at a place of the bundle:
 * `createOrder.request.amount.value`.
 */
function idOf(contract: Contract, path: Path): string {
  const [top, second, third = "", ...rest] = path;
  if (top === "components" && second === "examples") {
    const [operationId, , side] = String(third).split(".");
    const below = rest.slice(1).map((key) => (typeof key === "number" ? "[]" : `.${key}`));
    return `${operationId}.${side === "request" ? side : "response"}${below.join("")}`;
  }
  const places = byPointer(contract);
  for (let length = path.length; length > 0; length -= 1) {
    const place = places.get(pointer(path.slice(0, length)));
    if (place !== undefined) return place.fact;
  }
  if (top !== "paths") return "";
  const here = endpoints(contract).find((endpoint) => endpoint.path === second)?.operation;
  if (here === undefined) return "";
  const side = { requestBody: ".request", responses: ".response" }[String(rest[0])] ?? "";
  return `${here.operationId}${side}`;
}
