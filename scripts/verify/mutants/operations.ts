import { type Contract, endpoints, type Operation, only } from "../../contract/document.js";
import type { Path } from "../../contract/places.js";
import { type Mutation, type Operator, rename, set } from "./mutant.js";

interface Place {
  /** Where the path item stands, and where the operation in it does. */
  item: Path;
  path: Path;
  operation: Operation;
}

const text = { type: "string", description: "Added." };

const OPERATORS: Record<string, (place: Place, contract: Contract) => Mutation[]> = {
  "change method": ({ path }, contract) =>
    ["put", "get", "post"]
      .filter((method) => method !== path.at(-1))
      .map((method) => rename(contract, path, method)),
  "change path": ({ item }, contract) =>
    ["/api/v1/orders", `${item.at(-1)}/`].map((other) => rename(contract, item, other)),
  "change operationId": ({ path, operation }) => [
    set([...path, "operationId"], `${operation.operationId}s`),
  ],
  "change server": ({ item }) =>
    ["https://api.enkash.in", "https://{host}/v0"].map((url) =>
      set([...item, "servers", 0, "url"], url),
    ),
  "add server": ({ item }) => [
    set([...item, "servers", 1], { url: "https://api.enkash.in", description: "Live" }),
  ],
  "change security AND to OR": ({ path, operation: { security } }) =>
    security
      .filter((schemes) => Object.keys(schemes).length > 1)
      .map((schemes) =>
        set(
          [...path, "security"],
          Object.entries(schemes).map(([name, scopes]) => ({ [name]: scopes })),
        ),
      ),
  "make security optional": ({ path, operation: { security } }) => [
    set([...path, "security", security.length], {}),
  ],
  "require no security": ({ path, operation: { security } }) =>
    security.length > 0 ? [set([...path, "security"], [])] : [],
  "require other security": ({ path, operation: { security } }, { components }) =>
    Object.keys(components.securitySchemes)
      .filter((name) => String(Object.keys(security[0] ?? {})) !== name)
      .map((name) => set([...path, "security"], [{ [name]: [] }])),
  "change status": ({ path }, contract) =>
    ["201", "default"].map((status) => rename(contract, [...path, "responses", "200"], status)),
  "add response": ({ path }) => [
    set([...path, "responses", "400"], { description: "Bad Request" }),
  ],
  "change response label": ({ path }) => [
    set([...path, "responses", "200", "description"], "Done"),
  ],
  "change media type": ({ path }, contract) =>
    contents(path).map((content) =>
      rename(contract, [...content, "application/json"], "application/x-www-form-urlencoded"),
    ),
  "add media type": ({ path, operation }) =>
    contents(path).map((content) => {
      const { examples, ...media } = only(operation.requestBody?.content ?? {}, "media type");
      return set([...content, "text/json"], media);
    }),
  "make the body optional": ({ path }) => [set([...path, "requestBody", "required"], false)],
  "add parameter": ({ path }) =>
    ["query", "header"].map((location) =>
      set([...path, "parameters"], [{ name: "added", in: location, schema: text }]),
    ),
  "add a header that tools ignore": ({ path }) => [
    set(
      [...path, "parameters"],
      [{ name: "Authorization", in: "header", required: true, schema: text }],
    ),
  ],
  "use an unknown tag": ({ path }) => [set([...path, "tags", 0], "Unknown")],
  "add tag": ({ path }) => [set([...path, "tags", 1], "Rewards")],
  "change envelope": ({ path, operation }) =>
    Object.keys(operation["x-envelope"]).map((part) => set([...path, "x-envelope", part], "body")),
  "change page": ({ path, operation }) =>
    Object.keys(operation["x-page"]).map((part) => set([...path, "x-page", part], "changed")),
  "swap examples": ({ path }) =>
    contents(path).map((content) =>
      set([...content, "application/json", "examples", "full"], {
        $ref: "#/components/examples/createOrder.minimal.200",
      }),
    ),
};

/** Operators that change what stands around the bodies, each applied to every operation. */
export const operationOperators: Record<string, Operator> = Object.fromEntries(
  Object.entries(OPERATORS).map(([name, operator]) => [
    name,
    (contract) =>
      endpoints(contract).flatMap(({ path: key, method, operation }) => {
        const item = ["paths", key];
        return operator({ item, path: [...item, method.toLowerCase()], operation }, contract);
      }),
  ]),
);

function contents(path: Path): Path[] {
  return [
    [...path, "requestBody", "content"],
    [...path, "responses", "200", "content"],
  ];
}
