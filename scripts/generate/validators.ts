import standaloneCode from "ajv/dist/standalone/index.js";
import { transform } from "esbuild";
import { createAjv } from "../contract/ajv.js";
import {
  type Contract,
  endpoints,
  requestMedia,
  responseMedia,
  schemaName,
} from "../contract/document.js";
import { Failure } from "../tools/command.js";

/** Names of the schemas of an operation's request and 200 body. */
interface Bodies {
  operationId: string;
  request: string;
  response: string;
}

/**
 * Emits one validator for each request and each 200 body, as an ES module without imports, `eval`
 * or `require`.
 */
export async function validators(
  contract: Contract,
): Promise<{ code: string; declarations: string }> {
  const ajv = createAjv(contract);
  // The bookkeeping for `unevaluatedProperties` and the like, which rule/flat-schema forbids, is a
  // tenth of the code.
  Object.assign(ajv.opts, { unevaluated: false, dynamicRef: false });
  const all = endpoints(contract).map(
    (endpoint): Bodies => ({
      operationId: endpoint.operation.operationId,
      request: schemaName(requestMedia(endpoint)),
      response: schemaName(responseMedia(endpoint)),
    }),
  );
  const exported = Object.fromEntries(
    all.flatMap(({ operationId, request, response }) => [
      [`${operationId}Request`, `contract#/$defs/${request}`],
      [`${operationId}Response`, `contract#/$defs/${response}`],
    ]),
  );
  let source: string;
  try {
    source = standaloneCode.default(ajv, exported);
  } catch (cause) {
    throw new Failure(
      `Failed to compile a schema of the contract: ${(cause as Error).message}. Correct it under openapi/schemas.`,
    );
  }
  const contents =
    HELPERS + trim(inlineHelpers(source)) + table(all.map(({ operationId }) => operationId));
  // Formats it, and drops what no validator uses.
  const { code } = await transform(contents, {
    format: "esm",
    target: "es2022",
    treeShaking: true,
  });
  return { code, declarations: declarations(all) };
}

/**
 * Adds a violation, in place of the five lines that Ajv writes for each, and joins what nested
 * validators found: Ajv's own
 * `concat` takes minutes for a hostile response of some 100 kB.
 */
const HELPERS = `function add(found, instancePath, keyword, params) {
  if (found === null) return [{ instancePath, keyword, params }];
  found.push({ instancePath, keyword, params });
  return found;
}
function merge(found, more) {
  if (found === null) return more;
  if (found.length < 100) for (const item of more) found.push(item);
  return found;
}
`;

/**
 * Puts the helpers in place of the `require` calls that Ajv emits for them even with `code.esm`, so
 * that the code runs in a browser and in a worker.
 */
function inlineHelpers(source: string): string {
  const code = source
    .replaceAll("export const ", "const ")
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', "(text) => [...text].length");
  const left = /\brequire\([^)]*\)/.exec(code);
  if (left === null) return code;
  throw new Failure(
    `Failed to emit the validators: Ajv asks for ${left[0]}, ` +
      "for which scripts/generate/validators.ts has no helper. Add one there.",
  );
}

/** Puts the validators into one object; what Ajv exports stays inside. */
function table(operationIds: string[]): string {
  const entries = operationIds.map(
    (id) => `  ${id}: Object.freeze({ request: ${id}Request, response: ${id}Response }),\n`,
  );
  return `\nexport const validators = Object.freeze({\n${entries.join("")}});\n`;
}

/**
 * Takes out what nobody reads, half of the code: the place in the schema, the parents that custom
 * keywords get, whole schemas that are kept for the sake of one list of values, and what is the
 * same for each violation.
 */
function trim(source: string): string {
  const code = source
    .replace(/\bschemaPath:"[^"\\]*",/g, "")
    .replace(
      /vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\)/g,
      "merge(vErrors, $1.errors)",
    )
    .replace(/\ballowedValues:\s*(schema\d+)((?:\.\w+)+)/g, (_, schema: string, path: string) => {
      const [, text = ""] = new RegExp(`const ${schema} = (\\{.*?\\});`).exec(source) ?? [];
      const values = path
        .slice(1)
        .split(".")
        .reduce((node, key) => node[key], JSON.parse(text));
      return `allowedValues: ${JSON.stringify(values)}`;
    })
    .replace(/,\s*parentData\b[^{}]*\brootData(=data)?\}/g, "}")
    .replace(
      /const (err\d+) = \{instancePath(:.*?)?,keyword:("\w+"),params:(.*?)\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}/g,
      (_, _name, path: string | undefined, keyword: string, params: string) =>
        `vErrors = add(vErrors, ${path?.slice(1) ?? "instancePath"}, ${keyword}, ${params});`,
    )
    // The count of violations: that there is one shows in the list itself.
    .replace(/\berrors\+\+;|\berrors = vErrors\.length;|\blet errors = 0;/g, "")
    .replace(/\berrors === 0\b/g, "vErrors === null");
  const left = /\b(schemaPath|parentData|rootData|concat|err\d+|_errs\d+|(?<!\.)errors)\b/.exec(
    code,
  );
  if (left === null) return code;
  throw new Failure(
    `Failed to emit the validators: Ajv no longer writes ${left[0]} as it used to. ` +
      "Look at trim in scripts/generate/validators.ts.",
  );
}

function declarations(all: Bodies[]): string {
  const names = [...new Set(all.flatMap(({ request, response }) => [request, response]))].sort();
  return `import type {
${names.map((name) => `  ${name},\n`).join("")}} from "./types.js";

/** One violation, as Ajv reports it. */
export interface SchemaError {
  /** JSON pointer to the place in the value, \`""\` for the whole of it. */
  instancePath: string;
  /** JSON Schema keyword that is violated. */
  keyword: string;
  /** What the keyword asks for. */
  params: Record<string, unknown>;
}

/** Returns whether a value is valid, and keeps what is wrong with it. */
export interface SchemaValidator<Value> {
  // A value of the type may still break a limit: it does not become \`never\`.
  (value: Value): boolean;
  (value: unknown): value is Value;
  /**
   * Violations that the last call found. Those of nested objects are joined until there are a
   * hundred.
   */
  errors?: SchemaError[] | null;
}

/** Validators of each operation: of its request, and of its 200 body. */
export const validators: {
${all.map(validatorTypes).join("")}};
`;
}

function validatorTypes({ operationId, request, response }: Bodies): string {
  return `  readonly ${operationId}: {
    readonly request: SchemaValidator<${request}>;
    readonly response: SchemaValidator<${response}>;
  };
`;
}
