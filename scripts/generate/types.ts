import openapiTS, { astToString } from "openapi-typescript";
import { type Contract, refName } from "../contract/document.js";
import { docComment } from "./doc-comment.js";

/** Emits the TypeScript types of the contract: `paths`, `components`, and one named type per schema. */
export async function types(contract: Contract): Promise<string> {
  // The function changes the document that it is given.
  const copy = structuredClone(contract);
  describeReferences(copy);
  const document = copy as unknown as Parameters<typeof openapiTS>[0];
  const ast = await openapiTS(document, {
    alphabetize: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
  });
  return describeAliases(astToString(ast), contract);
}

/** Gives a member that refers to a schema the description of that schema, which an editor would not show otherwise. */
function describeReferences({ components: { schemas } }: Contract): void {
  for (const member of Object.values(schemas).flatMap((schema) =>
    Object.values(schema.properties ?? {}),
  )) {
    const description = schemas[refName(member.$ref ?? "")]?.description;
    if (description !== undefined) member.description ??= description;
  }
}

/** Puts the description of a schema in front of the type that is named after it. */
function describeAliases(code: string, { components: { schemas } }: Contract): string {
  return code.replace(/^export type (\w+) = components/gm, (line, name: string) => {
    const { description } = schemas[name] ?? {};
    return description === undefined ? line : `${docComment(String(description))}\n${line}`;
  });
}
