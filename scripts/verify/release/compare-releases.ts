import type { Contract } from "../../contract/document.js";
import { compareContracts } from "./contract.js";
import { type Bump, type Change, RELEASE_RULES } from "./rules.js";
import { compareManifests, compareReports, compareTypes, type Manifest } from "./surface.js";
import { compareWire } from "./wire.js";

/** What is compared of a release. A file with a contract has the contract alone. */
export interface Release {
  contract: Contract;
  manifest?: Manifest;
  /** Reports of the public surface, by their file names. */
  reports?: Record<string, string>;
  /** Source of `enkash-contract/types`. */
  types?: string;
}

/** Compares two releases: wire, contract, public surface and `package.json`. */
export function compareReleases(base: Release, revision: Release, root: string): Change[] {
  const { manifest, types, reports = {} } = base;
  const surfaces = Object.entries(reports).flatMap(([file, text]) =>
    compareReports(file.replace(".api.md", ""), text, revision.reports?.[file] ?? ""),
  );
  return [
    ...compareWire(base.contract, revision.contract, root),
    ...compareContracts(base.contract, revision.contract),
    ...surfaces,
    ...(types === undefined ? [] : compareTypes(types, revision.types ?? "")),
    ...(manifest === undefined ? [] : compareManifests(manifest, revision.manifest ?? {})),
  ];
}

/** Writes the changes as Markdown, the gravest first. */
export function reportChanges(base: string, changes: Change[]): string {
  const title = `## Changes since ${base}`;
  if (changes.length === 0) return `${title}\n\nNone.`;
  const order: Bump[] = ["major", "minor", "patch"];
  const rows = order.flatMap((bump) =>
    changes
      .filter(({ rule }) => RELEASE_RULES[rule].bump === bump)
      .map(({ rule, what }) => `| ${bump} | ${cell(what)} | ${RELEASE_RULES[rule].change} |`),
  );
  return [title, "", "| version | what | kind of change |", "|---|---|---|", ...rows].join("\n");
}

function cell(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|");
}
