import { schemaPages } from "../contract/document.js";
import { flatten } from "./fields.js";
import type { OperationView } from "./operation-view.js";
import type { Site } from "./read-site.js";

/** A place that a reading applies to: the address of its anchor, and its name. */
export interface ReadingPlace {
  href: string;
  label: string;
}

/** Returns, for each reading, the places that `x-readings` refers to it from. */
export function placesByReading({ contract, operations }: Site): Map<string, ReadingPlace[]> {
  const places = new Map<string, ReadingPlace[]>();
  const add = (readings: string[], place: ReadingPlace) => {
    for (const id of readings) places.set(id, [...(places.get(id) ?? []), place]);
  };
  for (const view of operations) {
    add(readingsOf(view), { href: `${view.id}.html#readings`, label: view.id });
    for (const field of flatten([...view.request, ...view.response])) {
      const place = { href: `${view.id}.html#${field.id}`, label: `${view.id}.${field.id}` };
      add(field.readings, place);
    }
  }
  add(contract["x-readings"] ?? [], { href: "index.html#operations", label: "contract" });
  for (const { id, schema } of schemaPages(contract)) {
    add(schema["x-readings"] ?? [], { href: `index.html#${id}`, label: id });
  }
  return places;
}

/** Lists the readings of an operation as a whole, of its security schemes and of its two bodies. */
export function readingsOf(view: OperationView): string[] {
  const { operation, schemes, requestSchema, responseSchema } = view;
  const parts = [...schemes.map(({ scheme }) => scheme), requestSchema, responseSchema];
  const inherited = parts.flatMap((part) => part["x-readings"] ?? []);
  return [...new Set([...operation["x-readings"], ...inherited])];
}
