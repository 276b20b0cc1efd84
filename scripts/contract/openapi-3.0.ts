import { Failure } from "../tools/command.js";
import type { Contract, MediaType, Operation, PathItem, Schema } from "./document.js";
import { METHODS } from "./document.js";

/** Puts into OpenAPI 3.0 what one keyword says. `place` goes into the message where that is not possible. */
type Convert = (value: never, place: string) => Schema;

/** Keywords that 3.0 says in another way. */
const CONVERTED: Record<string, Convert> = {
  type: (types: string | string[], place) => typeIn30([types].flat(), place),
  examples: ([first]: unknown[]) => ({ example: first }),
  exclusiveMinimum: (limit: number) => ({ minimum: limit, exclusiveMinimum: true }),
  exclusiveMaximum: (limit: number) => ({ maximum: limit, exclusiveMaximum: true }),
  items: (items: Schema, place) => ({ items: schemaIn30(items, `${place}[]`) }),
  properties: (properties: Record<string, Schema>, place) => ({
    properties: mapValues(properties, (property, name) => schemaIn30(property, `${place}.${name}`)),
  }),
  additionalProperties: (schema: Schema | boolean, place) => ({
    additionalProperties: typeof schema === "object" ? schemaIn30(schema, `${place}.*`) : schema,
  }),
};

/** Keywords that mean the same in both versions. Those of our own begin with `x-`. */
const SAME = new RegExp(
  "^(required|enum|minimum|maximum|minLength|maxLength|pattern|format|minItems|maxItems|uniqueItems|" +
    "minProperties|maxProperties|title|description|deprecated|x-.*)$",
);

/**
 * Converts the contract to OpenAPI 3.0, for tools that read no 3.1.
 *
 * Everything that constrains a request or a response stays. 3.0 has no place for the SPDX identifier of the license, nor
 * for more than the first of several examples of a schema.
 *
 * @throws Failure where a schema has a keyword that 3.0 cannot say.
 */
export function toOpenApi30(contract: Contract): Record<string, unknown> {
  const { info, paths, components, ...rest } = structuredClone(contract);
  return {
    ...rest,
    openapi: "3.0.4",
    info: { ...info, license: { name: info.license.name } },
    paths: mapValues(paths, pathItem),
    components: { ...components, schemas: mapValues(components.schemas, schemaIn30) },
  };
}

function pathItem(item: PathItem): PathItem {
  const operations = METHODS.flatMap((method) => {
    const found = item[method];
    return found === undefined ? [] : [[method, operation(found)]];
  });
  return { ...item, ...Object.fromEntries(operations) };
}

function operation({ parameters, requestBody, responses, ...rest }: Operation) {
  const converted = parameters?.map(({ schema = {}, ...parameter }) => ({
    ...parameter,
    schema: schemaIn30(schema, parameter.name),
  }));
  return {
    ...rest,
    ...(converted && { parameters: converted }),
    ...(requestBody && { requestBody: body(requestBody) }),
    responses: mapValues(responses, body),
  };
}

function body<Body extends { content: Record<string, MediaType> }>(given: Body): Body {
  const content = mapValues(given.content, (media, name) => ({
    ...media,
    schema: schemaIn30(media.schema, name) as MediaType["schema"],
  }));
  return { ...given, content };
}

/** Converts one schema and all below it. */
export function schemaIn30(schema: Schema, place: string): Schema {
  const { $ref, ...others } = schema;
  const converted = Object.entries(others).map(([keyword, value]) => {
    const convert = CONVERTED[keyword];
    if (convert !== undefined) return convert(value as never, place);
    if (SAME.test(keyword)) return { [keyword]: value };
    throw unknown(`the keyword ${keyword}`, place);
  });
  const beside: Schema = Object.assign({}, ...converted);
  if ($ref === undefined) return beside;
  // Next to a reference, 3.0 ignores everything.
  return converted.length === 0 ? { $ref } : { allOf: [{ $ref }], ...beside };
}

function typeIn30(types: string[], place: string): Schema {
  const [type, ...others] = types.filter((name) => name !== "null");
  if (type === undefined || others.length > 0) throw unknown(`the type ${types.join("|")}`, place);
  return types.includes("null") ? { type, nullable: true } : { type };
}

function unknown(what: string, place: string): Failure {
  return new Failure(
    `Failed to convert the contract to OpenAPI 3.0: it cannot say ${what} of ${place}. ` +
      "Say how to put it in scripts/contract/openapi-3.0.ts.",
  );
}

function mapValues<Value, Result>(
  record: Record<string, Value>,
  change: (value: Value, key: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}
