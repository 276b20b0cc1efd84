import { type Contract, type Operation, refName, type Schema } from "../contract/document.js";
import type { Statement } from "./statements.js";

/** Keys that describe and constrain nothing. Every key that is not here and not handled below becomes a facet. */
const ANNOTATIONS = new Set(["description", "summary", "tags", "x-envelope", "operationId"]);

/** Lists all that the contract says, place by place. It leaves nothing out: what it does not know becomes a facet too. */
export function contractStatements(contract: Contract): Statement[] {
  return new SpecReader(contract).read();
}

class SpecReader {
  readonly #facets: Statement[] = [];
  readonly #seen = new Set<string>();

  constructor(private readonly contract: Contract) {}

  read(): Statement[] {
    const { openapi, info, jsonSchemaDialect, tags, paths, components, ...rest } = this
      .contract as Contract & Record<string, unknown>;
    this.#others("contract", rest, "openapi/openapi.yaml");
    for (const [path, item] of Object.entries(paths))
      this.#path(path, item as unknown as Record<string, unknown>);
    this.#schema(
      "orderLifecycle.status",
      { $ref: "#/components/schemas/OrderStatus" },
      "openapi/openapi.yaml",
    );
    for (const name of Object.keys(components.schemas)) {
      if (!this.#seen.has(name))
        this.#schema(`components.schemas.${name}`, { $ref: name }, "openapi/openapi.yaml");
    }
    return this.#facets;
  }

  #add(at: string, name: string, value: unknown, file: string): void {
    this.#facets.push({ at, name, value, file });
  }

  #others(at: string, keys: Record<string, unknown>, file: string): void {
    for (const [key, value] of Object.entries(keys)) {
      if (key === "x-readings")
        for (const id of value as string[]) this.#add(at, "reading", id, file);
      else if (!ANNOTATIONS.has(key)) this.#add(at, key, value, file);
    }
  }

  #path(path: string, item: Record<string, unknown>): void {
    const { servers = [], ...methods } = item;
    for (const [method, value] of Object.entries(methods)) {
      const operation = value as Operation;
      const at = operation.operationId ?? `contract.paths.${path}`;
      const file = `openapi/paths/${at}.yaml`;
      this.#add(at, "path", path, file);
      this.#add(at, "method", method.toUpperCase(), file);
      this.#servers(at, servers as Contract["paths"][string]["servers"], file);
      this.#operation(at, operation, file);
    }
  }

  #servers(at: string, servers: Contract["paths"][string]["servers"], file: string): void {
    this.#add(
      at,
      "servers",
      servers.map(({ url }) => url),
      file,
    );
    const variables = servers.flatMap((server) => Object.entries(server.variables ?? {}));
    if (variables.length === 0) return;
    this.#add(
      at,
      "serverVariables",
      Object.fromEntries(variables.map(([name, { default: value }]) => [name, value])),
      file,
    );
  }

  #operation(at: string, operation: Operation, file: string): void {
    const {
      "x-page": page,
      security,
      parameters,
      requestBody,
      responses,
      ...rest
    } = operation as Operation & Record<string, unknown>;
    this.#others(at, rest, file);
    if (page !== undefined) {
      const { title, ...others } = page;
      this.#add(at, "page", title, file);
      this.#others(at, others, file);
    }
    this.#security(at, security, file);
    for (const parameter of (parameters ?? []) as Record<string, unknown>[]) {
      const { name, in: location, required = false, schema, ...others } = parameter;
      const place = `${at}.${location}.${name}`;
      this.#add(place, "required", required, file);
      this.#others(place, others, file);
      this.#schema(place, schema as Schema, file);
    }
    if (requestBody !== undefined) {
      const { content, required = false, ...others } = requestBody;
      this.#add(`${at}.request`, "required", required, file);
      this.#others(`${at}.request`, others, file);
      this.#content(`${at}.request`, content, file);
    }
    for (const [status, response] of Object.entries(responses ?? {})) {
      const place = status === "200" ? `${at}.response` : `${at}.response.${status}`;
      const { description, content, ...others } = response;
      this.#add(place, "status", status, file);
      this.#add(place, "label", description, file);
      this.#others(place, others, file);
      this.#content(place, content ?? {}, file);
    }
  }

  /** A header that a security scheme asks for counts as a header of the operation. */
  #security(at: string, security: Operation["security"] | undefined, file: string): void {
    const alternatives = security?.map((item) => Object.keys(item));
    this.#add(at, "security", alternatives, file);
    for (const name of new Set(alternatives?.flat())) {
      const {
        description,
        type,
        "x-readings": readings,
        ...scheme
      } = (this.contract.components.securitySchemes[name] ?? {}) as Record<string, unknown>;
      const required = alternatives?.every((names) => names.includes(name)) === true;
      const header = type === "http" ? { in: "header", name: "Authorization" } : scheme;
      const place = `${at}.${header.in}.${header.name}`;
      this.#add(place, "type", "string", "openapi/openapi.yaml");
      this.#add(place, "required", required, "openapi/openapi.yaml");
      this.#others(place, { "x-readings": readings ?? [] }, "openapi/openapi.yaml");
      if (type === "http") this.#others(`${at}.authorization`, scheme, "openapi/openapi.yaml");
      else if (type !== "apiKey") this.#add(place, "securityType", type, "openapi/openapi.yaml");
    }
  }

  #content(
    at: string,
    content: Record<string, { schema?: Schema; examples?: unknown }>,
    file: string,
  ): void {
    for (const [mediaType, { schema, examples, ...others }] of Object.entries(content)) {
      this.#add(at, "mediaType", mediaType, file);
      this.#others(at, others, file);
      if (schema !== undefined) this.#schema(at, schema, file);
    }
  }

  #schema(at: string, schema: Schema, file: string): void {
    const {
      $ref,
      properties = {},
      required = [],
      items,
      additionalProperties,
      examples = [],
      ...rest
    } = schema;
    if ($ref !== undefined) this.#component(at, refName($ref));
    const { "x-enumDescriptions": meanings, ...keywords } = rest;
    this.#others(at, keywords, file);
    for (const value of Object.keys(meanings ?? {}))
      this.#add(`${at}.${value}`, "meaning", true, file);
    for (const value of examples) this.#add(at, "example", value, file);
    for (const [name, property] of Object.entries(properties)) {
      this.#add(`${at}.${name}`, "required", required.includes(name), file);
      this.#schema(`${at}.${name}`, property, file);
    }
    for (const name of required)
      if (!(name in properties)) this.#add(`${at}.${name}`, "required", true, file);
    if (items !== undefined) {
      this.#add(at, "memberCount", Object.keys(this.#resolve(items).properties ?? {}).length, file);
      this.#schema(`${at}[]`, items, file);
    }
    if (typeof additionalProperties === "object") {
      this.#add(`${at}.*`, "required", false, file);
      this.#schema(`${at}.*`, additionalProperties, file);
    } else if (additionalProperties !== undefined) {
      this.#add(at, "additionalProperties", additionalProperties, file);
    }
  }

  #component(at: string, name: string): void {
    this.#seen.add(name);
    const file = `openapi/schemas/${name}.yaml`;
    this.#add(at, "schemaName", name, file);
    this.#schema(at, this.#resolve({ $ref: name }), file);
  }

  #resolve(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    const component = this.contract.components.schemas[refName(schema.$ref)];
    if (component === undefined) throw new Error(`There is no component schema ${schema.$ref}.`);
    return component;
  }
}
