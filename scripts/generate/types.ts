import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { type Contract, endpoints, responseType, type Schema } from "../contract/document.js";
import { limits } from "../contract/keywords.js";
import { type Place, pageOf, pointer, schemaPlaces, target, uses } from "../contract/places.js";
import { docComment } from "./doc-comment.js";
import { openLists } from "./open-lists.js";

/**
 * Emits the TypeScript types of the contract: `paths`, `components`, and one named type per schema.
 */
export async function types(contract: Contract): Promise<string> {
  const { document, comments } = withMarks(contract);
  const ast = await openapiTS(document as unknown as Parameters<typeof openapiTS>[0], {
    alphabetize: false,
    silent: true,
    transform: (schema) => (OPEN in schema ? openUnion(schema.enum ?? []) : undefined),
  });
  const open = openResponses(contract);
  const code = astToString(nameSchemas(ast, requestSchemas(contract)))
    .replace(/components\["schemas"\]\["(\w+)"\]/g, "$1")
    .replace(/(\/json": )(\w+);/g, (written, media: string, name: string) =>
      open.has(name) ? `${media}PlainStrings<${name}>;` : written,
    );
  return writeComments(code, comments).replaceAll("/** @description ", "/** ") + PLAIN_STRINGS;
}

/** Type for `paths`, which clients over openapi-fetch are made of. */
const PLAIN_STRINGS = `/**
 * A body with \`string\` for each open list of values, which openapi-fetch would take for an object.
 */
type PlainStrings<Body> = Body extends string
    ? string extends Body ? string : Body
    : Body extends object ? { [Name in keyof Body]: PlainStrings<Body[Name]> } : Body;
`;

/** Returns the names of the responses that contain an open list of values. */
function openResponses(contract: Contract): Set<string> {
  const open = openLists(contract);
  const within = uses(contract).filter(
    ({ path, side }) => side === "response" && open.has(pointer(path)),
  );
  const ids = new Set(within.map(({ fact }) => fact.replace(/\..*/, "")));
  const found = endpoints(contract).filter(({ operation }) => ids.has(operation.operationId));
  return new Set(found.map(responseType));
}

/**
 * Copies the contract with a mark in place of every description: openapi-typescript would write it
 * as `@description`, which not every editor shows, and without the limits.
 */
function withMarks(contract: Contract): { document: Contract; comments: string[] } {
  const document = structuredClone(contract);
  const comments: string[] = [];
  const mark = (text: string) => `@@${comments.push(text) - 1}@@`;
  for (const { operation } of endpoints(document)) {
    // What an operation does stands at the methods of the client, where editors show it.
    Object.assign(operation, { summary: mark(`${operation.summary}.`), description: "" });
  }
  const open = openLists(contract);
  const texts = schemaPlaces(contract).map((place) => describe(contract, place));
  for (const [index, { schema, path }] of schemaPlaces(document).entries()) {
    if (open.has(pointer(path))) Object.assign(schema, { [OPEN]: true });
    const { description, examples, format, ...others } = schema;
    for (const key of ["description", "examples", "format"]) delete schema[key];
    Object.assign(schema, others, { title: mark(texts[index] ?? "") });
  }
  return { document, comments };
}

/**
 * Writes what a place means, its limits, where it stands, and its examples. Where the type of a
 * property says the rest of it, the description alone.
 */
function describe(contract: Contract, place: Place): string {
  const type = target(contract, place);
  const whole = statements(contract, place);
  const isSaidByType = type !== place && whole === statements(contract, type);
  return isSaidByType ? String(type.schema.description ?? "").trim() : whole;
}

function statements(contract: Contract, place: Place): string {
  const { schema } = target(contract, place);
  const { description = schema.description } = place.schema;
  const stated = limits(schema).join(", ");
  const page = pageOf(contract, place.fact);
  const readings = (place.schema["x-readings"] ?? schema["x-readings"] ?? []).join(", ");
  return [
    String(description ?? "").trim(),
    stated && `Limits: ${stated}.`,
    page && `Page: ${page}, \`${place.fact}\`.`,
    readings && `See openapi/readings.yaml: ${readings}.`,
    examplesOf(schema),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function examplesOf({ examples = [] }: Schema): string {
  return examples.map((example) => `@example ${JSON.stringify(example)}`).join("\n");
}

/** Mark of an open list of values. */
const OPEN = "x-open-union";

/** Returns the names of the schemas that are used in a request. */
function requestSchemas(contract: Contract): Set<string> {
  const requests = uses(contract).filter(({ side }) => side === "request");
  const names = requests.map(
    ({ path }) => /^\/components\/schemas\/([^/]+)$/.exec(pointer(path))?.[1] ?? "",
  );
  return new Set(names);
}

/** Writes an enum as a type that editors complete and that takes any other text as well. */
function openUnion(values: readonly unknown[]): ts.TypeNode {
  const { factory } = ts;
  // openapi-fetch would take an open list of numbers for an object.
  if (!values.every((value) => typeof value === "string"))
    return factory.createKeywordTypeNode(ts.SyntaxKind.NumberKeyword);
  const text = factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  const any = factory.createIntersectionTypeNode([text, factory.createTypeLiteralNode([])]);
  const known = values.map((value) =>
    factory.createLiteralTypeNode(factory.createStringLiteral(value)),
  );
  return factory.createUnionTypeNode([...known, any]);
}

/**
 * Adds `undefined` to optional properties: with `exactOptionalPropertyTypes` it would be refused.
 */
function takeUndefined(type: ts.TypeNode): ts.TypeNode {
  const { factory } = ts;
  const nothing = factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, undefined);
    if (!ts.isPropertySignature(visited) || !visited.questionToken || !visited.type) return visited;
    const { modifiers, name, questionToken, type } = visited;
    const union = factory.createUnionTypeNode([type, nothing]);
    const property = factory.createPropertySignature(modifiers, name, questionToken, union);
    return ts.setSyntheticLeadingComments(property, ts.getSyntheticLeadingComments(node));
  };
  return visit(type) as ts.TypeNode;
}

/**
 * Gives each schema a type of its own, so that editors show its name and not its properties.
 */
function nameSchemas(nodes: ts.Node[], requests: Set<string>): ts.Node[] {
  return nodes.flatMap((node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== "components") return [node];
    const named: ts.Node[] = [];
    const properties = node.members.map((part) => {
      const isSchemas = part.name !== undefined && propertyName(part.name) === "schemas";
      if (!isSchemas || !ts.isPropertySignature(part) || !part.type) return part;
      if (!ts.isTypeLiteralNode(part.type)) return part;
      const references = part.type.members.filter(ts.isPropertySignature).map((schema) => {
        named.push(alias(schema, requests));
        const { factory } = ts;
        const type = factory.createTypeReferenceNode(propertyName(schema.name));
        return factory.createPropertySignature(undefined, schema.name, undefined, type);
      });
      const type = ts.factory.createTypeLiteralNode(references);
      return ts.factory.createPropertySignature(undefined, part.name, undefined, type);
    });
    const { modifiers, name } = node;
    const parts = [undefined, undefined, properties] as const;
    return [...named, ts.factory.createInterfaceDeclaration(modifiers, name, ...parts)];
  });
}

function alias(schema: ts.PropertySignature, requests: Set<string>): ts.Node {
  const { factory } = ts;
  const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const name = propertyName(schema.name);
  const plain = schema.type ?? factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
  const type = requests.has(name) ? takeUndefined(plain) : plain;
  const node = factory.createTypeAliasDeclaration(exported, name, undefined, type);
  return ts.setSyntheticLeadingComments(node, ts.getSyntheticLeadingComments(schema));
}

function propertyName(name: ts.PropertyName): string {
  return "text" in name ? String(name.text) : "";
}

/** Puts the texts in place of their marks. */
function writeComments(code: string, comments: string[]): string {
  return code.replace(
    /^( *)\/\*\*(?:(?!\*\/)[\s\S])*?@@(\d+)@@(?:(?!\*\/)[\s\S])*?\*\//gm,
    (_, indent: string, index: string) => docComment(comments[Number(index)] ?? "", indent),
  );
}
