import type { Ajv2020 } from "ajv/dist/2020.js";
import { bundleAjv } from "../../contract/ajv.js";
import { type Contract, exampleFile, type Schema } from "../../contract/document.js";
import { constrains, keyword } from "../../contract/keywords.js";
import { children, type Place, pointer } from "../../contract/places.js";
import { bodies } from "./bodies.js";

/** Value for one body, made for one keyword of one schema. */
export interface BoundaryValue {
  /** The body that it is for: `createOrder.request`. */
  body: string;
  /** JSON pointer of the keyword in the bundle. */
  pointer: string;
  value: unknown;
  valid: boolean;
}

type Local = Omit<BoundaryValue, "body">;

/** One keyword at one place; `required` counts once for each name. */
export interface KeywordPlace {
  pointer: string;
  name: string;
  schema: Schema;
}

/**
 * Makes the boundary values of the contract: for each keyword valid values at its edge, and values
 * that the schema refuses and would accept without that one keyword.
 */
export function makeBoundaries(contract: Contract): {
  keywords: KeywordPlace[];
  boundaryValues: BoundaryValue[];
} {
  const maker = new BoundaryMaker(contract);
  const boundaryValues = bodies(contract).flatMap(({ name, place, example }) =>
    maker.around(place, example).map((local) => ({ body: name, ...local })),
  );
  return { keywords: [...maker.keywords.values()], boundaryValues };
}

class BoundaryMaker {
  readonly keywords = new Map<string, KeywordPlace>();
  readonly #ajv: Ajv2020;

  constructor(private readonly contract: Contract) {
    this.#ajv = bundleAjv(contract);
  }

  /**
   * Lists the boundary values of a schema and of all schemas below it, made from the valid value
   * `base`.
   */
  around(place: Place, base: unknown): Local[] {
    if (base === undefined) throw new Error(missingExample(place));
    const { schema, path } = place;
    const below = this.#below(place, base);
    const accepts = this.#compile(schema);
    const here = takeApart(schema, base).flatMap(({ name, at, rest, values }) => {
      const keyword = pointer([...path, ...at]);
      this.keywords.set(keyword, { pointer: keyword, name, schema });
      const acceptsWithout = this.#compile(rest);
      const breaksAlone = (value: unknown) => !accepts(value) && acceptsWithout(value);
      const broken = (below.get(name) ?? []).map(({ value }) => value).find(breaksAlone);
      return [base, ...values, ...(broken === undefined ? [] : [broken])]
        .filter((value) => accepts(value) || breaksAlone(value))
        .map((value) => ({ pointer: keyword, value, valid: accepts(value) }));
    });
    return [...[...below.values()].flat(), ...here];
  }

  /**
   * Lists the boundary values of the schemas below, by the keyword that leads there, put in their
   * place in `base`.
   */
  #below(place: Place, base: unknown): Map<string, Local[]> {
    const found = new Map<string, Local[]>();
    for (const child of children(this.contract, place)) {
      const { step = "$ref" } = child;
      const { value, put } = inside(child, base);
      const locals = this.around(child, value).map((local) => ({
        ...local,
        value: put(local.value),
      }));
      found.set(step, [...(found.get(step) ?? []), ...locals]);
    }
    return found;
  }

  #compile(schema: Schema): (value: unknown) => boolean {
    const text = JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"bundle#');
    return this.#ajv.compile<unknown>(JSON.parse(text) as Schema);
  }
}

function missingExample({ fact, side = "request" }: Place): string {
  const [operationId = ""] = fact.split(".");
  const file = exampleFile(operationId, "full", side);
  return `${file} has no ${fact}, and boundary values are made of it. Add it to the example.`;
}

/** Returns the part of a value that a place below is about, and what puts another part there. */
function inside(
  { step, name }: Place,
  base: unknown,
): { value: unknown; put: (value: unknown) => unknown } {
  if (step === "$ref") return { value: base, put: (value) => value };
  if (step === "items") return { value: (base as unknown[])[0], put: (value) => [value] };
  const object = base as Record<string, unknown>;
  const key = step === "properties" ? String(name) : String(Object.keys(object)[0]);
  return { value: object[key], put: (value) => ({ ...object, [key]: value }) };
}

/** One keyword of a schema: the schema that is left without it, and values around its edge. */
interface Part {
  name: string;
  at: (string | number)[];
  rest: Schema;
  values: unknown[];
}

/** Lists the keywords of a schema, each with the schema that is left without it. */
function takeApart(schema: Schema, base: unknown): Part[] {
  return Object.keys(schema)
    .filter(constrains)
    .flatMap((name): Part[] => {
      const { [name]: value, ...rest } = schema;
      if (name === "required") return requiredParts(schema, base);
      const values = keyword(name).values?.(value as never, base as never) ?? [];
      return [{ name, at: [name], rest, values }];
    });
}

function requiredParts(schema: Schema, base: unknown): Part[] {
  const { required = [] } = schema;
  return required.map((name, index) => {
    const { [name]: _, ...others } = base as Record<string, unknown>;
    const rest = { ...schema, required: required.filter((other) => other !== name) };
    return { name: "required", at: ["required", index], rest, values: [others] };
  });
}
