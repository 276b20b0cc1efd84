import {
  type Contract,
  type Endpoint,
  type Example,
  endpoints,
  examplesOf,
  type MediaType,
} from "../../contract/document.js";
import { uses } from "../../contract/places.js";
import type { Change, RuleName } from "./rules.js";

/**
 * Compares what users hold of two contracts beside the wire: operations, examples, names, enums.
 */
export function compareContracts(base: Contract, revision: Contract): Change[] {
  const before = byId(base);
  const after = byId(revision);
  const both = [...before.keys()].filter((id) => after.has(id));
  const changes = both.flatMap((id) => {
    const [from, to] = [before.get(id) as Endpoint, after.get(id) as Endpoint];
    return [
      ...compareData(id, operationData(base, from), operationData(revision, to)),
      ...compareServers(id, from, to),
      ...compareExamples(id, examples(base, from), examples(revision, to)),
    ];
  });
  return [...changes, ...compareSchemas(base, revision), ...compareEnums(base, revision)];
}

function byId(contract: Contract): Map<string, Endpoint> {
  return new Map(endpoints(contract).map((endpoint) => [endpoint.operation.operationId, endpoint]));
}

/** Lists what `operations` exports of an operation, and what the client does by it. */
function operationData(contract: Contract, { method, path, operation }: Endpoint) {
  const { requestBody, responses = {}, security = [] } = operation;
  const schemes = contract.components.securitySchemes ?? {};
  const headers = security.map((item) =>
    Object.keys(item).map((name) => {
      const { description, ...scheme } = schemes[name] ?? { description: "" };
      return [name, scheme];
    }),
  );
  return {
    method,
    path,
    envelope: operation["x-envelope"],
    "media types": mediaTypes([requestBody, ...Object.values(responses)]),
    credentials: headers,
  };
}

function mediaTypes(bodies: ({ content?: Record<string, unknown> } | undefined)[]): string[][] {
  return bodies.map((body) => Object.keys(body?.content ?? {}));
}

function compareData(id: string, base: object, revision: Record<string, unknown>): Change[] {
  return Object.entries(base)
    .filter(([name, value]) => !isSame(value, revision[name]))
    .map(([name]) => ({ rule: "operation-changed", what: `${id}: ${name}` }));
}

function compareServers(id: string, base: Endpoint, revision: Endpoint): Change[] {
  const list = ({ servers = [] }: Endpoint) =>
    servers.map(({ url, variables = {} }) => `${url} ${Object.keys(variables).join()}`.trim());
  return compareNames(list(base), list(revision), {
    removed: "server-removed",
    added: "server-added",
    name: (server) => `${id}: server ${server}`,
  });
}

/** Maps "minimal request" to the value of that example, in the order of the contract. */
function examples(contract: Contract, { operation }: Endpoint): Map<string, Example["value"]> {
  const all = (side: string, content: Record<string, MediaType> = {}) =>
    Object.values(content).flatMap((media) =>
      Object.entries(examplesOf(contract, media)).map(
        ([name, { value }]) => [`${name} ${side}`, value] as const,
      ),
    );
  const responses = Object.values(operation.responses ?? {});
  return new Map([
    ...responses.flatMap(({ content }) => all("response", content)),
    ...all("request", operation.requestBody?.content),
  ]);
}

function compareExamples(
  id: string,
  base: Map<string, unknown>,
  revision: Map<string, unknown>,
): Change[] {
  const name = (example: string) => `${id}: example ${example}`;
  const names = compareNames([...base.keys()], [...revision.keys()], {
    removed: "example-removed",
    added: "example-added",
    name,
  });
  const changed = [...base]
    .filter(([key, value]) => revision.has(key) && !isSame(value, revision.get(key)))
    .map(([key]): Change => ({ rule: "example-changed", what: name(key) }));
  const [first = ""] = base.keys();
  const [now = ""] = revision.keys();
  const other: Change[] =
    first === now
      ? []
      : [{ rule: "first-example-changed", what: `${name(now)} in place of ${first}` }];
  return [...names, ...changed, ...other];
}

function compareSchemas(base: Contract, revision: Contract): Change[] {
  const names = ({ components }: Contract) => Object.keys(components.schemas);
  return compareNames(names(base), names(revision), {
    removed: "schema-removed",
    added: "schema-added",
    name: (schema) => `schema ${schema}`,
  });
}

/** An enum where it is used. */
interface Enum {
  values: string[];
  inRequest: boolean;
}

function enums(contract: Contract): Map<string, Enum> {
  const places = uses(contract).filter(({ schema }) => schema.enum !== undefined);
  return new Map(
    places.map(({ fact, side, schema }) => [
      fact,
      { values: schema.enum ?? [], inRequest: side === "request" },
    ]),
  );
}

function compareEnums(base: Contract, revision: Contract): Change[] {
  const after = enums(revision);
  return [...enums(base)].flatMap(([place, { values, inRequest }]) => {
    const now = after.get(place)?.values;
    // A place without an enum is free or gone, which the wire tells.
    if (now === undefined) return [];
    const names = compareNames(values, now, {
      removed: "enum-value-removed",
      added: inRequest ? "request-enum-value-added" : "enum-value-added",
      name: (value) => `${place}: ${value}`,
    });
    const kept = values.filter((value) => now.includes(value));
    const moved = kept.some((value, index) => now[index] !== value);
    const reordered: Change = { rule: "enum-reordered", what: `${place}: ${now.join(", ")}` };
    return moved && kept.length === values.length ? [...names, reordered] : names;
  });
}

/** Rules for names that are gone and names that are new. */
interface Naming {
  removed: RuleName;
  added: RuleName;
  /** Returns what a change is about. */
  name(item: string): string;
}

/** Compares two lists of names. */
export function compareNames(
  base: string[],
  revision: string[],
  { removed, added, name }: Naming,
): Change[] {
  const without = (list: string[], other: string[]) => list.filter((item) => !other.includes(item));
  return [
    ...without(base, revision).map((item): Change => ({ rule: removed, what: name(item) })),
    ...without(revision, base).map((item): Change => ({ rule: added, what: name(item) })),
  ];
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
