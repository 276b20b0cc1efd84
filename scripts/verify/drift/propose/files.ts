import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isSeq, parseDocument, stringify, type YAMLMap, type YAMLSeq } from "yaml";
import { readContract } from "../../../contract/document.js";
import { type FactsFile, readFacts } from "../../../contract/facts.js";
import { projectRoot } from "../../../contract/project.js";
import { type Reading, readingsFile } from "../../../contract/readings.js";
import { codeRefusals } from "../../../generate/code-refusals.js";
import type { SavedPage } from "../../../pages/saved-page.js";
import { checkContract } from "../../check-contract.js";
import { candidateFacts, editedFacts, factsYaml } from "./facts.js";
import { obstacles } from "./obstacles.js";
import { exampleName, type ProposedOperation, proposeOperation, UNSORTED } from "./operation.js";
import { kebab, NEW_READINGS, type NeededReading, neededReadings } from "./readings.js";

/** Files of a proposal by their paths in the project. */
export type Files = Map<string, string>;

/** Writes what a person would have to write for a page. */
export function proposalFor(page: SavedPage, ours: FactsFile | undefined): Files {
  const facts = candidateFacts(page, ours);
  if (ours !== undefined) {
    const text = readFileSync(join(projectRoot, ours.file), "utf8");
    return new Map([[facts.file, editedFacts(text, ours, facts)]]);
  }
  const files: Files = new Map([[facts.file, factsYaml(facts, page)]]);
  const inTheWay = obstacles(facts);
  if (inTheWay.length > 0) return files.set("PROPOSAL.md", factsOnly(page, inTheWay));
  const operation = proposeOperation(facts, readContract());
  const needed = neededReadings(operation, facts);
  if (page.doubts.some(({ keyword }) => keyword === "depth")) {
    needed.push({ id: `${kebab(facts.id)}-depth`, drops: [], adds: [], breaks: [] });
  }
  const { text, readings } = withReadings(needed, facts.id);
  const general = ["only-200-documented", "names-without-explanation"];
  const known = new Set(readings.map(({ id }) => id));
  const ids = [...needed.map(({ id }) => ownId(id, facts.id, known)), ...general];
  operationOf(operation)["x-readings"] = ids.filter((id) => known.has(id));
  files.set(`openapi/paths/${facts.id}.yaml`, stringify(asFile(operation.item, "../"), YAML));
  for (const [name, schema] of Object.entries(operation.schemas)) {
    files.set(`openapi/schemas/${name}.yaml`, stringify(asFile(schema, ""), YAML));
  }
  for (const [name, content] of exampleFiles(facts.id, operation)) files.set(name, content);
  files.set("openapi/openapi.yaml", rootWith(operation, facts.id));
  files.set(readingsFile, text);
  const left = [
    ...codeRefusals(operation.contract),
    ...checkContract(operation.contract, [...readFacts(), facts], readings).map(({ text }) => text),
  ];
  return files.set("PROPOSAL.md", notes(page, leftOpen(needed, operation), left));
}

const YAML = { lineWidth: 110 };

function operationOf({ item }: ProposedOperation): Record<string, unknown> {
  return Object.values(item).find((value) => "operationId" in Object(value)) as never;
}

function exampleFiles(id: string, { cases }: ProposedOperation): [string, string][] {
  return cases.flatMap(({ name, summary, request, response }) =>
    (["request", "response"] as const).flatMap((side): [string, string][] => {
      const value = side === "request" ? request : response;
      if (value === undefined) return [];
      const content = stringify({ summary, value }, YAML);
      return [[`openapi/examples/${exampleName(id, name, side)}.yaml`, content]];
    }),
  );
}

/** Points references at files instead of components. */
function asFile(value: unknown, up: string): unknown {
  if (Array.isArray(value)) return value.map((item) => asFile(item, up));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      const reference = key === "$ref" ? /^#\/components\/(\w+)\/(.+)$/.exec(String(child)) : null;
      if (reference === null) return [key, asFile(child, up)];
      const [, kind, name] = reference;
      return [key, up === "" ? `${name}.yaml` : `${up}${kind}/${name}.yaml`];
    }),
  );
}

/** Adds the operation to the root file, whose comments stay. */
function rootWith({ path, schemes }: ProposedOperation, id: string): string {
  const document = parseDocument(readFileSync(join(projectRoot, "openapi/openapi.yaml"), "utf8"));
  document.setIn(["paths", path], document.createNode({ $ref: `paths/${id}.yaml` }));
  for (const [name, scheme] of Object.entries(schemes)) {
    document.setIn(["components", "securitySchemes", name], document.createNode(scheme));
  }
  const tags = document.get("tags") as YAMLSeq<YAMLMap>;
  if (!tags.items.some((tag) => tag.get("name") === UNSORTED.name)) {
    tags.add(document.createNode(UNSORTED) as YAMLMap);
  }
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

/** Extends the readings that a new operation shares with others, and adds its own. */
function withReadings(needed: NeededReading[], id: string): { text: string; readings: Reading[] } {
  const document = parseDocument(readFileSync(join(projectRoot, readingsFile), "utf8"));
  const list = document.contents as unknown as YAMLSeq<YAMLMap>;
  const known = new Set(list.items.map((entry) => String(entry.get("id"))));
  for (const { drops, adds, breaks, ...need } of needed) {
    const ownName = ownId(need.id, id, known);
    let entry = list.items.find((item) => item.get("id") === ownName);
    if (entry === undefined) {
      const end = ownName.slice(kebab(id).length + 1);
      const words = NEW_READINGS[end] ?? NEW_READINGS["left-open"];
      entry = document.createNode({ id: ownName, ...words }) as YAMLMap;
      entry.spaceBefore = true;
      list.add(entry);
    }
    for (const drop of drops) extend({ document, entry, key: "drops" }, drop);
    for (const add of adds) extend({ document, entry, key: "adds" }, add);
    for (const item of breaks) push({ document, entry, key: "breaks" }, item);
  }
  return {
    text: document.toString({ lineWidth: 114, flowCollectionPadding: false }),
    readings: document.toJS() as Reading[],
  };
}

/** Returns the id of a shared reading, or one of its own where nothing of that id exists. */
function ownId(id: string, operation: string, known: Set<string>): string {
  const isOwn = id.startsWith(`${kebab(operation)}-`);
  return isOwn || known.has(id) ? id : `${kebab(operation)}-${id}`;
}

type Part = { keyword: string; at: string[]; value?: unknown };

/** A list of a reading: its `drops`, its `adds` or its `breaks`. */
interface ReadingList {
  document: ReturnType<typeof parseDocument>;
  entry: YAMLMap;
  key: string;
}

function extend(list: ReadingList, part: Part): void {
  const { document, entry, key } = list;
  const present = entry.get(key);
  const items = isSeq(present) ? (present.items as YAMLMap[]) : [];
  const text = JSON.stringify(part.value);
  const same = items.find((item) => {
    const { keyword, value } = item.toJS(document) as Part;
    return keyword === part.keyword && JSON.stringify(value) === text;
  });
  const places = same?.get("at");
  if (isSeq(places)) for (const at of part.at) places.add(document.createNode(at));
  else push(list, { ...part, at: part.at });
}

function push({ document, entry, key }: ReadingList, item: unknown): void {
  const list = entry.get(key);
  if (isSeq(list)) list.add(document.createNode(item));
  else entry.set(key, document.createNode([item]));
  if (!isMap(entry)) throw new Error(`${key} is no list.`);
}

/** Lists what the page states and the operation does not, or states otherwise. */
function leftOpen(needed: NeededReading[], { schemes }: ProposedOperation): string[] {
  const open = needed.filter(({ id }) => id.endsWith("-left-open"));
  const dropped = open.flatMap(({ drops }) =>
    drops.flatMap(({ keyword, at }) => at.map((place) => `- \`${place}\`: ${keyword} is left out`)),
  );
  const headers = Object.values(schemes).flatMap((scheme) => ("name" in scheme ? scheme.name : []));
  const credentials = headers.map(
    (name) => `- the header \`${name}\` is taken for a credential, which the page does not say`,
  );
  return [...dropped, ...credentials];
}

/** Writes why there are facts and no operation. */
function factsOnly({ id }: SavedPage, inTheWay: string[]): string {
  return [
    `# No operation yet: ${id}`,
    "",
    "The facts of the page are here, to be compared with it row by row. There is no operation: every one of",
    "this contract sends one JSON body, headers for its credentials alone, and reads the JSON body of a 200.",
    "The page has something else:",
    "",
    ...inTheWay.map((what) => `- ${what}`),
    "",
    "Extend `scripts/generate/`, `src/` and the testing kit first. Until then the facts have no place in",
    "`test/facts/`, whose files are compared with the contract.",
    "",
  ].join("\n");
}

/** Writes what is left to do. */
function notes(page: SavedPage, missing: string[], left: string[]): string {
  const open = page.doubts.map(
    ({ at, keyword, candidates }) =>
      `- \`${at}\`: ${keyword} is open (${candidates.length} possibilities, see the comment in the facts file)`,
  );
  const unread = page.unread.map(
    ({ line, why }) => `- line ${line ?? "unknown"} of the page: ${why}`,
  );
  const section = (title: string, lines: string[]) =>
    lines.length === 0 ? [] : ["", `## ${title}`, "", ...lines];
  return [
    `# A new operation: ${page.id}`,
    "",
    "Every file here is a draft, made from one saved page. Read it against the page, file by file.",
    ...section("To do", [
      `1. Compare \`test/facts/${page.id}.yaml\` with the page, row by row. ` +
        "It is what everything else is proven against.",
      "2. Give the operation its tag in place of `Unsorted`, and better words than the names of its properties.",
      "3. Read the readings that were added or extended; put the reasons in your own words.",
      "4. Copy `openapi/` and `test/` into the project; run `npm run generate`.",
      `5. Write its samples, \`scripts/reference/samples/${page.id}.*\`; export its types in \`src/index.ts\`; ` +
        "write its rows in `README.md`; run `npm run api` and `npm test`.",
    ]),
    ...section("What the page leaves open", open),
    ...section("What could not be read", unread),
    ...section("What the page states otherwise", missing),
    ...section(
      "What the checks still find",
      left.map((text) => `- ${text.split("\n")[0]}`),
    ),
    "",
  ].join("\n");
}
