import { stateOf } from "./openapi.js";
import {
  object,
  type Pointer,
  SchemaReader,
  type SchemaSource,
  type Target,
} from "./openapi-schema.js";
import { type Draft, emptyDraft, type Facts, NotAPageError, type Section } from "./saved-page.js";
import { Stream } from "./turbo-stream.js";

type Json = Record<string, unknown>;
const STATE = ["loaderData", "root", "docsDataState"];

/** Reads a page that was saved as HTML: its data, not what a browser makes of it. */
export function readSavedHtml(html: string): Draft {
  const stream = new Stream(html);
  const data = object(stream.at(...STATE, "resourceData", "data"));
  if (typeof data.path !== "string" || typeof data.method !== "string") {
    throw new NotAPageError("The data in the page describes no endpoint.");
  }
  const extra = object(stream.at(...STATE, "extraData"));
  const line = html.slice(0, html.indexOf("streamController.enqueue(")).split("\n").length;
  return new EndpointData(data, extra, line).read();
}

class EndpointData {
  readonly #draft: Draft;
  readonly #source: SchemaSource;

  constructor(
    private readonly data: Json,
    extra: Json,
    /** The data stands on one line of the file. */
    private readonly line: number,
  ) {
    const definitions = definitionsOf(extra.dataSchemaDefinitions);
    this.#source = {
      resolve: (ref) => definitions.get(ref.split("/").at(-1) ?? ""),
      lineOf: () => line,
    };
    const state = stateOf(data.status);
    const modified = modifiedOf(extra.apiFieldList);
    this.#draft = {
      ...emptyDraft("saved HTML"),
      title: typeof data.name === "string" ? data.name : null,
      endpoint: { method: String(data.method).toUpperCase(), path: String(data.path), line },
      number: Number.isInteger(Number(data.id)) && data.id != null ? Number(data.id) : null,
      ...(state === undefined ? {} : { state }),
      modified,
      notShown: [
        "authorization.example",
        "propertyCount",
        ...(modified === null ? ["modified"] : []),
      ],
    };
  }

  read(): Draft {
    this.#authorization();
    const parameters = Object.entries(object(this.data.parameters));
    if (parameters.length === 0) this.#complain("parameters", "the data has no such part");
    for (const [kind, list] of parameters) {
      if (!Array.isArray(list)) this.#complain(kind, "no list of parameters", kind);
      else if (list.length > 0) this.#parameters(kind, list);
    }
    this.#request();
    const { responses } = this.data;
    for (const response of Array.isArray(responses) ? responses : [])
      this.#response(object(response));
    if (!this.#draft.sections.some(({ at }) => at.startsWith("response"))) {
      this.#complain("responses", "the data states no response");
    }
    return this.#draft;
  }

  #complain(text: string, why: string, part?: string): void {
    const inPart = part === undefined ? {} : { part };
    this.#draft.unread.push({ line: this.line, text, why, ...inPart });
  }

  #reader(): SchemaReader {
    return new SchemaReader(this.#source, this.#draft.unread);
  }

  #authorization(): void {
    const auth = { ...object(this.data.securityScheme), ...object(this.data.auth) };
    const { type } = auth;
    if (type === undefined || type === null || type === "noauth" || type === "") {
      if (Object.keys(auth).length > 0 && type === undefined) {
        this.#complain("auth", "this way to authenticate is not understood", "authorization");
      }
      return;
    }
    const scheme = type === "http" ? auth.scheme : type;
    if (scheme !== "bearer" && scheme !== "basic") {
      this.#complain(String(type), "this way to authenticate is not understood", "authorization");
      return;
    }
    this.#draft.places.push({ at: "authorization", facts: { scheme }, line: this.line });
  }

  #parameters(kind: string, list: unknown[]): void {
    const reader = this.#reader();
    for (const item of list) {
      const { name, required, example, schema, type } = object(item);
      const facts: Facts = { required: required === true };
      if (example !== undefined && example !== null && example !== "") facts.example = example;
      const pointer: Pointer = ["parameters", kind, String(name)];
      reader.place(`${kind}.${String(name)}`, schema ?? { type }, { pointer, facts });
    }
    this.#draft.sections.push({ at: kind, line: this.line, facts: {}, places: reader.places });
  }

  #request(): void {
    const body = object(this.data.requestBody);
    const { type, jsonSchema, parameters } = body;
    if (typeof type !== "string") this.#complain("requestBody", "the body has no type", "request");
    if (typeof type !== "string" || type === "none" || type === "") return;
    if (Array.isArray(parameters) && parameters.length > 0) {
      this.#complain(type, "the fields of a form are not read", "request");
    }
    const [first] = Array.isArray(body.examples) ? body.examples : [];
    const example = [object(first).value, body.example, body.data].find((value) => value);
    this.#body({ at: "request", facts: { mediaType: type } }, jsonSchema, example);
  }

  #response({ id, code, name, contentType, mediaType, jsonSchema }: Json): void {
    const status = String(code);
    const facts: Facts = { status };
    if (typeof name === "string" && name !== "") facts.label = name;
    facts.mediaType = mediaType || (contentType === "json" ? "application/json" : contentType);
    const { responseExamples } = this.data;
    const examples = (Array.isArray(responseExamples) ? responseExamples : []).map(object);
    const ours = examples.filter(({ responseId }) => String(responseId) === String(id));
    const at = status === "200" ? "response" : `response.${status}`;
    this.#body({ at, facts }, jsonSchema, ours[0]?.data);
    for (const { name: other } of ours.slice(1)) {
      this.#complain(String(other), "a further example is not read", `${at} example`);
    }
  }

  #body(part: Pick<Section, "at" | "facts">, schema: unknown, example: unknown): void {
    const reader = this.#reader();
    if (schema !== undefined && schema !== null) reader.body(part.at, schema, [part.at]);
    else this.#complain(part.at, "the body has no schema", part.at);
    const section: Section = { ...part, line: this.line, places: reader.places };
    this.#draft.sections.push(section);
    if (example === undefined || example === null || example === "") return;
    try {
      const value = typeof example === "string" ? JSON.parse(example) : example;
      section.example = { value, line: this.line };
    } catch {
      this.#complain(part.at, "the example is no JSON", `${part.at} example`);
    }
  }
}

/** Indexes the schemas that references lead to, whether they come as a list or by id. */
function definitionsOf(value: unknown): Map<string, Target> {
  const entries = Array.isArray(value)
    ? value.map((item) => [String(object(item).id), item] as const)
    : Object.entries(object(value));
  return new Map(
    entries.map(([id, item]) => {
      const { jsonSchema, schema, name, ...rest } = object(item);
      const known = typeof name === "string" && name !== "" ? name : undefined;
      return [
        id,
        { schema: jsonSchema ?? schema ?? rest, pointer: ["definitions", id], name: known },
      ];
    }),
  );
}

/** Returns when the page was last modified, in UTC, as the page prints it. */
function modifiedOf(list: unknown): string | null {
  for (const field of Array.isArray(list) ? list : []) {
    const { updatedAt } = object(field);
    const value = object(updatedAt).value ?? updatedAt;
    if (typeof value !== "string" && typeof value !== "number") continue;
    const date = new Date(value);
    if (!Number.isNaN(date.getTime())) return date.toISOString().slice(0, 19).replace("T", " ");
  }
  return null;
}
