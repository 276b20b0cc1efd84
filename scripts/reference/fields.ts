import type { Contract } from "../contract/document.js";
import { limits } from "../contract/keywords.js";
import { children, type Place, target } from "../contract/places.js";

/** A field of a request or a response, with everything that the contract states about it. */
export interface Field {
  /** Anchor of the field, and the id of its fact without the operation: `request.amount.value`. */
  id: string;
  /** Id of its fact: `createOrder.request.amount.value`. */
  fact: string;
  name: string;
  type: string;
  required: boolean;
  description: string;
  /** Constraints in words, in Markdown. */
  constraints: string[];
  values: { value: string; meaning?: string }[];
  examples: string[];
  readings: string[];
  fields: Field[];
}

/** Lists the fields of an object, with the fields inside them. */
export function fieldsOf(contract: Contract, object: Place): Field[] {
  return children(contract, target(contract, object))
    .filter(({ step }) => step === "properties" || step === "additionalProperties")
    .map((place) => fieldAt(contract, place));
}

/** Lists all fields in reading order, those inside others included. */
export function flatten(fields: Field[]): Field[] {
  return fields.flatMap((one) => [one, ...flatten(one.fields)]);
}

function fieldAt(contract: Contract, place: Place): Field {
  const { schema } = target(contract, place);
  const items = children(contract, target(contract, place)).find(({ step }) => step === "items");
  const inner = items && target(contract, items).schema;
  const meanings = schema["x-enumDescriptions"] as Record<string, string> | undefined;
  return {
    id: place.fact.slice(place.fact.indexOf(".") + 1),
    fact: place.fact,
    name: place.name ?? "any other name",
    required: place.required,
    type: inner === undefined ? String(schema.type) : `array of ${inner.type}`,
    description: [schema.description, inner?.description].filter(Boolean).join("\n\n"),
    constraints: [...limits(schema), ...(inner === undefined ? [] : limits(inner))],
    values: (schema.enum ?? []).map((value) => {
      const meaning = meanings?.[value];
      return meaning === undefined ? { value } : { value, meaning };
    }),
    examples: (schema.examples ?? []).map((example) => JSON.stringify(example)),
    readings: [...new Set([...(schema["x-readings"] ?? []), ...(inner?.["x-readings"] ?? [])])],
    fields: fieldsOf(contract, items ?? place),
  };
}
