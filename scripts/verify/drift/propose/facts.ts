import { Document, isMap } from "yaml";
import type { FactsFile } from "../../../contract/facts.js";
import type { Facts, SavedPage } from "../../../pages/saved-page.js";

/** Makes the facts file that a page asks for; what its form cannot show stays as our facts have it. */
export function candidateFacts(page: SavedPage, ours?: FactsFile): FactsFile {
  const facts: FactsFile["facts"] = {};
  for (const [at, stated] of Object.entries(page.facts)) {
    facts[at] = merged(page, { at, stated, held: ours?.facts[at] });
  }
  for (const [at, held] of Object.entries(ours?.facts ?? {})) {
    if (!(at in facts) && isHidden(page, at)) facts[at] = held;
  }
  const state = page.state ?? (page.notShown.includes("state") ? ours?.state : undefined);
  const endpoint = page.endpoint ?? ours?.endpoint;
  return {
    file: `test/facts/${page.id}.yaml`,
    id: page.id,
    page: page.page ?? ours?.page ?? page.id,
    modified: page.modified ?? ours?.modified ?? null,
    ...(state === undefined ? {} : { state }),
    ...(endpoint === undefined || endpoint === null ? {} : { endpoint }),
    facts,
    examples: { ...hiddenExamples(page, ours), ...page.examples },
  };
}

function merged(
  page: SavedPage,
  { at, stated, held }: { at: string; stated: Facts; held: Facts | undefined },
): Facts {
  // Sentences of the page do not belong into this project.
  const { description, meaning, ...facts } = stated;
  const place = at.slice(page.id.length + 1);
  const notShown = Object.entries(held ?? {}).filter(
    ([keyword]) =>
      !(keyword in stated) &&
      page.notShown.some((what) => what === keyword || what === `${place}.${keyword}`),
  );
  const words = meaning === undefined ? {} : { meaning: held?.meaning ?? "to be put in own words" };
  return { ...facts, ...Object.fromEntries(notShown), ...words };
}

function isHidden(page: SavedPage, at: string): boolean {
  return page.hidden.some((part) => at.startsWith(`${part}.`));
}

function hiddenExamples(page: SavedPage, ours: FactsFile | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(ours?.examples ?? {}).filter(([at]) => page.hidden.includes(at)),
  );
}

/** Writes a facts file as YAML, one fact a line, with a comment where the page leaves something open. */
export function factsYaml({ file, id, ...content }: FactsFile, page: SavedPage): string {
  const document = new Document(content);
  const facts = document.get("facts");
  if (isMap(facts)) {
    for (const pair of facts.items) {
      if (isMap(pair.value)) pair.value.flow = true;
      const key = pair.key as { value: string; commentBefore?: string };
      const open = page.doubts.filter(({ at }) => at === key.value);
      if (open.length > 0) key.commentBefore = open.map(comment).join("\n");
    }
  }
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

function comment({ keyword, candidates }: SavedPage["doubts"][number]): string {
  if (keyword === "enum") return " Its values run together on the page: cut them by hand.";
  return ` The page does not show where it stands: ${candidates.join(", ")}`;
}
