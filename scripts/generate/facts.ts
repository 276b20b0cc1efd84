import { type Contract, credentialHeader, type Endpoint, endpoints } from "../contract/document.js";
import { uses } from "../contract/places.js";

/** Emits the ids of all that the contract states of each operation, for the proxy to tick off. */
export function facts(contract: Contract): string {
  const places = [...new Set(uses(contract).map(({ fact }) => fact))];
  const trees = endpoints(contract).map((endpoint) => {
    const { operationId } = endpoint.operation;
    const inBodies = places.filter((fact) => fact.startsWith(`${operationId}.`));
    const ids = [...credentials(contract, endpoint), ...inBodies.map(withoutOperation)];
    const text = JSON.stringify(tree(ids), null, 2).replaceAll("\n", "\n  ");
    return `  ${operationId}: ${text},\n`;
  });
  return `import type { OperationId } from "./operations.js";

/** Facts of a place, by how each continues its id: a name, \`*\` for any name, or \`[]\`. */
export interface FactTree {
  readonly [continuation: string]: FactTree;
}

/** What each operation states: credentials, bodies, and every property in them. */
export const facts: { readonly [Id in OperationId]: FactTree } = {
${trees.join("")}};
`;
}

interface Tree {
  [continuation: string]: Tree;
}

/** Writes what several ids begin with once: it is most of their length. */
function tree(ids: readonly string[]): Tree {
  const trees = new Map<string, Tree>([["", {}]]);
  for (const id of ids) {
    const parent = parentOf(id, trees);
    const own: Tree = {};
    Object.assign(trees.get(parent) as Tree, { [id.slice(parent.length).replace(/^\./, "")]: own });
    trees.set(id, own);
  }
  return trees.get("") as Tree;
}

/** Returns the longest known id that this one continues. */
function parentOf(id: string, trees: ReadonlyMap<string, Tree>): string {
  const starts = [...id.matchAll(/\.|\[\]/g)].map(({ index }) => id.slice(0, index));
  return starts.findLast((start) => trees.has(start)) ?? "";
}

/** Lists the facts of the headers that carry credentials. */
function credentials(contract: Contract, { operation }: Endpoint): string[] {
  const names = operation.security.flatMap((needed) => Object.keys(needed));
  return names.map((name) => {
    const { header, prefix } = credentialHeader(contract, name);
    return prefix === "" ? `header.${header}` : "authorization";
  });
}

function withoutOperation(fact: string): string {
  return fact.replace(/^\w+\./, "");
}
