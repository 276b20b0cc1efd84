import openapiTS, { astToString } from "openapi-typescript";
import type { Contract } from "../support/contract.js";

/** Emits the TypeScript types of the contract: `paths`, `components`, and one named type per schema. */
export async function types(contract: Contract): Promise<string> {
  // The function changes the document that it is given.
  const document = structuredClone(contract) as unknown as Parameters<typeof openapiTS>[0];
  const ast = await openapiTS(document, {
    alphabetize: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
  });
  return astToString(ast);
}
