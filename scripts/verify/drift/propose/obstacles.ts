import type { FactsFile } from "../../../contract/facts.js";

/** Methods that carry a body, which every operation of this contract has. */
const WITH_BODY = ["POST", "PUT", "PATCH", "DELETE"];

/**
 * Lists what keeps a page from becoming an operation: the generated client sends one JSON body, with
 * headers for credentials, and reads the JSON body of a 200. Leaving the rest out would make calls
 * that the page does not describe.
 */
export function obstacles({ id, facts }: FactsFile): string[] {
  const found: string[] = [];
  const method = String(facts[id]?.method);
  if (!WITH_BODY.includes(method)) found.push(`the method ${method}, which carries no body`);
  for (const [at, { required }] of Object.entries(facts)) {
    const [, place = "", name = ""] = at.split(".");
    if (!/^(query|path|cookie)$/.test(place) || name === "") continue;
    const weight = required === true ? "required" : "optional";
    found.push(`the ${weight} ${place} parameter \`${name}\``);
  }
  for (const [side, what] of [
    ["request", "the request"],
    ["response", "a response 200"],
  ] as const) {
    const body = facts[`${id}.${side}`];
    const media = String(body?.mediaType ?? "application/json");
    if (body === undefined) found.push(`no body of ${what} on the page`);
    else if (media !== "application/json") found.push(`${media} as the body of ${what}`);
  }
  return found;
}
