import { type Contract, endpoints } from "../contract/document.js";
import { flatten } from "./fields.js";
import { type OperationParts, partsOf } from "./parts.js";

/** A place that names a reading: the page, the anchor on it, and how to call it. */
export interface Place {
  href: string;
  label: string;
}

/** Lists, for each reading, the places that name it. */
export function placesOfReadings(contract: Contract): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  const add = (readings: string[], place: Place) => {
    for (const id of readings) places.set(id, [...(places.get(id) ?? []), place]);
  };
  for (const endpoint of endpoints(contract)) {
    const parts = partsOf(contract, endpoint);
    const page = `${parts.id}.html`;
    add(allReadings(parts), { href: page, label: parts.id });
    for (const field of flatten([...parts.request, ...parts.response])) {
      add(field.readings, { href: `${page}#${field.id}`, label: `${parts.id}.${field.id}` });
    }
  }
  add(contract["x-readings"] ?? [], { href: "overview.html#operations", label: "contract" });
  const status = contract.components.schemas.OrderStatus;
  add(status?.["x-readings"] ?? [], {
    href: "overview.html#orderLifecycle",
    label: "orderLifecycle",
  });
  return places;
}

/** Lists the readings of an operation as a whole: its own, its security schemes' and those of its two bodies. */
export function allReadings({ operation, schemes, bodies }: OperationParts): string[] {
  const inherited = [...schemes.map(({ scheme }) => scheme), ...bodies].flatMap(
    (part) => part["x-readings"] ?? [],
  );
  return [...new Set([...operation["x-readings"], ...inherited])];
}
