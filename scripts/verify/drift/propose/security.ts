import type { Contract, SecurityScheme } from "../../../contract/document.js";
import type { FactsFile } from "../../../contract/facts.js";

/** How a proposed operation authenticates. */
export interface ProposedSecurity {
  /** Security requirements of the operation. */
  security: Record<string, string[]>[];
  /** Schemes that are new. */
  schemes: Record<string, SecurityScheme>;
}

/** Headers that OpenAPI tells tools to ignore among parameters, and that are no credentials. */
const IGNORED = /^(accept|content-type)$/i;

/** Makes security schemes of the authorization and the headers that a page states. */
export function proposeSecurity(facts: FactsFile, contract: Contract): ProposedSecurity {
  const { id } = facts;
  const schemes: Record<string, SecurityScheme> = {};
  const scheme = facts.facts[`${id}.authorization`]?.scheme;
  const description = "As the page states it, without further words.";
  const hasHttp = scheme === "bearer" || scheme === "basic";
  if (hasHttp) schemes[`${id}Token`] = { type: "http", scheme, description };
  const names: string[] = Object.keys(schemes);
  for (const [at, fact] of Object.entries(facts.facts)) {
    const header = at.startsWith(`${id}.header.`) ? at.slice(`${id}.header.`.length) : "";
    if (header === "" || IGNORED.test(header) || fact.required !== true) continue;
    if (/^authorization$/i.test(header) && hasHttp) continue;
    const known = /^authorization$/i.test(header) ? undefined : schemeFor(header, contract);
    const name =
      known ?? `${id}${header.charAt(0).toUpperCase()}${header.slice(1).replace(/\W+/g, "")}`;
    names.push(name);
    if (known === undefined)
      schemes[name] = { type: "apiKey", in: "header", name: header, description };
  }
  const all = Object.fromEntries(names.map((name) => [name, []]));
  return { security: names.length === 0 ? [] : [all], schemes };
}

function schemeFor(header: string, { components }: Contract): string | undefined {
  return Object.entries(components.securitySchemes).find(
    ([, scheme]) =>
      scheme.type === "apiKey" &&
      scheme.in === "header" &&
      scheme.name.toLowerCase() === header.toLowerCase(),
  )?.[0];
}
