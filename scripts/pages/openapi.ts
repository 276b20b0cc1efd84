import { PAGE_LIMITS } from "./limits.js";
import {
  object,
  type Pointer,
  SchemaReader,
  type SchemaSource,
  type Target,
} from "./openapi-schema.js";
import {
  type Draft,
  emptyDraft,
  type Facts,
  type Form,
  NotAPageError,
  type Section,
} from "./saved-page.js";
import { type DataDocument, parseData } from "./yaml-document.js";

type Json = Record<string, unknown>;
/** Keys of the objects of OpenAPI that are read, or that state nothing of ours. */
const KEYS = {
  operation: [
    ...["tags", "summary", "description", "externalDocs", "operationId", "deprecated"],
    ...["parameters", "requestBody", "responses", "security", "servers"],
  ],
  parameter: [
    ...["name", "in", "required", "schema", "example", "examples", "description", "deprecated"],
    ...["allowEmptyValue", "style", "explode", "allowReserved"],
  ],
  requestBody: ["description", "required", "content"],
  response: ["description", "content", "headers", "links"],
  mediaType: ["schema", "example", "examples", "encoding"],
};
const PLACES = ["path", "query", "header", "cookie"];
const METHODS = ["get", "post", "put", "patch", "delete", "head", "options", "trace"];

/** Picks an operation out of a document of many. */
export type Pick = (
  operations: { number: number | null; method: string; path: string }[],
) => number;

/** Reads an OpenAPI document, an export of one operation or of a whole project. */
export function readOpenApi(text: string, pick: Pick): Draft {
  return readDocument(parseData(text), { form: "OpenAPI", pick });
}

/** Reads one operation of an OpenAPI document. */
export function readDocument(
  document: DataDocument,
  { form, pick }: { form: Form; pick: Pick },
): Draft {
  const operations = operationsOf(document.value);
  if (operations.length === 0)
    throw new NotAPageError("It is no OpenAPI document with an operation.");
  const index = operations.length === 1 ? 0 : pick(operations);
  const chosen = operations[index];
  if (chosen === undefined) throw new NotAPageError("None of its operations is one of ours.");
  return new OperationReader(document, chosen, form).read();
}

interface FoundOperation {
  method: string;
  path: string;
  number: number | null;
  pointer: Pointer;
  operation: Json;
  /** Parameters that stand beside the methods of a path. */
  shared: unknown;
}

function operationsOf(value: unknown): FoundOperation[] {
  const paths = Object.entries(object(object(value).paths));
  if (paths.length > PAGE_LIMITS.paths) {
    throw new NotAPageError(`It has more than ${PAGE_LIMITS.paths} paths.`);
  }
  return paths.flatMap(([path, item]) =>
    METHODS.filter((method) => Object.hasOwn(object(item), method)).map((method) => {
      const operation = object(object(item)[method]);
      const { parameters: shared } = object(item);
      const pointer = ["paths", path, method];
      return {
        method: method.toUpperCase(),
        path,
        number: numberOf(operation),
        pointer,
        operation,
        shared,
      };
    }),
  );
}

function numberOf(operation: Json): number | null {
  const run = operation["x-run-in-apidog"] ?? operation["x-run-in-apifox"];
  const number = /\/apis\/api-(\d{1,12})-run/.exec(String(run ?? ""))?.[1];
  return number === undefined ? null : Number(number);
}

/** Reads `#/a/b~1c`, names percent-encoded or not. */
function resolveIn(document: unknown, ref: string): Target | undefined {
  if (!ref.startsWith("#/")) return undefined;
  const pointer = ref.slice(2).split("/").map(decodePart);
  let schema: unknown = document;
  for (const key of pointer) {
    if (!Object.hasOwn(object(schema), key)) return undefined;
    schema = object(schema)[key];
  }
  return { schema, pointer, name: pointer.at(-1) };
}

function decodePart(part: string): string {
  const plain = part.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

class OperationReader {
  readonly #draft: Draft;
  readonly #source: SchemaSource;

  constructor(
    private readonly document: DataDocument,
    private readonly found: FoundOperation,
    form: Form,
  ) {
    const { method, path, number, pointer, operation } = found;
    this.#source = {
      resolve: (ref) => resolveIn(document.value, ref),
      lineOf: (at) => document.lineOf(at),
    };
    const state = stateOf(operation["x-apidog-status"] ?? operation["x-apifox-status"]);
    this.#draft = {
      ...emptyDraft(form),
      title: text(operation.summary) ?? null,
      endpoint: { method, path, line: document.lineOf(pointer) },
      number,
      ...(state === undefined ? {} : { state }),
      hosts: hostsOf(operation.servers ?? object(document.value).servers),
      // The form has no date, and prints no token beside its security schemes.
      notShown: ["modified", "authorization.example", "propertyCount"],
    };
  }

  read(): Draft {
    const { operation, pointer } = this.found;
    this.#check("operation", operation, pointer);
    this.#security();
    this.#parameters();
    const body = this.#dereference(operation.requestBody, [...pointer, "requestBody"]);
    if (body !== undefined) {
      this.#check("requestBody", body.value, body.pointer);
      this.#content("request", body.value.content, { ...body, facts: {} });
    }
    for (const status of Object.keys(object(operation.responses))) this.#response(status);
    if (!this.#draft.sections.some(({ at }) => at.startsWith("response"))) {
      this.#complain(pointer, "responses", "the operation states no response");
    }
    return this.#draft;
  }

  #complain(pointer: Pointer, what: string, why: string, part?: string): void {
    const line = this.document.lineOf(pointer);
    const inPart = part === undefined ? {} : { part };
    this.#draft.unread.push({ line, text: what, why, ...inPart });
  }

  /** Complains about keys that are not read. */
  #check(kind: keyof typeof KEYS, value: Json, pointer: Pointer): void {
    for (const key of Object.keys(value)) {
      if (key.startsWith("x-") || KEYS[kind].includes(key)) continue;
      this.#complain([...pointer, key], key, `the key ${key} of a ${kind} is not understood`);
    }
  }

  /** Returns a list; anything else in its place is not understood. */
  #list(value: unknown, pointer: Pointer): unknown[] {
    if (Array.isArray(value)) return value;
    if (value !== undefined && value !== null) {
      this.#complain(pointer, String(pointer.at(-1)), "no list");
    }
    return [];
  }

  #dereference(value: unknown, pointer: Pointer): { value: Json; pointer: Pointer } | undefined {
    if (value === undefined || value === null) return undefined;
    const { $ref } = object(value);
    if (typeof $ref !== "string") return { value: object(value), pointer };
    const target = resolveIn(this.document.value, $ref);
    if (target !== undefined) return { value: object(target.schema), pointer: target.pointer };
    this.#complain(pointer, $ref, "the reference leads nowhere");
    return undefined;
  }

  #parameters(): void {
    const { operation, pointer, shared } = this.found;
    const lists: [unknown, Pointer][] = [
      [shared, [...pointer.slice(0, 2), "parameters"]],
      [operation.parameters, [...pointer, "parameters"]],
    ];
    for (const [parameters, at] of lists) {
      this.#list(parameters, at).forEach((parameter, index) => {
        const resolved = this.#dereference(parameter, [...at, index]);
        if (resolved !== undefined) this.#parameter(resolved.value, resolved.pointer);
      });
    }
  }

  #parameter(parameter: Json, pointer: Pointer): void {
    const { name, in: location, required, schema, example } = parameter;
    if (typeof name !== "string" || !PLACES.includes(location as string)) {
      this.#complain(pointer, "parameter", "a parameter without a name or a known place");
      return;
    }
    this.#check("parameter", parameter, pointer);
    const facts: Facts = { required: required === true };
    if (example !== undefined && example !== "") facts.example = example;
    const reader = new SchemaReader(this.#source, this.#draft.unread);
    reader.place(`${location}.${name}`, schema, { pointer, facts });
    let section = this.#draft.sections.find(({ at }) => at === location);
    if (section === undefined) {
      section = {
        at: String(location),
        line: this.document.lineOf(pointer),
        facts: {},
        places: [],
      };
      this.#draft.sections.push(section);
    }
    section.places?.push(...reader.places);
  }

  #response(status: string): void {
    const { operation, pointer } = this.found;
    const here = [...pointer, "responses", status];
    if (status.startsWith("x-")) return;
    if (!/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) {
      this.#complain(here, status, "no status that is understood");
      return;
    }
    const resolved = this.#dereference(object(operation.responses)[status], here);
    if (resolved === undefined) return;
    const label =
      text(resolved.value["x-apidog-name"]) ??
      text(resolved.value["x-apifox-name"]) ??
      text(resolved.value.description);
    this.#check("response", resolved.value, resolved.pointer);
    const facts: Facts = label === undefined ? { status } : { status, label };
    const at = status === "200" ? "response" : `response.${status}`;
    this.#content(at, resolved.value.content, { pointer: resolved.pointer, facts });
  }

  #content(
    at: string,
    content: unknown,
    { pointer, facts }: { pointer: Pointer; facts: Facts },
  ): void {
    const types = Object.keys(object(content));
    const mediaType = types.find((type) => type.includes("json")) ?? types[0];
    const here = mediaType === undefined ? pointer : [...pointer, "content", mediaType];
    const section: Section = { at, line: this.document.lineOf(here), facts: { ...facts } };
    this.#draft.sections.push(section);
    for (const other of types.filter((type) => type !== mediaType)) {
      const why = "a second media type is not read";
      this.#complain([...pointer, "content", other], other, why, at);
    }
    if (mediaType === undefined) return;
    section.facts.mediaType = mediaType;
    const media = object(object(content)[mediaType]);
    this.#check("mediaType", media, here);
    const reader = new SchemaReader(this.#source, this.#draft.unread);
    if (media.schema !== undefined) reader.body(at, media.schema, [...here, "schema"]);
    section.places = reader.places;
    this.#example(section, media, here);
  }

  #example(section: Section, media: Json, pointer: Pointer): void {
    const examples = Object.entries(object(media.examples));
    const [first, ...others] = examples;
    const named = first === undefined ? undefined : object(first[1]).value;
    const value = media.example ?? named;
    if (value !== undefined && value !== null && value !== "") {
      const key = media.example === undefined ? ["examples", first?.[0] ?? ""] : ["example"];
      section.example = { value, line: this.document.lineOf([...pointer, ...key]) };
    }
    for (const [name] of others) {
      const why = "a further example is not read";
      this.#complain([...pointer, "examples", name], name, why, `${section.at} example`);
    }
  }

  #security(): void {
    const { operation, pointer } = this.found;
    const root = object(this.document.value);
    const isOwn = Array.isArray(operation.security);
    const security = (isOwn ? operation.security : root.security) as unknown;
    const here = isOwn ? [...pointer, "security"] : ["security"];
    const names = (Array.isArray(security) ? security : []).flatMap((item) =>
      Object.keys(object(item)).filter((name) => !name.startsWith("x-")),
    );
    const [name, ...others] = [...new Set(names)];
    if (name === undefined) return;
    if (others.length > 0) {
      const why = "several ways to authenticate";
      this.#complain(here, names.join(", "), why, "authorization");
    }
    const scheme = schemeFacts(schemeOf(root, name));
    if (scheme === undefined)
      this.#complain(here, name, "this way to authenticate is not understood", "authorization");
    else
      this.#draft.places.push({
        at: "authorization",
        facts: scheme,
        line: this.document.lineOf(here),
      });
  }
}

/** Finds a security scheme; Apidog writes its name in different ways. */
function schemeOf(root: Json, name: string): Json {
  const schemes = object(object(root.components).securitySchemes);
  const plain = (value: string) => value.toLowerCase().replace(/[^a-z0-9]/g, "");
  const key = Object.keys(schemes).find((candidate) => plain(candidate) === plain(name));
  return object(key === undefined ? undefined : schemes[key]);
}

function schemeFacts({ type, scheme, in: location, name }: Json): Facts | undefined {
  const kind = String(type ?? "").toLowerCase();
  if (kind === "http" && typeof scheme === "string") return { scheme: scheme.toLowerCase() };
  if (kind === "bearer" || kind === "basic") return { scheme: kind };
  return kind === "apikey" ? { scheme: "apiKey", in: location, name } : undefined;
}

/** Returns the badge that a page shows for a status; a released page shows none. */
export function stateOf(status: unknown): string | undefined {
  const state = text(status);
  if (state === undefined || state === "released") return undefined;
  return state.charAt(0).toUpperCase() + state.slice(1);
}

function hostsOf(servers: unknown): string[] {
  const urls = (Array.isArray(servers) ? servers : []).map((server) => text(object(server).url));
  return urls.filter((url) => url !== undefined);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
