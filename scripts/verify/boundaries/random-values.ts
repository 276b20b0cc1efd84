import { generateSync } from "json-schema-faker";
import type { Contract } from "../../contract/document.js";
import { bodies } from "./bodies.js";
import type { BoundaryValue } from "./boundaries.js";

const PER_BODY = 30;

/** Makes valid values of every body; the same seed makes the same values. */
export function randomValues(contract: Contract, seed: number): BoundaryValue[] {
  return bodies(contract).flatMap(({ name, schema }) =>
    Array.from({ length: PER_BODY }, (_, index) => ({
      body: name,
      pointer: `seed ${seed + index}`,
      value: generateSync(
        { $ref: `#/components/schemas/${schema}`, components: contract.components },
        { seed: seed + index, optionalsProbability: 0.5 },
      ),
      valid: true,
    })),
  );
}
