import type { Ajv2020 } from "ajv/dist/2020.js";
import { type Contract, refName, type Schema } from "../../contract/document.js";
import { bodies, bundleAjv } from "./bodies.js";
import { edgeValues } from "./values.js";

/** One value for one body, made for one keyword. */
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
export interface Keyword {
  pointer: string;
  name: string;
  schema: Schema;
}

/** Keys of a schema that tell something to people and constrain nothing. */
const TOLD = new Set(["description", "examples", "x-readings", "x-enumDescriptions"]);

/**
 * Makes the boundaryValues of the contract: for each keyword the edgeValues that are valid, and the verified negatives, which
 * the schema refuses and would accept without that one keyword.
 */
export function makeBoundaries(contract: Contract): {
  keywords: Keyword[];
  boundaryValues: BoundaryValue[];
} {
  const maker = new VectorMaker(contract);
  const boundaryValues = bodies(contract).flatMap(({ name, schema, example }) =>
    maker.component(schema, example).map((local) => ({ body: name, ...local })),
  );
  return { keywords: [...maker.keywords.values()], boundaryValues };
}

class VectorMaker {
  readonly keywords = new Map<string, Keyword>();
  readonly #ajv: Ajv2020;

  constructor(private readonly contract: Contract) {
    this.#ajv = bundleAjv(contract);
  }

  /** Lists the boundaryValues of a component schema, made from the valid value `base`. */
  component(name: string, base: unknown): Local[] {
    const schema = this.contract.components.schemas[name];
    if (schema === undefined) throw new Error(`There is no component schema ${name}.`);
    return this.around(schema, `/components/schemas/${name}`, base);
  }

  /** Lists the boundaryValues of a schema and of all schemas below it, made from the valid value `base`. */
  around(schema: Schema, pointer: string, base: unknown): Local[] {
    const below = this.#below(schema, pointer, base);
    const accepts = this.#compile(schema);
    return [...below.values()].flat().concat(
      parts(schema, base).flatMap(({ name, at, rest, values }) => {
        const here = `${pointer}/${at}`;
        this.keywords.set(here, { pointer: here, name, schema });
        const acceptsWithout = this.#compile(rest);
        const verified = (value: unknown) => !accepts(value) && acceptsWithout(value);
        const witness = (below.get(name) ?? []).map(({ value }) => value).find(verified);
        return [base, ...values, ...(witness === undefined ? [] : [witness])]
          .filter((value) => accepts(value) || verified(value))
          .map((value) => ({ pointer: here, value, valid: accepts(value) }));
      }),
    );
  }

  /** Lists the boundaryValues of the schemas below, by the keyword that leads there, put in their place in `base`. */
  #below(schema: Schema, pointer: string, base: unknown): Map<string, Local[]> {
    const { $ref, properties = {}, items, additionalProperties } = schema;
    const found = new Map<string, Local[]>();
    const add = (keyword: string, locals: Local[], place: (value: unknown) => unknown) =>
      found.set(keyword, [
        ...(found.get(keyword) ?? []),
        ...locals.map((local) => ({ ...local, value: place(local.value) })),
      ]);
    if ($ref !== undefined) add("$ref", this.component(refName($ref), base), (value) => value);
    const members = base as Record<string, unknown>;
    for (const [name, property] of Object.entries(properties)) {
      const locals = this.around(property, `${pointer}/properties/${name}`, members[name]);
      add("properties", locals, (value) => ({ ...members, [name]: value }));
    }
    if (items !== undefined) {
      const [first] = base as unknown[];
      add("items", this.around(items, `${pointer}/items`, first), (value) => [value]);
    }
    if (typeof additionalProperties === "object") {
      const [[name, first] = []] = Object.entries(members);
      const locals = this.around(additionalProperties, `${pointer}/additionalProperties`, first);
      add("additionalProperties", locals, (value) => ({ ...members, [String(name)]: value }));
    }
    return found;
  }

  #compile(schema: Schema): (value: unknown) => boolean {
    const text = JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"bundle#');
    return this.#ajv.compile<unknown>(JSON.parse(text) as Schema);
  }
}

/** Takes a schema apart: each keyword, the schema that is left without it, and values around its edge. */
function parts(
  schema: Schema,
  base: unknown,
): { name: string; at: string; rest: Schema; values: unknown[] }[] {
  return Object.keys(schema)
    .filter((name) => !TOLD.has(name))
    .flatMap((name) => {
      const { [name]: value, ...rest } = schema;
      if (name !== "required")
        return [{ name, at: name, rest, values: edgeValues(name, value, base) }];
      const required = schema.required ?? [];
      return required.map((member, index) => {
        const { [member]: _, ...others } = base as Record<string, unknown>;
        const rest = { ...schema, required: required.filter((other) => other !== member) };
        return { name, at: `required/${index}`, rest, values: [others] };
      });
    });
}
