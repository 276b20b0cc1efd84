import { Ajv2020 } from "ajv/dist/2020.js";
import { type Contract, refName, type Schema } from "./document.js";
import { constrains, KEYWORDS } from "./keywords.js";

const int32 = {
  type: "number",
  validate: (value: number) => Number.isInteger(value) && value === (value | 0),
} as const;

/**
 * Creates the Ajv that the contract is compiled with: strict, so that a keyword it does not know is
 * an error.
 */
export function createAjv(contract: Contract): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    messages: false,
    inlineRefs: false,
    formats: { int32 },
  });
  ajv.addVocabulary(Object.keys(KEYWORDS).filter((name) => name.startsWith("x-")));
  ajv.addSchema({ $id: "contract", $defs: constraints(contract) });
  return ajv;
}

/** Compiles every component schema, or throws the complaint of Ajv about the first wrong one. */
export function compileSchemas(contract: Contract): void {
  const ajv = createAjv(contract);
  for (const name of Object.keys(contract.components.schemas))
    ajv.getSchema(`contract#/$defs/${name}`);
}

/**
 * Creates an Ajv that reads the bundle as it stands; its schemas are
 * `bundle#/components/schemas/…`.
 */
export function bundleAjv(contract: Contract): Ajv2020 {
  return new Ajv2020({ strict: false, formats: { int32 } }).addSchema(contract, "bundle");
}

/** Returns the component schemas under `#/$defs`, without the keywords that constrain nothing. */
export function constraints(contract: Contract): Record<string, Schema> {
  const strip = (value: unknown, isMap: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => strip(item, false));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => isMap || constrains(key))
        .map(([key, item]) => {
          if (key === "$ref" && typeof item === "string") return [key, `#/$defs/${refName(item)}`];
          return [key, strip(item, !isMap && key === "properties")];
        }),
    );
  };
  return strip(contract.components.schemas, true) as Record<string, Schema>;
}
