import { createAjv } from "../../../contract/ajv.js";
import { contractStatements } from "../../../contract/contract-statements.js";
import { refName } from "../../../contract/document.js";
import { type FactsFile, factStatements } from "../../../contract/facts.js";
import type { Reading } from "../../../contract/readings.js";
import { placeKey, type Statement, statementKey } from "../../../contract/statements.js";
import { isClaim } from "../../compare.js";
import type { ProposedOperation } from "./operation.js";
import { nodesOf } from "./tree.js";

/** What one reading has to say of a new operation. */
export interface NeededReading {
  id: string;
  drops: NonNullable<Reading["drops"]>;
  adds: NonNullable<Reading["adds"]>;
  breaks: NonNullable<Reading["breaks"]>;
}

/**
 * Lists what readings have to explain: each difference between the page and the operation made from
 * it.
 */
export function neededReadings(operation: ProposedOperation, facts: FactsFile): NeededReading[] {
  return new Needs(operation, facts).list();
}

class Needs {
  readonly #needed = new Map<string, NeededReading>();

  constructor(
    private readonly operation: ProposedOperation,
    private readonly facts: FactsFile,
  ) {}

  list(): NeededReading[] {
    const { id } = this.facts;
    const isOurs = ({ at }: Statement) => at === id || at.startsWith(`${id}.`);
    const spec = contractStatements(this.operation.contract).filter(isOurs);
    const stated = factStatements(this.facts);
    const kept = new Set(spec.map(statementKey));
    const dropped = stated.filter((fact) => !kept.has(statementKey(fact)));
    const gone = new Set(dropped.map(({ at, keyword }) => `${at} ${keyword}`));
    const backed = new Set(
      stated.filter(({ at, keyword }) => !gone.has(`${at} ${keyword}`)).map(placeKey),
    );
    for (const { at, keyword, value } of dropped)
      this.#drop(this.#readingOf(at, keyword, value), at, keyword);
    for (const statement of spec) {
      if (isClaim(statement) && !backed.has(placeKey(statement))) this.#add(statement);
    }
    this.#breaks();
    return [...this.#needed.values()];
  }

  #entry(id: string): NeededReading {
    const entry = this.#needed.get(id) ?? { id, drops: [], adds: [], breaks: [] };
    this.#needed.set(id, entry);
    return entry;
  }

  #drop(id: string, at: string, keyword: string): void {
    const { drops } = this.#entry(id);
    const same = drops.find((drop) => drop.keyword === keyword);
    if (same === undefined) drops.push({ keyword, at: [at] });
    else if (!same.at.includes(at)) same.at.push(at);
  }

  #add({ at, keyword, value }: Statement): void {
    const { adds } = this.#entry(this.#readingOf(at, keyword, value));
    const text = JSON.stringify(value);
    const same = adds.find((add) => add.keyword === keyword && JSON.stringify(add.value) === text);
    if (same === undefined) adds.push({ keyword, value, at: [at] });
    else same.at.push(at);
  }

  /** Finds the reading that explains a difference, by the cause of it. */
  #readingOf(at: string, keyword: string, value: unknown): string {
    const { id } = this.facts;
    const own = (end: string) => `${kebab(id)}-${end}`;
    const isBody = at === `${id}.request` || at === `${id}.response`;
    if (keyword === "servers" || keyword === "serverVariables") return own("host-unknown");
    if (keyword === "security")
      return own(this.operation.security.length > 0 ? "authentication" : "no-authentication");
    if (/\.header\.(content-type|accept)$/i.test(at)) return "content-type-is-the-media-type";
    if (/\.(header|authorization)(\.|$)/.test(at.slice(id.length)))
      return own(this.facts.facts[at]?.required === false ? "left-open" : "authentication");
    if (isBody && ["type", "required"].includes(keyword)) return "body-is-a-required-object";
    if (keyword === "additionalProperties")
      return value === true ? own("unknown-properties") : "requests-closed";
    if (keyword === "listedValues" || (keyword === "enum" && this.#isListed(at)))
      return "status-values-in-description";
    if (keyword === "pattern") return "pattern-escape";
    if (keyword === "example") return "placeholder-examples";
    if (this.#isFromExample(at))
      return value === "number" ? "collapsed-numbers" : "collapsed-properties";
    return own("left-open");
  }

  #isListed(at: string): boolean {
    return this.facts.facts[at]?.listedValues !== undefined;
  }

  /** Returns whether only an example shows a place, or the object around it. */
  #isFromExample(at: string): boolean {
    return this.operation.trees
      .flatMap(nodesOf)
      .some((node) => node.isFromExample && (at === node.at || at.startsWith(`${node.at}[]`)));
  }

  /** Notes what the page's own examples violate. */
  #breaks(): void {
    const { contract, trees } = this.operation;
    const ajv = createAjv(contract);
    for (const tree of trees) {
      const body = this.facts.examples?.[tree.at];
      const name = this.#schemaOf(tree.at);
      const validate = ajv.getSchema(`contract#/$defs/${name}`);
      if (body === undefined || validate === undefined || validate(body) === true) continue;
      const { breaks } = this.#entry(`${kebab(this.facts.id)}-example-breaks-schema`);
      for (const { instancePath, keyword } of validate.errors ?? []) {
        breaks.push({ at: tree.at, pointer: instancePath, keyword });
      }
    }
  }

  #schemaOf(at: string): string {
    const { item } = this.operation;
    const operation = Object.values(item).find((value) => "operationId" in Object(value)) as {
      requestBody?: { content: Record<string, { schema: { $ref: string } }> };
      responses: Record<string, { content: Record<string, { schema: { $ref: string } }> }>;
    };
    const body = at.endsWith(".request") ? operation.requestBody : operation.responses["200"];
    return refName(Object.values(body?.content ?? {})[0]?.schema.$ref ?? "");
  }
}

/** Writes an operationId as the beginning of the ids of readings: `create-order`. */
export function kebab(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What a new reading says; a person who has seen the page says it better. */
export const NEW_READINGS: Record<string, Omit<Reading, "id" | "drops" | "adds" | "breaks">> = {
  "host-unknown": {
    where: "servers",
    pages: "The page prints the path without a host that this contract could name.",
    contract:
      "A server with the variable `host`, whose default lies in the reserved domain `.invalid`.",
    why: "The caller has to set it; a call that forgets to do so reaches nobody.",
  },
  authentication: {
    where: "request headers",
    pages: "An authorization section, or header rows.",
    contract: "Security schemes, all of them needed at once. Sample tokens are left out.",
    why: "OpenAPI tells tools to ignore a header parameter named Authorization, and a contract carries no token.",
  },
  "no-authentication": {
    where: "the whole page",
    pages: "No header and no token is mentioned.",
    contract: "`security: []`, which is silence and no permission.",
    why: "Nothing documented can be claimed. That none is needed is not documented either.",
  },
  "unknown-properties": {
    where: "objects in the request without properties",
    pages: "An object of which the page shows no property.",
    contract: "The object is open.",
    why: "Closing it would forbid every property.",
  },
  "example-breaks-schema": {
    where: "example bodies",
    pages: "The example on the page violates what the page states.",
    contract: "What the page states in its table.",
    why: "The contract test expects exactly these violations.",
  },
  "left-open": {
    where: "to be settled",
    pages: "The page states it in a way that this contract cannot carry as printed.",
    contract: "Left out, or written otherwise.",
    why: "To be settled by a person: give each its own reading.",
  },
  depth: {
    where: "rows without a depth",
    pages:
      "A flat table: neither the order of its rows nor an example tells which object a row stands in.",
    contract: "One of the possible places of each row.",
    why: "To be settled by a person who has seen the page.",
  },
};
