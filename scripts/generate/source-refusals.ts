import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { isScalar, LineCounter, type Node, parseDocument, visit } from "yaml";

/** One key of a YAML file under `openapi/`. */
interface Entry {
  /** Path of the file, absolute. */
  file: string;
  /** `openapi/schemas/Amount.yaml:3:5`, where the value stands. */
  at: string;
  /** The keys that lead to the value, its own last. */
  keys: string[];
  value: unknown;
}

/**
 * Lists what `openapi/` must not have before anything reads it: references that lead out, names
 * that break code.
 */
export function sourceRefusals(root: string): string[] {
  const folder = join(root, "openapi");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .sort()
    .flatMap((file) => entries(root, join(folder, file)))
    .flatMap((entry) => [...refuseReference(folder, entry), ...refuseName(entry)]);
}

/** Lists the keys of a file; what is wrong with its YAML is for Redocly to say. */
function entries(root: string, file: string): Entry[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter });
  const name = relative(root, file).replaceAll("\\", "/");
  const found: Entry[] = [];
  visit(document, {
    Pair(_, pair, ancestors) {
      const value = pair.value as Node | null;
      const { line, col } = lineCounter.linePos((value ?? (pair.key as Node)).range?.[0] ?? 0);
      const keys = [...ancestors, pair].flatMap((node) =>
        "key" in node && isScalar(node.key) ? [String(node.key.value)] : [],
      );
      found.push({ file, at: `${name}:${line}:${col}`, keys, value: value?.toJS(document) });
    },
  });
  return found;
}

function refuseReference(folder: string, { file, at, keys, value }: Entry): string[] {
  const isReference = keys.at(-1) === "$ref" || keys.at(-2) === "mapping";
  if (!isReference || typeof value !== "string" || isWithin(folder, file, value)) return [];
  return [`${at}: refuses $ref ${value}: it leads outside openapi/. Copy what it points at.`];
}

/**
 * Returns whether a reference stays inside a folder, links followed; one that leads nowhere is for
 * Redocly to report.
 */
function isWithin(folder: string, file: string, reference: string): boolean {
  const path = decode(reference.replace(/#.*/s, "")).replaceAll("\\", "/");
  if (path.startsWith("/") || /^[a-z][a-z0-9+.-]*:/i.test(path)) return false;
  return inside(folder, resolve(dirname(file), path));
}

function inside(folder: string, path: string): boolean {
  if (!`${path}${sep}`.startsWith(`${folder}${sep}`)) return false;
  try {
    return `${realpathSync(path)}${sep}`.startsWith(`${realpathSync(folder)}${sep}`);
  } catch {
    return true;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Names that a client, a promise or every object has already. */
const TAKEN = new Set([...Object.getOwnPropertyNames(Object.prototype), "then", "http"]);

function refuseName({ at, keys, value }: Entry): string[] {
  if (keys.at(-1) === "operationId" && keys.length <= 2) {
    const correct = "the portal page's title in camelCase, say createOrder";
    return isName(value) ? [] : [`${at}: refuses operationId ${value}: it has to be ${correct}.`];
  }
  const [map, name] = keys.slice(-2);
  if (name === undefined) return [];
  // The bundler names components after their files; code is named after the cases of a body.
  const isCase = map === "examples" && keys.at(-3) !== "components";
  if (isCase && typeof value === "object" && !isName(name)) {
    return [`${at}: refuses the example ${name}: its name has to be an identifier, say full.`];
  }
  if (map === "securitySchemes" && !isName(name)) {
    const correct = "its name has to be an identifier, say rewardsToken";
    return [`${at}: refuses the security scheme ${name}: ${correct}.`];
  }
  return [];
}

function isName(name: unknown): boolean {
  return typeof name === "string" && /^[a-z][A-Za-z0-9]*$/.test(name) && !TAKEN.has(name);
}
