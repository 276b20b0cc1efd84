import { type Contract, type Endpoint, endpoints, METHODS } from "./document.js";
import { stated } from "./keywords.js";
import { children, type Place, sourceFile, target, uses } from "./places.js";
import type { Statement } from "./statements.js";

const ROOT = "openapi/openapi.yaml";

/** Keys of an operation that describe it and state nothing. */
const DESCRIPTIONS = new Set(["description", "summary", "tags", "x-envelope", "operationId"]);

/**
 * Lists all that the contract states, place by place; a key that nothing here knows becomes a
 * statement, too.
 */
export function contractStatements(contract: Contract): Statement[] {
  const { openapi, info, tags, paths, components, servers, ...rest } = contract as Contract &
    Record<string, unknown>;
  return [
    ...(servers === undefined ? [] : serverStatements("contract", servers, ROOT)),
    ...otherStatements("contract", rest, ROOT),
    ...Object.entries(paths).flatMap(([path, { servers, ...item }]) => {
      const keys = Object.entries(item).filter(([key]) => !METHODS.some((name) => name === key));
      return otherStatements(`contract.paths.${path}`, Object.fromEntries(keys), ROOT);
    }),
    ...endpoints(contract).flatMap((endpoint) => operationStatements(contract, endpoint)),
    ...uses(contract).flatMap((place) => schemaStatements(contract, place)),
  ];
}

type Server = Endpoint["servers"][number];

/** Lists the keys that nothing else here knows, so that none can be added in silence. */
function otherStatements(at: string, keys: Record<string, unknown>, file: string): Statement[] {
  return Object.entries(keys).flatMap(([keyword, value]) => {
    if (keyword === "x-readings") return readingStatements(at, value as string[], file);
    return DESCRIPTIONS.has(keyword) ? [] : [{ at, keyword, value, file }];
  });
}

function readingStatements(at: string, ids: string[], file: string): Statement[] {
  return ids.map((value) => ({ at, keyword: "reading", value, file }));
}

function serverStatements(at: string, servers: Server[], file: string): Statement[] {
  const urls = servers.map(({ url }) => url);
  const variables = servers.flatMap((server) => Object.entries(server.variables ?? {}));
  const defaults = Object.fromEntries(
    variables.map(([name, variable]) => [name, variable.default]),
  );
  return [
    { at, keyword: "servers", value: urls, file },
    ...(variables.length === 0 ? [] : [{ at, keyword: "serverVariables", value: defaults, file }]),
  ];
}

function operationStatements(contract: Contract, endpoint: Endpoint): Statement[] {
  const { path, method, servers = [], operation } = endpoint;
  const at = operation.operationId ?? `contract.paths.${path}`;
  const file = `openapi/paths/${at}.yaml`;
  const {
    "x-page": page,
    security,
    parameters = [],
    requestBody,
    responses = {},
    ...rest
  } = operation;
  const { title, ...pinned } = page ?? {};
  return [
    { at, keyword: "path", value: path, file },
    { at, keyword: "method", value: method, file },
    ...serverStatements(at, servers, file),
    ...otherStatements(at, rest as Record<string, unknown>, file),
    ...(title === undefined ? [] : [{ at, keyword: "page", value: title, file }]),
    ...otherStatements(at, pinned, file),
    ...securityStatements(contract, at, endpoint),
    ...parameters.flatMap(({ name, in: location, schema, required = false, ...keys }) =>
      otherStatements(`${at}.${location}.${name}`, { required, ...keys }, file),
    ),
    ...(requestBody === undefined ? [] : bodyStatements(`${at}.request`, requestBody, file)),
    ...Object.entries(responses).flatMap(([status, { description, ...response }]) => {
      const place = status === "200" ? `${at}.response` : `${at}.response.${status}`;
      return [
        { at: place, keyword: "status", value: status, file },
        { at: place, keyword: "label", value: description, file },
        ...contentStatements(place, response, file),
      ];
    }),
  ];
}

/** A header that a security scheme asks for counts as a header of the operation. */
function securityStatements(
  { components }: Contract,
  at: string,
  { operation: { security } }: Endpoint,
): Statement[] {
  const alternatives = security?.map((item) => Object.keys(item));
  const names = [...new Set(alternatives?.flat())];
  const file = `openapi/paths/${at}.yaml`;
  return [
    { at, keyword: "security", value: alternatives, file },
    ...names.flatMap((name) => {
      const keys = (components.securitySchemes[name] ?? {}) as Record<string, unknown>;
      const { description, type, "x-readings": ids = [], ...scheme } = keys;
      const header = type === "http" ? { in: "header", name: "Authorization" } : scheme;
      const place = `${at}.${header.in}.${header.name}`;
      const required = alternatives?.every((all) => all.includes(name)) === true;
      return [
        { at: place, keyword: "type", value: "string", file: ROOT },
        { at: place, keyword: "required", value: required, file: ROOT },
        ...readingStatements(place, ids as string[], ROOT),
        ...(type === "http" ? otherStatements(`${at}.authorization`, scheme, ROOT) : []),
        ...(type === "http" || type === "apiKey"
          ? []
          : [{ at: place, keyword: "securityType", value: type, file: ROOT }]),
      ];
    }),
  ];
}

type Body = NonNullable<Endpoint["operation"]["requestBody"]>;

function bodyStatements(at: string, { required = false, ...body }: Body, file: string) {
  return [{ at, keyword: "required", value: required, file }, ...contentStatements(at, body, file)];
}

/** Lists what surrounds the schemas of a body; its examples are for scripts/verify/examples.ts. */
function contentStatements(at: string, body: Pick<Body, "content">, file: string): Statement[] {
  const { content = {}, ...keys } = body;
  return [
    ...otherStatements(at, keys, file),
    ...Object.entries(content).flatMap(([value, { schema, examples, ...media }]) => [
      { at, keyword: "mediaType", value, file },
      ...otherStatements(at, media, file),
    ]),
  ];
}

function schemaStatements(contract: Contract, place: Place): Statement[] {
  const { schema, path, fact, step, required } = place;
  const file = sourceFile(contract, path);
  const statements = Object.entries(schema).flatMap(([name, value]) =>
    stated(name, value, fact).map((statement) => ({ ...statement, file })),
  );
  if (step === "properties" || step === "additionalProperties") {
    statements.push({ at: fact, keyword: "required", value: required, file });
  }
  const items = children(contract, place).find((child) => child.step === "items");
  if (items === undefined) return statements;
  const properties = Object.keys(target(contract, items).schema.properties ?? {});
  return [...statements, { at: fact, keyword: "propertyCount", value: properties.length, file }];
}
