import { Ajv2020 } from "ajv/dist/2020.js";
import {
  type Contract,
  cases,
  endpoints,
  requestMedia,
  responseMedia,
  schemaName,
} from "../../contract/document.js";

/** A body that a vector can be put in place of. */
export interface Body {
  /** `createOrder.request`; a schema that no operation refers to stands alone, under its own name. */
  name: string;
  /** Name of its component schema. */
  schema: string;
  /** A valid value that has every member. */
  example: unknown;
}

/** Lists the requests and the 200 bodies of the contract, and the schemas that belong to no operation. */
export function bodies(contract: Contract): Body[] {
  const ofOperations = endpoints(contract).flatMap((endpoint) => {
    const { operationId } = endpoint.operation;
    const full = cases(contract, endpoint).find(({ name }) => name === "full");
    const [request, response] = [requestMedia(endpoint), responseMedia(endpoint)];
    return [
      { name: `${operationId}.request`, schema: schemaName(request), example: full?.request },
      { name: `${operationId}.response`, schema: schemaName(response), example: full?.response },
    ];
  });
  const text = JSON.stringify(contract);
  const alone = Object.entries(contract.components.schemas)
    .filter(([name]) => !text.includes(`"#/components/schemas/${name}"`))
    .map(([name, schema]) => ({ name, schema: name, example: schema.enum?.[0] }));
  return [...ofOperations, ...alone];
}

/** Creates an Ajv that reads the bundle as it stands; its schemas are `bundle#/components/schemas/…`. */
export function bundleAjv(contract: Contract): Ajv2020 {
  const int32 = {
    type: "number",
    validate: (value: number) => value >= -(2 ** 31) && value < 2 ** 31,
  } as const;
  return new Ajv2020({ strict: false, formats: { int32 } }).addSchema(contract, "bundle");
}
