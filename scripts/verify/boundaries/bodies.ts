import {
  type Contract,
  cases,
  endpoints,
  requestMedia,
  responseMedia,
  schemaName,
  schemaPages,
} from "../../contract/document.js";
import { type Place, placeOf } from "../../contract/places.js";

/** A body that a value can be tried as. */
export interface Body {
  /** `createOrder.request`; where no operation uses the schema, the id of its fact. */
  name: string;
  /** Name of its component schema. */
  schema: string;
  place: Place;
  /** A valid value with every property. */
  example: unknown;
  /** Whether no operation uses the schema, so that Ajv alone can validate it. */
  standsAlone: boolean;
}

/**
 * Lists the requests and the 200 bodies of the contract, and the schemas of pages without an
 * operation.
 */
export function bodies(contract: Contract): Body[] {
  const body = (name: string, schema: string, example: unknown, standsAlone = false): Body => {
    const place = placeOf(contract, name);
    if (place === undefined) throw new Error(`There is no schema for ${name}.`);
    return { name, schema, place, example, standsAlone };
  };
  const ofOperations = endpoints(contract).flatMap((endpoint) => {
    const { operationId } = endpoint.operation;
    const full = cases(contract, endpoint).find(({ name }) => name === "full");
    const [request, response] = [requestMedia(endpoint), responseMedia(endpoint)];
    return [
      body(`${operationId}.request`, schemaName(request), full?.request),
      body(`${operationId}.response`, schemaName(response), full?.response),
    ];
  });
  const alone = schemaPages(contract).map(({ fact, schemaName, schema }) =>
    body(fact, schemaName, schema.enum?.[0], true),
  );
  return [...ofOperations, ...alone];
}
