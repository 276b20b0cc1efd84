import type { Contract, Schema } from "./document.js";
import { keyword } from "./keywords.js";
import { location, schemaPlaces } from "./places.js";

/**
 * Converts the contract to OpenAPI 3.0, for tools that read no 3.1.
 *
 * Everything that constrains a request or a response stays. Of several examples of a schema, 3.0
 * takes the first alone, and of a license its address in place of its identifier.
 *
 * @throws Error where a schema has a value that 3.0 cannot express.
 */
export function toOpenApi30(contract: Contract): Record<string, unknown> {
  const copy = structuredClone(contract);
  for (const { path, schema } of schemaPlaces(copy)) {
    const converted = keywordsIn30(schema, location(contract, path));
    for (const name of Object.keys(schema)) delete schema[name];
    Object.assign(schema, converted);
  }
  const { name, identifier } = copy.info.license;
  const license = { name, url: `https://spdx.org/licenses/${identifier}.html` };
  return { ...copy, openapi: "3.0.4", info: { ...copy.info, license } };
}

/** Converts the keywords of one schema, without those of the schemas below it. */
export function keywordsIn30(schema: Schema, place: string): Schema {
  const { $ref, ...others } = schema;
  const converted = Object.entries(others).map(([name, value]) => {
    try {
      return keyword(name).in30?.(value as never) ?? { [name]: value };
    } catch (cause) {
      const why = (cause as Error).message;
      throw new Error(`Failed to convert ${place} to OpenAPI 3.0: ${why}.`, { cause });
    }
  });
  const beside: Schema = Object.assign({}, ...converted);
  if ($ref === undefined) return beside;
  // Next to a reference, 3.0 ignores everything.
  return converted.length === 0 ? { $ref } : { allOf: [{ $ref }], ...beside };
}
