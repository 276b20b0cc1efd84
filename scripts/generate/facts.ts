import { type Contract, type Endpoint, endpoints } from "../contract/document.js";
import { uses } from "../contract/places.js";

/** Emits the ids of all that the contract states of each operation, for the proxy to tick off. */
export function facts(contract: Contract): string {
  const places = [...new Set(uses(contract).map(({ fact }) => fact))];
  const lists = endpoints(contract).map((endpoint) => {
    const { operationId } = endpoint.operation;
    const inBodies = places.filter((fact) => fact.startsWith(`${operationId}.`));
    const ids = [...credentials(contract, endpoint), ...inBodies.map(withoutOperation)];
    return `  ${operationId}: [\n${ids.map((id) => `    ${JSON.stringify(id)},\n`).join("")}  ],\n`;
  });
  return `import type { OperationId } from "./operations.js";

/**
 * Ids of what each operation states, as violations name them, without the operation in front:
 * credentials, bodies, and every property in them.
 */
export const facts: { readonly [Id in OperationId]: readonly string[] } = {
${lists.join("")}};
`;
}

/** Lists the facts of the headers that carry credentials. */
function credentials(contract: Contract, { operation }: Endpoint): string[] {
  const names = operation.security.flatMap((needed) => Object.keys(needed));
  return names.map((name) => {
    const scheme = contract.components.securitySchemes[name];
    return scheme?.type === "apiKey" ? `header.${scheme.name}` : "authorization";
  });
}

function withoutOperation(fact: string): string {
  return fact.replace(/^\w+\./, "");
}
